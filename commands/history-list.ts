import type { Request } from '../src/discord/kit/request.ts';
import { plainText, quoteText } from '../src/discord/outgoing/quoted-text.ts';
import type { GuildId } from '../src/domain/ids.ts';
import { messageLink } from './message-link.ts';

type Item = Awaited<ReturnType<Request['services']['history']['list']>>[number];

/** One line for each version, newest first, as many as fit a message: number, prompt, who, when, where, which is current. */
export function historyLines(items: readonly Item[], guild: GuildId | null): string {
  if (items.length === 0)
    return 'There are no versions here yet. `/imagine` makes the first, or reply to a picture and mention me.';
  let text = '';
  for (const item of items) {
    const line = `${text === '' ? '' : '\n'}${lineOf(item, guild)}`;
    if (text.length + line.length > mostCharacters) break;
    text += line;
  }
  return text;
}

/** Numbers that begin with what is typed, or prompts that hold it; Discord takes 25, and the number is what is sent. */
export function completeVersion(items: readonly Item[], typed: string): readonly { name: string; value: string }[] {
  const wanted = typed.trim().toLowerCase();
  return items
    .filter(
      ({ number, record }) =>
        String(number).startsWith(wanted) || wordsOf(record.recipe).toLowerCase().includes(wanted),
    )
    .slice(0, 25)
    .map(({ number, record, current }) => ({
      name: plainText(`${number}${current ? ' (current)' : ''}: ${wordsOf(record.recipe)}`, {
        characters: 100,
        bytes: 400,
      }),
      value: String(number),
    }));
}

function lineOf({ number, record, owner, channel, message, audience, current }: Item, guild: GuildId | null): string {
  const name = message === null ? `**${number}**` : `**[${number}](${messageLink(guild, channel, message)})**`;
  const words = quoteText(wordsOf(record.recipe), { characters: 80, bytes: 320 });
  const made = `<@${owner}> <t:${Math.floor(record.madeAt / 1000)}:R>`;
  return [name, words, made, ...(audience === 'asker' ? ['private'] : []), ...(current ? ['**current**'] : [])].join(
    ' · ',
  );
}

const wordsOf = (recipe: Item['record']['recipe']) => recipe?.prompt ?? 'a picture that was sent';

/** Discord takes 2000. */
const mostCharacters = 1990;
