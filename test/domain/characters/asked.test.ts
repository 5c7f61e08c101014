import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAsked, findNamed, useCharacters } from '../../../src/domain/characters/asked.ts';
import { characterId, userId } from '../../../src/domain/ids.ts';
import { ana, pictureOf, sampleCharacter, server } from './sample-character.ts';

const luna = sampleCharacter('1', 'Luna');
const mira = sampleCharacter('2', 'Mira');
const servers = { ...sampleCharacter('3', 'luna'), guild: server, owner: userId('999') };
const found = (...characters: readonly unknown[]) => ({ kind: 'found', characters });

test('whoever was named first is first, then whoever the prompt names, each once', () => {
  const usable = [luna, mira, sampleCharacter('4', 'Rex')];
  const [, , rex] = usable;
  expect(findAsked({ names: ['MIRA'] }, '@luna pets @rex, and @mira looks', usable, ana)).toEqual(
    found(mira, luna, rex),
  );
  expect(findAsked({ ids: [luna.id] }, '@mira', usable, ana)).toEqual(found(luna, mira));
  expect(findAsked({}, 'luna', usable, ana)).toEqual(found());
});

test('of two with one name it is the asker’s own, whatever was used last', () => {
  for (const usable of [
    [servers, luna],
    [luna, servers],
  ]) {
    expect(findAsked({ names: ['luna'] }, '', usable, ana)).toEqual(found(luna));
    expect(findAsked({}, '@luna', usable, ana)).toEqual(found(luna));
    expect(findNamed('LUNA', usable, ana)).toEqual(luna);
  }
  expect(findAsked({ ids: [servers.id] }, '', [luna, servers], ana)).toEqual(found(servers));
});

test('a name that nobody has is told; a word behind an @ is a word', () => {
  expect(findAsked({ names: ['Luna', 'Bob'] }, '', [luna], ana)).toEqual({ kind: 'unknown', named: 'Bob' });
  expect(findAsked({}, '@bob', [luna], ana)).toEqual(found());
  expect(findNamed('Bob', [luna], ana)).toBeNull();
});

test('one that was offered and is gone', () => {
  expect(findAsked({ ids: [characterId('77')] }, '', [luna], ana)).toEqual({ kind: 'gone' });
});

test('each has one picture before any has two, the first ones', () => {
  const two = [sampleCharacter('1', 'Luna', 3), sampleCharacter('2', 'Mira', 2)];
  const shares = (room: number) => useCharacters(two, room).used.map(({ pictures }) => pictures.length);
  expect([0, 1, 2, 3, 4, 5, 6].map(shares)).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
    [3, 2],
  ]);
  expect(useCharacters(two, 3)).toEqual({
    used: [
      { id: '1', name: 'Luna', pictures: ['f1-0', 'f1-1'], made: 'composite', spoiler: undefined },
      { id: '2', name: 'Mira', pictures: ['f2-0'], made: 'composite', spoiler: undefined },
    ],
    cut: [
      { name: 'Luna', used: 2, of: 3 },
      { name: 'Mira', used: 1, of: 2 },
    ],
  });
});

test('of more than sixteen the first are in it, and of the others it says that they are not', () => {
  const many = Array.from({ length: 125 }, (_, place) => sampleCharacter(String(place), `C${place}`, 4));
  const { used, cut } = useCharacters(many, Number.POSITIVE_INFINITY);
  expect(used.map(({ name }) => name)).toEqual(many.slice(0, 16).map(({ name }) => name));
  expect(cut).toEqual(many.slice(16).map(({ name }) => ({ name, used: 0, of: 4 })));
});

test('room is shared to the last place, and nobody has more than there is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
      fc.integer({ min: 0, max: 20 }),
      (counts, room) => {
        const characters = counts.map((count, place) => sampleCharacter(String(place), `C${place}`, count));
        const shares = useCharacters(characters, room).used.map(({ pictures }) => pictures.length);
        const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
        expect(sum(shares)).toBe(Math.min(room, sum(counts)));
        for (const [place, share] of shares.entries()) {
          expect(share).toBeLessThanOrEqual(counts[place] ?? 0);
          const isFull = share === counts[place];
          for (const other of shares) if (!isFull) expect(other).toBeLessThanOrEqual(share + 1);
        }
      },
    ),
  );
});

test('a result is covered as a picture that is used was, and made of what people brought as they did', () => {
  const made = (...pictures: ReturnType<typeof pictureOf>[]) =>
    useCharacters([{ ...luna, pictures }], 9).used.map(({ made: how, spoiler }) => ({ how, spoiler }));
  const drawn = { ...pictureOf('1', 0), made: 'generated' } as const;
  const brought = pictureOf('1', 1);
  expect(made(drawn)).toEqual([{ how: 'generated', spoiler: undefined }]);
  expect(made(drawn, { ...drawn, spoiler: true })).toEqual([{ how: 'generated', spoiler: true }]);
  expect(made(drawn, brought)).toEqual([{ how: 'composite', spoiler: undefined }]);
  expect(made({ ...drawn, made: 'composite' })).toEqual([{ how: 'composite', spoiler: undefined }]);
});
