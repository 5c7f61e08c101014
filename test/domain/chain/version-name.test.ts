import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNameBeginning, readVersionName, versionName } from '../../../src/domain/chain/version-name.ts';

describe('the name of a version', () => {
  test('is read as it was said, however it is typed', () => {
    const numbered = fc.record({
      number: fc.integer({ min: 1, max: 999_999_999 }),
      audience: fc.constantFrom('everyone' as const, 'asker' as const),
    });
    fc.assert(
      fc.property(numbered, (each) => {
        expect(readVersionName(versionName(each))).toEqual(each);
        expect(readVersionName(` ${versionName(each).toUpperCase()}\n`)).toEqual(each);
      }),
    );
  });

  test.each([
    ['３', { number: 3, audience: 'everyone' }],
    ['ｐ１２', { number: 12, audience: 'asker' }],
    ['P1', { number: 1, audience: 'asker' }],
  ])('%s is one', (typed, read) => {
    expect(readVersionName(typed)).toEqual(read);
  });

  test.each(['', 'p', '0', '03', 'p0', '-1', '1.5', 'q1', '1p', 'a fox', '1234567890'])('“%s” is none', (typed) => {
    expect(readVersionName(typed)).toBeNull();
  });

  test('begins with its digits, a private one with its letter', () => {
    expect(readNameBeginning('1')).toEqual({ audience: 'everyone', digits: '1' });
    expect(readNameBeginning(' P ')).toEqual({ audience: 'asker', digits: '' });
    expect(readNameBeginning('p2')).toEqual({ audience: 'asker', digits: '2' });
    for (const none of ['', ' ', 'pink', '2 p']) expect(readNameBeginning(none)).toBeNull();
  });
});
