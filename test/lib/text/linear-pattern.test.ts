import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linearPattern } from '../../../src/lib/text/linear-pattern.ts';

describe('a pattern', () => {
  test.each([
    ['a(?=b)', { kind: 'syntax', part: '(?=' }],
    ['(a)\\1', { kind: 'syntax', part: '\\1' }],
    ['[a', { kind: 'syntax', part: '[a' }],
    ['(', { kind: 'syntax', part: '(' }],
    ['a**', { kind: 'syntax', part: '**' }],
    ['a{1000}', { kind: 'too large' }],
    ['(a{1000}){1000}', { kind: 'too large' }],
    ['.*', { kind: 'everything' }],
    ['x?', { kind: 'everything' }],
  ])('%s is none, and it is said why', (source, why) => {
    expect(linearPattern(source)).toEqual(why);
  });

  test.each([
    ['\\bcats?\\b', 'two CATS', true],
    ['\\bcats?\\b', 'concatenate', false],
    ['gr[ae]y', 'a grey sky', true],
    ['\\p{Cyrillic}{3}', 'кот', true],
  ])('%s in “%s”: %s', (source, text, found) => {
    const read = linearPattern(source);
    expect(read.kind === 'pattern' && read.pattern.matches(text)).toBe(found);
  });

  test('is RE2’s, in whose engine no pattern takes more than its length for each character', async () => {
    const source = await readFile(new URL('../../../src/lib/text/linear-pattern.ts', import.meta.url), 'utf8');
    expect(source).toContain("from 're2js'");
    expect(source).not.toMatch(/RegExp\(/);
  });

  // An engine that goes back and tries again takes longer than the world lasts for the first of these.
  test('with repetitions in repetitions comes to an end on two thousand characters', () => {
    const atom = fc.constantFrom('a', 'aa', '(a|a)', '[ab]', '.');
    const nested = fc.tuple(
      atom,
      fc.constantFrom('*', '+', '{1,3}'),
      fc.constantFrom('*', '+'),
      fc.constantFrom('*', '+'),
    );
    const text = `${'a'.repeat(2_000)}!`;
    fc.assert(
      fc.property(nested, ([inner, first, second, third]) => {
        const read = linearPattern(`(((${inner}${first})${second})${third})c$`);
        expect(read.kind).toBe('pattern');
        expect(read.kind === 'pattern' && read.pattern.matches(text)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });
});
