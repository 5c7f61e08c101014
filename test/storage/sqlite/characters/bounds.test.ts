import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Character, CharacterBounds } from '../../../../src/domain/characters/character.ts';
import { characterId, guildId, userId } from '../../../../src/domain/ids.ts';
import type { Saving } from '../../../../src/ports/store/members/character-store.ts';
import { createCharacterStore } from '../../../../src/storage/sqlite/characters/characters.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { sampleCharacter, samplePicture } from '../../../contract/characters/samples.ts';

const bounds: CharacterBounds = { perMember: 2, perServer: 2, bytesPerMember: 20 };

const actions = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('save' as const),
        id: fc.nat(12),
        name: fc.constantFrom('a', 'A', 'b', 'c', 'd'),
        owner: fc.constantFrom('50', '51').map(userId),
        guild: fc.constantFrom(guildId('1'), guildId('2'), null),
        bytes: fc.array(fc.nat(4), { minLength: 1, maxLength: 4 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id: fc.nat(12) }) },
  ),
  { maxLength: 40, size: 'max' },
);

const bytesOf = ({ pictures }: Pick<Character, 'pictures'>) => pictures.reduce((sum, { bytes }) => sum + bytes, 0);
const nameOf = ({ name }: Character) => name.toLowerCase();

/** As somebody would decide who looks at all of them. */
function outcome(kept: readonly Character[], character: Character): Saving {
  const { id, owner, guild } = character;
  const among = kept.filter((each) => (guild === null ? each.owner === owner : true) && each.guild === guild);
  if (kept.some((each) => each.id === id)) return 'known';
  if (among.some((each) => nameOf(each) === nameOf(character))) return 'taken';
  if (guild === null && among.length === bounds.perMember) return 'member full';
  if (guild !== null && among.length === bounds.perServer) return 'server full';
  const made = [...kept, character].filter((each) => each.owner === owner);
  return made.reduce((sum, each) => sum + bytesOf(each), 0) > bounds.bytesPerMember ? 'too many bytes' : 'saved';
}

test('in any order of saving and removing, it decides as somebody would who counts them all anew', async () => {
  const met = new Set<Saving>();
  await fc.assert(
    fc.asyncProperty(actions, async (steps) => {
      const database = openJournalDatabase(':memory:');
      const store = createCharacterStore({ database });
      let kept: readonly Character[] = [];
      for (const step of steps) {
        if (step.kind === 'remove') {
          const id = characterId(String(step.id));
          expect(await store.remove(id)).toBe(kept.some((each) => each.id === id));
          kept = kept.filter((each) => each.id !== id);
          continue;
        }
        const { id, name, owner, guild, bytes } = step;
        const pictures = bytes.map((each, place) => samplePicture(`f${id}-${place}`, { bytes: each }));
        const character = sampleCharacter(String(id), { name, owner, guild, pictures });
        const expected = outcome(kept, character);
        met.add(expected);
        expect(await store.save(character, bounds)).toBe(expected);
        if (expected === 'saved') kept = [...kept, character];
      }
      for (const each of kept) expect(await store.find(each.id)).toEqual(each);
      const standing = await store.toTakeAway(999);
      const pictures = kept.flatMap((each) => each.pictures.map(({ original }) => original));
      expect(standing.filter((original) => pictures.includes(original))).toEqual([]);
      await database.close();
    }),
  );
  expect(met.size).toBe(6);
});
