import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockedText, entriesIn, patternIn, wordsFound } from '../../../src/domain/server/blocklist.ts';

test.each([
  ['gore, blood ,', ['gore', 'blood']],
  ['gore\nblood bath', ['gore', 'blood bath']],
  ['/a{1,3}/, b', ['/a{1,3}/', 'b']],
  ['b, /a{1,3}/\n /c{2,}/ , d', ['b', '/a{1,3}/', '/c{2,}/', 'd']],
  ['/a,b/,/c\\/d/', ['/a,b/', '/c\\/d/']],
  ['either/or, and / or', ['either/or', 'and / or']],
  ['gore, gore', ['gore']],
  [' , \n', []],
])('what is typed as %j is %j', (typed, entries) => {
  expect(entriesIn(typed)).toEqual(entries);
});

test('a pattern stands between slashes, and anything else is a word', () => {
  expect(['/a/', '/a', 'a/', '//', '/a/b/'].map(patternIn)).toEqual(['a', null, null, null, 'a/b']);
});

test('the fewest of somebody’s own words that are found are those that are named', () => {
  const hits = (part: string) => part.toLowerCase().includes('blood bath');
  expect(wordsFound('a long BLOOD  Bath at dawn', hits)).toBe('BLOOD Bath');
  expect(wordsFound('a long bath', hits)).toBeNull();
  // It is looked through once for each few words.
  expect(wordsFound(`blood bath ${'x '.repeat(1_000)}`, hits)).toBeNull();
});

test('whether anything is found does not depend on the order of the entries, and one more never lets more pass', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd');
  const matcher = (entry: string) => ({ entry, steps: 0, hits: ({ raw }: { raw: string }) => raw.includes(entry) });
  fc.assert(
    fc.property(fc.array(word), fc.array(word), word, (entries, text, another) => {
      const texts = [{ raw: text.join(' '), readings: [] }];
      const blocks = (list: readonly string[]) => blockedText(texts, list.map(matcher)) !== null;
      expect(blocks(entries.toReversed())).toBe(blocks(entries));
      if (blocks(entries)) expect(blocks([another, ...entries])).toBe(true);
    }),
  );
});
