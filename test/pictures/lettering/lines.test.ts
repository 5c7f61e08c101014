import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { charactersOf } from '../../../src/pictures/work/lettering/characters.ts';
import { openTypefaces, type Typeface } from '../../../src/pictures/work/lettering/fonts.ts';
import { linesOf } from '../../../src/pictures/work/lettering/lines.ts';

let regular: Typeface;
let bold: Typeface;
beforeAll(async () => {
  ({ regular, bold } = await openTypefaces());
});

/** As they are drawn: what the font does not have as a box. */
const shown = (text: string, face = regular) =>
  charactersOf(text, face)
    .map((each) => (each.glyphs.length === 0 ? '▢' : each.text))
    .join('');

test.each([
  ['German', 'Schöne Grüße, ÄÖÜ ß „süß“'],
  ['French', 'Où est l’œuvre ? Ça, naïve, garçon à côté — « oui »'],
  ['Spanish', '¿Mañana? ¡Sí, el pingüino!'],
  ['Portuguese', 'coração, maçãs, pães, às três'],
  ['Polish', 'Zażółć gęślą jaźń'],
  ['Vietnamese', 'một con mèo Việt Nam'],
  ['Russian', 'Ночной город под дождём'],
  ['Greek', 'Μια γάτα στη Ελλάδα, ήλιος'],
  ['Japanese', '夜の東京、雨に濡れた交差点。ネオンの「光」が煌めく鸞'],
])('%s is drawn letter by letter', (_language, text) => {
  expect([shown(text), shown(text, bold)]).toEqual([text, text]);
});

test('an emoji, and a letter of a script without a font, is a box', () => {
  expect(shown('a 🦊 and 👩‍👩‍👧‍👦, 안녕')).toBe('a ▢ and ▢, ▢▢');
});

test('marks of direction, controls and a heap of accents are not drawn', () => {
  expect(shown('one\u202etwo\u0000\u200d\u2066\n\tthree')).toBe('onetwo three');
  expect(shown(`e${'\u0301'.repeat(500)} x`)).toHaveLength('é\u0301\u0301 x'.length);
});

/** What each line holds, by how many outlines it has: the letters of `ab cd` are four. */
const letters = (text: string, width: number, most: number) =>
  linesOf(text, { face: regular, size: 20 }, width, most).map(({ svg }) => [...svg.matchAll(/<path/g)].length);

test('a line ends between words, the last one with an ellipsis', () => {
  expect(letters('aaaa bbbb cccc', 130, 3)).toEqual([8, 4]);
  expect(letters('aaaa bbbb cccc', 130, 1)).toEqual([7 + 3]);
  expect(letters('aaaa bbbb', 130, 1)).toEqual([8]);
});

test('a word that is longer than a line is torn apart', () => {
  const [first = 0, second = 0, ...more] = letters('m'.repeat(20), 100, 9);
  expect(first).toBeGreaterThan(3);
  expect(second).toBe(first);
  expect([first, second, ...more].reduce((sum, each) => sum + each, 0)).toBe(20);
});

test('nothing that can be drawn is no line', () => {
  expect(linesOf('', { face: regular, size: 20 }, 100, 3)).toEqual([]);
  expect(linesOf('\u200b \u202e', { face: regular, size: 20 }, 100, 3)).toEqual([]);
});

/** Whatever can be sent: markup, controls, halves of characters, other scripts, very long words. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 600 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('</svg><script>', '&amp;&#0;', ']]>', '\u202eevil\u2066', 'x'.repeat(40_000), '\ud800', 'אבג abc'),
);

test('of any text at all the lines are well-formed, within their width and no more than asked for', async () => {
  const seen: string[] = [];
  fc.assert(
    fc.property(anything, fc.integer({ min: 20, max: 400 }), fc.integer({ min: 1, max: 3 }), (text, width, most) => {
      const lines = linesOf(text, { face: regular, size: 20 }, width, most);
      expect(lines.length).toBeLessThanOrEqual(most);
      for (const line of lines) {
        // One character, or an ellipsis, is drawn all the same.
        expect(line.width).toBeLessThanOrEqual(Math.max(width, 64));
        // Outlines and boxes, and nothing else: no letter of the text stands in it.
        expect(line.svg).toMatch(
          /^<g transform="scale\(20 -20\)">(<path transform="translate\([-\d.e ]+\) scale\([\d.e-]+\)" d="[MLQCZHV\d,. -]+"\/>|<rect [a-z="\d. -]+\/>)*<\/g>$/,
        );
      }
      seen.push(...lines.map(({ svg }) => svg));
    }),
    { numRuns: 300 },
  );
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40">${seen.slice(0, 200).join('')}</svg>`;
  expect(await sharp(Buffer.from(whole)).metadata()).toMatchObject({ format: 'svg', width: 400 });
});
