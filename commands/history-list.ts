import type { TextChoice } from '../src/discord/kit/command.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { readNameBeginning, versionName } from '../src/domain/chain/version-name.ts';
import { plainText } from '../src/words/quoted-text.ts';
import type { Words } from '../src/words/words.ts';

type Item = Awaited<ReturnType<Request['services']['history']['search']>>[number];

/** Names that begin with what is typed, else prompts that hold it. */
export function wantedVersion(words: Words, typed: string) {
  const wanted = typed.trim().toLowerCase();
  return {
    begins: readNameBeginning(typed),
    matches: (item: Item) => promptOf(words, item).toLowerCase().includes(wanted),
    most: mostChoices,
  };
}

/** The name is what is sent. */
export const versionChoices = (words: Words, items: readonly Item[]): readonly TextChoice[] =>
  items.map((item) => ({ name: versionChoiceName(words, item), value: versionName(item) }));

/** What it is called and its words, where Discord shows no markdown. */
export const versionChoiceName = (words: Words, item: Item): string =>
  plainText(
    words.say(item.current ? 'history.choice.current' : 'history.choice', {
      number: versionName(item),
      prompt: promptOf(words, item),
    }),
    { characters: 100, bytes: 400 },
  );

/** Discord takes no more. */
const mostChoices = 25;

/** What it came of, as far as whoever looks may read it. */
export const promptOf = (
  words: Words,
  { record: { recipe }, isWordless }: Pick<Item, 'record' | 'isWordless'>,
): string => {
  if (isWordless) return words.say('history.wordless');
  return recipe?.prompt ?? words.say('picture.sent');
};
