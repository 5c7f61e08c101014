import { fileURLToPath } from 'node:url';
import { slashCommand } from '../../src/discord/kit/command.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { pageButtons } from '../../src/discord/outgoing/page-buttons.ts';
import { quotaLines } from '../quota.ts';

/** Answers privately, in two screens: how to make and edit, and what holds here. */
export const help = slashCommand(
  { name: 'help', description: 'command.help', options: {} },
  {
    async run(_options, request) {
      if ((await request.reply.acknowledge('asker')).kind !== 'taken') return;
      await finishHelp(request, 1);
    },
  },
);

/** Ends an acknowledged answer with one of the screens. */
export async function finishHelp(request: Request, page: number): Promise<void> {
  const { reply, words } = request;
  if (page > 1) {
    const content = await whatHolds(request);
    return void (await reply.finish({ content, components: pageButtons(words, 'help-page', 2, false) }));
  }
  const look = { content: howToMake(request), components: pageButtons(words, 'help-page', 1, true) };
  const files = [{ path: threeWays, filename: 'three-ways.webp', description: words.say('help.make.alt') }];
  const trouble = await reply.finish({ ...look, files });
  if (trouble !== null) await reply.finish(look);
}

const threeWays = fileURLToPath(new URL('./three-ways.webp', import.meta.url));

const howToMake = ({ words, mention }: Request) =>
  words.say('help.make', {
    imagine: mention('imagine'),
    edit: mention('edit'),
    undo: mention('history undo'),
    show: mention('history show'),
    continue: mention('history continue'),
    reset: mention('history reset'),
  });

async function whatHolds({ place, roles, services, words, mention }: Request): Promise<string> {
  const guide = words.say('help.more', {
    save: mention('character save'),
    edit: mention('edit'),
    compare: mention('compare'),
  });
  const found = await services.quota({ guild: place.guild, user: place.user, roles });
  const limits =
    found.lines.length === 0
      ? [words.say('help.unlimited')]
      : [words.say('help.limits', { quota: mention('quota') }), ...quotaLines(words, found.lines)];
  return fitting([guide, '', ...limits]);
}

/** As many lines as Discord takes; the rest is under `/quota`. */
function fitting(lines: readonly string[]): string {
  const taken: string[] = [];
  for (const line of lines) {
    if ([...taken, line].join('\n').length > mostCharacters) break;
    taken.push(line);
  }
  return taken.join('\n');
}

const mostCharacters = 2000;
