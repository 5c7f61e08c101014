import type { AddedEntries } from '../../../src/application/services.ts';
import type { Acts, GroupDeclaration } from '../../../src/discord/kit/command.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { pageButtons } from '../../../src/discord/outgoing/page-buttons.ts';
import type { GuildId } from '../../../src/domain/ids.ts';
import { blocklistActions, blocklistBounds } from '../../../src/domain/server/blocklist.ts';
import { pageAt } from '../../../src/words/pages.ts';
import { blocklistPages, quotedEntry, wrongEntryWords } from '../../../src/words/server/blocklist-words.ts';
import type { Words } from '../../../src/words/words.ts';
import { changedBy, forManagers } from '../managers.ts';

/** `/server blocklist`: words that a request may not have in it. */
export const serverBlocklist = {
  description: 'command.server.blocklist',
  subcommands: {
    add: {
      description: 'command.server.blocklist.add',
      options: { words: { type: 'string', description: 'command.server.blocklist.add.words', required: true } },
    },
    remove: {
      description: 'command.server.blocklist.remove',
      options: {
        words: {
          type: 'string',
          description: 'command.server.blocklist.remove.words',
          required: true,
          completes: true,
        },
      },
    },
    list: { description: 'command.server.blocklist.list', options: {} },
    action: {
      description: 'command.server.blocklist.action',
      options: {
        do: {
          type: 'string',
          description: 'command.server.blocklist.action.do',
          required: true,
          choices: blocklistActions,
        },
      },
    },
  },
} as const satisfies GroupDeclaration;

export const serverBlocklistActs: Acts<typeof serverBlocklist> = {
  add: {
    run: ({ words: typed }, request) =>
      forManagers(request, async ({ services, words }, guild) =>
        addedWords(words, await services.blocklist.add(guild, changedBy(request), typed)),
      ),
  },
  remove: {
    run: ({ words: typed }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const { removed, unknown } = await services.blocklist.remove(guild, changedBy(request), typed);
        const said = words.say('server.blocklist.removed', { count: removed });
        const missing = words.list(unknown.slice(0, mostNamed).map(quotedEntry));
        return unknown.length === 0 ? said : `${said} ${words.say('server.blocklist.unknown', { entries: missing })}`;
      }),
    complete: {
      words: async (typed, { place, services, managesServer }) => {
        if (place.guild === null || !managesServer) return [];
        const wanted = typed.trim().toLowerCase();
        const { entries } = await services.blocklist.read(place.guild);
        return entries
          .filter((entry) => entry.toLowerCase().includes(wanted))
          .map((entry) => ({ name: entry, value: entry }));
      },
    },
  },
  list: {
    async run(_options, request: Request) {
      const { place, managesServer, reply, words } = request;
      const { guild } = place;
      if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
      const { content, components } = await blocklistPage(request, guild, 1);
      return reply.show(content, 'asker', components);
    },
  },
  action: {
    run: ({ do: action }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const { entries } = await services.blocklist.setAction(guild, changedBy(request), action);
        const set = words.say(`server.blocklist.action.${action}`);
        const hasLog = action !== 'report' || (await services.serverLog.read(guild)) !== null;
        const said = words.say('server.blocklist.set', { rule: set, count: entries.length });
        return hasLog ? said : `${said} ${words.say('server.blocklist.no-log')}`;
      }),
  },
};

/** One page of the list, as it is now. */
export async function blocklistPage({ services, words }: Request, guild: GuildId, wanted: number) {
  const pages = blocklistPages(words, await services.blocklist.read(guild));
  const page = Math.min(wanted, pages.length);
  const text = pageAt(pages, page) ?? '';
  return {
    content: pages.length === 1 ? text : `${text}\n${words.say('page.of', { page, pages: pages.length })}`,
    components: pageButtons(words, 'blocklist-page', page, page < pages.length),
  };
}

const mostNamed = 5;

/** What became of what was typed. */
export function addedWords(words: Words, outcome: AddedEntries): string {
  switch (outcome.kind) {
    case 'added': {
      const { added, known, list } = outcome;
      const said = words.say('server.blocklist.added', { count: added, known });
      return `${said} ${words.say(`server.blocklist.then.${list.action}`)}`;
    }
    case 'nothing typed':
      return words.say('server.blocklist.nothing');
    case 'too many':
      return words.say('server.blocklist.too-many', { most: blocklistBounds.entries });
    case 'too many patterns':
      return words.say('server.blocklist.too-many-patterns', { most: blocklistBounds.patterns });
    case 'too long':
      return words.say('server.blocklist.too-long', {
        entry: quotedEntry(outcome.entry),
        most: blocklistBounds.characters,
      });
    case 'wrong':
      return wrongEntryWords(words, outcome.entry, outcome.why);
    default:
      return outcome satisfies never;
  }
}
