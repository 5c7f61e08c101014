import type { CutCharacter, UsedCharacter } from '../asked/image-request.ts';
import type { CharacterId, UserId } from '../ids.ts';
import type { Character } from './character.ts';
import { mentionsIn } from './mentions.ts';
import { nameKey } from './names.ts';

export type FoundCharacters =
  | { readonly kind: 'found'; readonly characters: readonly Character[] }
  | { readonly kind: 'unknown'; readonly named: string }
  /** One that was offered is there no more. */
  | { readonly kind: 'gone' };

/**
 * Who is meant, each once: whoever was named or chosen, then whoever the prompt names with an `@`, in that order. Of two
 * with one name it is the asker's own. A word behind an `@` that is nobody's name is a word.
 */
export function findAsked(
  { names = [], ids = [] }: { readonly names?: readonly string[]; readonly ids?: readonly CharacterId[] },
  prompt: string,
  usable: readonly Character[],
  asker: UserId,
): FoundCharacters {
  const byKey = byName(usable, asker);
  const found = new Map<CharacterId, Character>();
  for (const id of ids) {
    const chosen = usable.find((each) => each.id === id);
    if (chosen === undefined) return { kind: 'gone' };
    found.set(id, chosen);
  }
  for (const named of names) {
    const character = byKey.get(nameKey(named));
    if (character === undefined) return { kind: 'unknown', named };
    found.set(character.id, character);
  }
  for (const { key } of mentionsIn(prompt, new Set(byKey.keys()))) {
    const character = byKey.get(key);
    if (character !== undefined) found.set(character.id, character);
  }
  return { kind: 'found', characters: [...found.values()] };
}

/** One with this name, the asker's own first. */
export const findNamed = (name: string, usable: readonly Character[], asker: UserId): Character | null =>
  byName(usable, asker).get(nameKey(name)) ?? null;

function byName(usable: readonly Character[], asker: UserId): ReadonlyMap<string, Character> {
  const isOwn = ({ guild, owner }: Character) => guild === null && owner === asker;
  const othersFirst = [...usable].sort((one, other) => Number(isOwn(one)) - Number(isOwn(other)));
  return new Map(othersFirst.map((each) => [nameKey(each.name), each]));
}

/**
 * As a request uses them within so much room for pictures, and which of them had to give some up. Of more than
 * {@link mostTogether} the last ones are not in it at all.
 */
export function useCharacters(
  characters: readonly Character[],
  room: number,
): { readonly used: readonly UsedCharacter[]; readonly cut: readonly CutCharacter[] } {
  const together = characters.slice(0, mostTogether);
  const shares = shareRoom(
    together.map(({ pictures }) => pictures.length),
    room,
  );
  const used = together.map((character, place) => usedCharacter(character, shares[place] ?? 0));
  const cut = characters.flatMap(({ name, pictures: { length: of } }, place) => {
    const left = shares[place] ?? 0;
    return left < of ? [{ name, used: left, of }] : [];
  });
  return { used, cut };
}

/**
 * As many as any model takes pictures. What is said of so many (a thousand characters each) and a prompt stay within what a
 * vendor takes in words, 32,000 characters (reference, section 3).
 */
const mostTogether = 16;

function usedCharacter({ id, name, pictures }: Character, most: number): UsedCharacter {
  const shown = pictures.slice(0, most);
  return {
    id,
    name,
    pictures: shown.map(({ original }) => original),
    made: shown.every(({ made }) => made === 'generated') ? 'generated' : 'composite',
    spoiler: shown.some(({ spoiler }) => spoiler === true) ? true : undefined,
  };
}

/** Each has one before any has two. */
function shareRoom(wanted: readonly number[], room: number): readonly number[] {
  const shares = wanted.map(() => 0);
  let left = room;
  for (let round = 1; left > 0 && wanted.some((want) => want >= round); round += 1) {
    for (const [place, want] of wanted.entries()) {
      if (left === 0 || want < round) continue;
      shares[place] = round;
      left -= 1;
    }
  }
  return shares;
}
