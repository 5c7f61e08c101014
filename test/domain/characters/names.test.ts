import { expect, test } from 'vitest';
import { mostNameLength, nameKey, namesIn, readName } from '../../../src/domain/characters/names.ts';

test.each([
  ['Ada', 'Ada'],
  ['ミク', 'ミク'],
  ['山田 花子', '山田 花子'],
  ['ليلى', 'ليلى'],
  ['สมชาย น้ำใจ', 'สมชาย น้ำใจ'],
  ['अनन्या', 'अनन्या'],
  ['Zoë', 'Zoë'],
  ['👨‍👩‍👧 ❤️', '👨‍👩‍👧 ❤️'],
  ['R2-D2 (old)', 'R2-D2 (old)'],
  // Persian parts a word with a joiner that is drawn as nothing.
  ['می\u200cخواهم', 'می\u200cخواهم'],
])('%s is a name', (typed, name) => {
  expect(readName(typed)).toBe(name);
});

test.each([
  ['spaces around it and between', '  Ada \u3000 Lovelace\u00a0', 'Ada Lovelace'],
  ['line breaks and control characters', 'Ada\r\nLove\u0000lace\t', 'Ada Love lace'],
  ['an @ before it', '@Ada', 'Ada'],
  ['an @ behind spaces', '  @ Ada', 'Ada'],
  ['a wide @', '＠ミク', 'ミク'],
  ['marks of direction', '\u202eAda\u202c', 'Ada'],
  ['spaces of no width', '\ufeffA\u200bd\u2060a', 'Ada'],
  ['hyphens that do not show', 'So\u00adphie', 'Sophie'],
  ['a mark of its own behind a letter', 'Zoe\u0308', 'Zo\u00eb'],
])('a name is kept without %s', (_, typed, name) => {
  expect(readName(typed)).toBe(name);
  expect(readName(name)).toBe(name);
});

test.each([
  ['nothing', ''],
  ['spaces', ' \u3000\n'],
  ['only an @', ' @ '],
  ['joiners', '\u200d\u200c'],
  ['fillers', '\u3164\uffa0'],
  ['a variation selector', '\ufe0f'],
  ['an empty braille pattern', '\u2800'],
  ['a comma', 'Ada, Ben'],
  ['a wide comma', '花子，太郎'],
  ['an ideographic comma', '花子、太郎'],
  ['an Arabic comma', 'ليلى، سارة'],
  ['an @ inside', 'ada@home'],
  ['two before it', '@@Ada'],
  ['a wide @ inside', 'ada＠home'],
  ['somebody who is mentioned', '<@123456789012345678>'],
])('%s makes no name', (_, typed) => {
  expect(readName(typed)).toBeNull();
});

test('a name has up to 32 UTF-16 units, as Discord counts them, once it is tidied', () => {
  expect(mostNameLength).toBe(32);
  expect(readName(`  ${'a'.repeat(32)}  `)).toBe('a'.repeat(32));
  expect(readName('a'.repeat(33))).toBeNull();
  expect(readName('🦊'.repeat(16))).toBe('🦊'.repeat(16));
  expect(readName('🦊'.repeat(17))).toBeNull();
});

test.each([
  ['case', 'ADA Lovelace', 'ada lovelace'],
  ['case in Greek', 'ΖΩΉ', 'Ζωή'],
  ['case in Cyrillic', 'АДА', 'Ада'],
  ['width', 'Ａｄａ', 'Ada'],
  ['width of kana', 'ﾐｸ', 'ミク'],
  ['marks of width', 'ﾀﾞｲ', 'ダイ'],
  ['spaces', 'Ada\u3000 Lovelace', ' Ada Lovelace '],
  ['how a mark is written', 'Zoe\u0308', 'Zo\u00eb'],
  ['a joiner at its end', 'Ada\u200d', 'Ada'],
  ['a filler', 'Ada\u3164', 'Ada'],
  ['how an emoji is drawn', '❤\ufe0f', '❤'],
])('two names are the same that differ only by %s', (_, one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
  expect(nameKey(nameKey(one))).toBe(nameKey(one));
});

test.each([
  ['Ada', 'Adah'],
  ['Zoe', 'Zoë'],
  ['Ada Love', 'AdaLove'],
  ['ミク', 'みく'],
  ['น้ำ', 'นำ'],
  ['علي', 'على'],
  ['🦊', '🐺'],
])('%s and %s are two', (one, other) => {
  expect(nameKey(one)).not.toBe(nameKey(other));
});

test('names of an option are parted by any comma, in their order, as they were typed', () => {
  expect(namesIn('Ada')).toEqual(['Ada']);
  expect(namesIn(' @Ada Lovelace, BEN ,,＠ミク、花子，太郎،ليلى ')).toEqual([
    'Ada Lovelace',
    'BEN',
    'ミク',
    '花子',
    '太郎',
    'ليلى',
  ]);
  expect(namesIn(' , @ ,、')).toEqual([]);
  expect(namesIn('')).toEqual([]);
  expect(namesIn('Ada, ada')).toEqual(['Ada', 'ada']);
});
