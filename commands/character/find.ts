import type { Complete, CompletionRequest, TextChoice } from '../../src/discord/kit/command.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { type Character, whoseOf } from '../../src/domain/characters/character.ts';
import { lastOfNames, nameKey, namesIn, withoutAt } from '../../src/domain/characters/names.ts';
import { characterId } from '../../src/domain/ids.ts';
import { plainText } from '../../src/words/quoted-text.ts';
import type { Words } from '../../src/words/words.ts';

/**
 * Whom an option of one name means; null: nobody there. Of two with that name it is the member's own, and the other one is
 * offered by its id.
 */
export async function characterNamed(
  { services, place }: Pick<Request, 'services' | 'place'>,
  typed: string,
): Promise<Character | null> {
  const named = await services.characters.named(place, typed);
  if (named !== null || !/^\d{15,20}$/.test(typed)) return named;
  return services.characters.find(characterId(typed), place);
}

/** One of those that may be used there, what was used last first. */
export const completeCharacter: Complete = async (typed, { services, place, words }) => {
  const usable = await services.characters.usable(place);
  const reached = new Set(byName(usable).values());
  return usable
    .filter(({ name }) => isMeant(name, typed))
    .slice(0, mostChoices)
    .map((each) => ({ name: labelOf(words, each), value: reached.has(each) ? each.name : each.id }));
};

/** The last of several names, behind those that stand there already; what is sent is all of them. */
export const completeCharacters: Complete = async (typed, { services, place, words }) => {
  const { there, last } = lastOfNames(typed);
  const keys = new Set(there.map(nameKey));
  const usable = byName(await services.characters.usable(place));
  return [...usable]
    .filter(([key, { name }]) => !keys.has(key) && isMeant(name, last))
    .map(([, character]) => behind(words, there, character))
    .filter(({ value }) => value.length <= mostCharacters)
    .slice(0, mostChoices);
};

/** How many pictures those bring along that are named so far; nobody is looked for where none are. */
export async function picturesOf(typed: string, { services, place }: CompletionRequest): Promise<number> {
  const names = namesIn(typed);
  if (names.length === 0) return 0;
  const usable = byName(await services.characters.usable(place));
  return [...new Set(names.map(nameKey))].reduce((sum, key) => sum + (usable.get(key)?.pictures.length ?? 0), 0);
}

/** Whom each name means, in the order in which they are offered: of two the member's own. */
function byName(usable: readonly Character[]): ReadonlyMap<string, Character> {
  const found = new Map<string, Character>();
  for (const each of usable) {
    const key = nameKey(each.name);
    if (!found.has(key) || whoseOf(each) === 'mine') found.set(key, each);
  }
  return found;
}

const isMeant = (name: string, typed: string) => nameKey(name).includes(nameKey(withoutAt(typed)));

function behind(words: Words, there: readonly string[], character: Character): TextChoice {
  const value = [...there, character.name].join(', ');
  const label = there.length === 0 ? labelOf(words, character) : plainText(value, mostOfLabel);
  return { name: label, value };
}

const labelOf = (words: Words, character: Character) =>
  plainText(
    whoseOf(character) === 'mine' ? character.name : words.say('character.choice.server', { name: character.name }),
    mostOfLabel,
  );

/** Discord takes 25, of 100 characters each (reference, Discord section 3). */
const mostChoices = 25;
const mostCharacters = 100;
const mostOfLabel = { characters: mostCharacters, bytes: 400 };
