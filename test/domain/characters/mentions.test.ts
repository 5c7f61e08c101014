import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsIn, replaceMentions } from '../../../src/domain/characters/mentions.ts';
import { nameKey } from '../../../src/domain/characters/names.ts';

const saying = (prompt: string, ...names: readonly string[]) =>
  replaceMentions(prompt, new Set(names.map(nameKey)), (key) => `[${key}]`);

test.each([
  ['@luna in a forest', '[luna] in a forest'],
  ['a forest with @Luna', 'a forest with [luna]'],
  ['@LUNA, @luna and @Luna.', '[luna], [luna] and [luna].'],
  ["@luna's hat", "[luna]'s hat"],
  ['＠ｌｕｎａ runs', '[luna] runs'],
  ['(@luna)', '([luna])'],
] as const)('“%s” names Luna, however it is written', (prompt, said) => {
  expect(saying(prompt, 'Luna')).toBe(said);
});

test.each([
  'luna in a forest',
  '@lunar landscape',
  '@luna_2',
  'write to me@luna.example',
  '@ luna',
  '@@',
  '@lunà',
  '@luna\u0301',
])('“%s” names nobody', (prompt) => {
  expect(saying(prompt, 'Luna')).toBe(prompt);
});

test('of names that begin alike the longest is meant', () => {
  expect(saying('@Luna Rose and @Luna', 'Luna', 'Luna Rose')).toBe('[luna rose] and [luna]');
});

test.each([
  ['@ルナが走る', ['ルナ'], '[ルナ]が走る'],
  ['私の@ルナです', ['ルナ'], '私の[ルナ]です'],
  ['@ルナティック', ['ルナ'], '@ルナティック'],
  ['@月亮在跑', ['月亮'], '[月亮]在跑'],
  ['@루나가 뛴다', ['루나'], '[루나]가 뛴다'],
  ['@Lunaが走る', ['Luna'], '[luna]が走る'],
  ['@ลูน่าวิ่ง', ['ลูน่า'], '[ลูน่า]วิ่ง'],
  ['@لونا تركض', ['لونا'], '[لونا] تركض'],
  ['@Луна бежит', ['луна'], '[луна] бежит'],
  ['@🦊 runs', ['🦊'], '[🦊] runs'],
  ['@𠮷野が', ['𠮷野'], '[𠮷野]が'],
] as const)('in “%s” a name ends as its script ends words', (prompt, names, said) => {
  expect(saying(prompt, ...names)).toBe(said);
});

test('what is not a name stays letter for letter, and every mention is inside the prompt', () => {
  const letter = fc.constantFrom('@', 'l', 'u', 'n', 'a', ' ', ',', 'ル', 'が', '𠮷', '\u0301', '_', '＠');
  fc.assert(
    fc.property(fc.string({ unit: letter, maxLength: 60 }), (prompt) => {
      const found = mentionsIn(prompt, new Set(['luna', 'lu', 'ル']));
      expect(replaceMentions(prompt, new Set(), () => 'x')).toBe(prompt);
      let before = 0;
      for (const { start, end, key } of found) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(nameKey(prompt.slice(start + 1, end))).toBe(key);
        before = end;
      }
    }),
  );
});

test('a prompt of nothing but signs is read at once', () => {
  expect(mentionsIn('@a'.repeat(2000), new Set(['b']))).toEqual([]);
});
