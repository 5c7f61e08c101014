import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldText, hasWord, readingsOf } from '../../../src/lib/text/fold-text.ts';

const finds = (text: string, word: string) => readingsOf(text).some((reading) => hasWord(reading, foldText(word)));

describe('a folded text', () => {
  test.each([
    ['Straße', 'strasse'],
    ['ＫＩＬＬ', 'kill'],
    ['k\u200bi\u00ad\u2060ll', 'kill'],
    ['K̷i̷l̷l̷', 'kill'],
    ['résumé', 'resume'],
    ['кіⅼⅼ', 'kill'],
    ['🅺🅸🅻🅻', 'kill'],
    ['ᴋɪʟʟ', 'kill'],
    ['two\n\t words ', 'two words'],
    ['がばか', 'がばか'],
    ['हिन्दी', 'हिन्दी'],
    ['burn', 'burn'],
  ])('%s is %s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });

  test('is the same however often it is folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a word on a list', () => {
  test.each([
    ['bum', 'burn the midnight oil'],
    ['com', 'a field of corn'],
    ['fall', 'FAIL'],
    ['ass', 'a glass of water'],
    ['cat', 'concatenate'],
    ['ばか', 'はか'],
    ['cat', 'a dog|a horse'],
  ])('%s is not found in %s', (word, text) => {
    expect(finds(text, word)).toBe(false);
  });

  test.each([
    ['kill', 'KILL them'],
    ['kill', 'a k1ll'],
    ['kill', 'a kiⅼl, please'],
    ['kill', 'kIll'],
    ['lice', 'Iice'],
    ['bad', 'ΒΑD'],
    ['bad word', 'a BAD  \n word!'],
    ['dog', 'cat|dog'],
    ['ばか', 'このばかめ'],
    ['바보', '바보야'],
    ['18+', 'this is 18+'],
    ['😈', 'a 😈😈'],
  ])('%s is found in %s', (word, text) => {
    expect(finds(text, word)).toBe(true);
  });

  test('is found whatever is put between its letters that is drawn as nothing', () => {
    const unseen = fc.constantFrom(
      '\u200b',
      '\u200d',
      '\u00ad',
      '\u2060',
      '\ufeff',
      '\u034f',
      '\ufe0f',
      '\u0301',
      '\u{e0041}',
    );
    fc.assert(
      fc.property(blocked, fc.array(unseen, { minLength: 12, maxLength: 12 }), (word, between) => {
        const hidden = Array.from(word, (letter, index) => `${letter}${between[index] ?? ''}`).join('');
        expect(finds(`a picture of ${hidden} at night`, word)).toBe(true);
      }),
    );
  });

  test('is found whichever of its letters are written with those that Unicode says look like them', () => {
    fc.assert(
      fc.property(blocked, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (word, choices) => {
        const hidden = Array.from(word, (letter, index) => {
          const alike = lookAlikes.get(letter) ?? [letter];
          return alike[(choices[index] ?? 0) % alike.length];
        }).join('');
        expect(finds(`a picture of ${hidden} at night`, word)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

const blocked = fc.constantFrom('kill', 'gore', 'blood', 'vampire', 'massacre', 'nazi', 'horror');

/** Those that are an s, an accent or a line by Unicode's other table, in which each of them is written out. */
const otherLetters = new Set('ϲſ˛ͺ￨');

/** Of each small letter, itself and every character that Unicode draws like it, or like its capital. */
const lookAlikes = alikeByLetter();

function alikeByLetter(): ReadonlyMap<string, readonly string[]> {
  const table: Readonly<Record<string, string>> = createRequire(import.meta.url)('unhomoglyph/data.json');
  const alike = new Map<string, string[]>();
  for (const letter of 'abcdefghijklnopqrstuvwxyz') alike.set(letter, [letter, letter.toUpperCase()]);
  for (const [character, looks] of Object.entries(table)) {
    // Those of ASCII are numbers and a quotation mark.
    if (character.length === 1 && character < '\x80') continue;
    if (otherLetters.has(character)) continue;
    if (/^[a-z]$/.test(looks)) alike.get(looks)?.push(character);
  }
  return alike;
}
