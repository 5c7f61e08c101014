import type { TextChoice } from '../src/discord/kit/command.ts';
import { messageLink } from '../src/discord/kit/message-link.ts';
import type { Request } from '../src/discord/kit/request.ts';
import type { GuildId } from '../src/domain/ids.ts';
import { plainText, quoteText } from '../src/words/quoted-text.ts';
import type { Words } from '../src/words/words.ts';

type Item = Awaited<ReturnType<Request['services']['history']['list']>>[number];

/** One line for each version, newest first, as many as fit a message: number, prompt, who, when, where, which is current. */
export function historyLines(words: Words, items: readonly Item[], guild: GuildId | null): string {
  if (items.length === 0) return words.say('history.none');
  let text = '';
  for (const item of items) {
    const line = `${text === '' ? '' : '\n'}${lineOf(words, item, guild)}`;
    if (text.length + line.length > mostCharacters) break;
    text += line;
  }
  return text;
}

/** Numbers that begin with what is typed, or prompts that hold it; Discord takes 25, and the number is what is sent. */
export function completeVersion(words: Words, items: readonly Item[], typed: string): readonly TextChoice[] {
  const wanted = typed.trim().toLowerCase();
  return items
    .filter(
      ({ number, record }) =>
        String(number).startsWith(wanted) || promptOf(words, record.recipe).toLowerCase().includes(wanted),
    )
    .slice(0, 25)
    .map(({ number, record, current }) => ({
      name: plainText(
        words.say(current ? 'history.choice.current' : 'history.choice', {
          number,
          prompt: promptOf(words, record.recipe),
        }),
        { characters: 100, bytes: 400 },
      ),
      value: String(number),
    }));
}

function lineOf(words: Words, item: Item, guild: GuildId | null): string {
  const { number, record, owner, channel, message, audience, current } = item;
  const name = message === null ? `**${number}**` : `**[${number}](${messageLink(guild, channel, message)})**`;
  const prompt = quoteText(promptOf(words, record.recipe), { characters: 80, bytes: 320 });
  const made = `<@${owner}> <t:${Math.floor(record.madeAt / 1000)}:R>`;
  return [
    name,
    prompt,
    made,
    ...(audience === 'asker' ? [words.say('history.private')] : []),
    ...(current ? [`**${words.say('history.current')}**`] : []),
  ].join(' · ');
}

const promptOf = (words: Words, recipe: Item['record']['recipe']) => recipe?.prompt ?? words.say('picture.sent');

/** Discord takes 2000. */
const mostCharacters = 1990;
