import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText, quoteText } from '../../src/words/quoted-text.ts';

const wide = { characters: 4000, bytes: 12_000 };
const joiner = '\u2060';

describe("a member's words in a message of ours", () => {
  test.each([
    ['a fox', 'a fox'],
    ['**big** _and_ ~~gone~~ `code`', '\\*\\*big\\*\\* \\_and\\_ \\~\\~gone\\~\\~ \\`code\\`'],
    ['@everyone', `@${joiner}everyone`],
    ['<@123456789012345678>', `\\<@${joiner}123456789012345678\\>`],
    ['<#1> <t:1:R> <:a:1>', '\\<\\#1\\> \\<t:1:R\\> \\<:a:1\\>'],
    ['[click](https://x.y)', `\\[click\\](https:/${joiner}/${joiner}x.y)`],
    ['discord.gg/abc', `discord.gg/${joiner}abc`],
    ['||secret|| > quote', '\\|\\|secret\\|\\| \\> quote'],
    ['one\n# two\r\n- three\u2028four', 'one \\# two - three four'],
    ['back\\slash', 'back\\\\slash'],
    ['right\u202eto left\u0000', 'rightto left'],
    ['a working preview, queued', `a w${joiner}orking p${joiner}review, q${joiner}ueued`],
    ['work\u0007ing', `w${joiner}orking`],
    ['half \ud83d a pair', 'half \ufffd a pair'],
  ])('%j reads the same and does nothing', (text, quoted) => {
    expect(quoteText(text, wide)).toBe(quoted);
  });

  test('are cut between characters, never behind a backslash or inside a pair', () => {
    expect(quoteText('****', { characters: 6, bytes: 100 })).toBe('\\*\\*…');
    expect(quoteText('****', { characters: 8, bytes: 100 })).toBe('\\*\\*\\*\\*');
    expect(quoteText('🦊🦊🦊', { characters: 4, bytes: 100 })).toBe('🦊…');
    expect(quoteText('ねこねこ', { characters: 100, bytes: 10 })).toBe('ねこ…');
  });

  test('keep to both limits, are well-formed and stay on one line', () => {
    const limits = fc.record({ characters: fc.integer({ min: 1, max: 300 }), bytes: fc.integer({ min: 3, max: 600 }) });
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
    );
    fc.assert(
      fc.property(text, limits, (each, most) => {
        for (const quoted of [quoteText(each, most), plainText(each, most)]) {
          expect(quoted.length).toBeLessThanOrEqual(most.characters);
          expect(Buffer.byteLength(quoted)).toBeLessThanOrEqual(most.bytes);
          expect(quoted.isWellFormed()).toBe(true);
          expect(quoted).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });
});
