import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { userId } from '../../../src/domain/ids.ts';
import { ruleAgainst } from '../../../src/domain/server/server-rules.ts';

const [ada, ben, mia] = [userId('1'), userId('2'), userId('3')];

describe('others: off', () => {
  const rules = { others: 'off' } as const;

  test.each([
    ['words alone', [], null],
    ['one’s own picture', [ada], null],
    ['several of one’s own', [ada, ada], null],
    ['another member’s picture', [ben], 'others'],
    ['another member’s among one’s own, as a reference', [ada, ben], 'others'],
    ['pictures of two others', [ben, mia], 'others'],
  ] as const)('for %s', (_what, owners, rule) => {
    expect(ruleAgainst(rules, { user: ada, owners })).toBe(rule);
  });
});

test.each([[{}], [{ others: undefined }], [{ others: 'on' as const }]])('with %j everybody may use all', (rules) => {
  expect(ruleAgainst(rules, { user: ada, owners: [ben, ada, mia] })).toBeNull();
});

const someone = fc.constantFrom(ada, ben, mia);
const somebodys = fc.array(someone, { maxLength: 5 });

test('the order of the pictures means nothing, and a stricter server allows no more', () => {
  fc.assert(
    fc.property(someone, somebodys, fc.constantFrom('on' as const, 'off' as const), (user, owners, others) => {
      const rule = ruleAgainst({ others }, { user, owners });
      expect(ruleAgainst({ others }, { user, owners: owners.toReversed() })).toBe(rule);
      if (rule !== null) expect(ruleAgainst({ others: 'off' }, { user, owners })).not.toBeNull();
    }),
  );
});
