import type { Character } from '../domain/characters/character.ts';
import { whoseOf } from '../domain/characters/character.ts';
import { plainText, quoteText } from './quoted-text.ts';
import { firstOf, type Words } from './words.ts';

/** A character's name in a message: its 32 characters, each of which may have to be kept from acting. */
export const nameWords = (name: string): string => quoteText(name, { characters: 96, bytes: 384 });

/** Names of characters, for one line: as many as are read at a glance, and how many more. */
export const namesWords = (words: Words, names: readonly string[]): string =>
  firstOf(
    words,
    names.map((name) => `**${nameWords(name)}**`),
    mostNamed,
  );

export const mostNamed = 6;

/** How to use it. What can be copied as it is stands in code; any other name is quoted. */
export function useWords(words: Words, name: string): string {
  const isPlain = nameWords(name) === name && !/^(everyone|here)$/iu.test(name);
  return words.say('character.use', { mention: isPlain ? `\`@${name}\`` : nameWords(`@${name}`) });
}

export const whoseWords = (words: Words, character: Pick<Character, 'guild'>): string =>
  words.say(`character.whose.${whoseOf(character)}`);

export const picturesWords = (words: Words, { pictures }: Pick<Character, 'pictures'>): string =>
  words.say('character.pictures', { count: pictures.length });

/** One of a list to choose from, where Discord shows no markdown: its name, and what tells it from others. */
export const choiceWords = (words: Words, { name, about, guild }: Pick<Character, 'name' | 'about' | 'guild'>) => ({
  label: plainText(name, mostOfChoice),
  description: plainText(about, mostOfChoice) || whoseWords(words, { guild }),
});

const mostOfChoice = { characters: 100, bytes: 400 };
