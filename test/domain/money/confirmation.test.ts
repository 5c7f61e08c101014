import { expect, test } from 'vitest';
import { mustConfirm } from '../../../src/domain/money/confirmation.ts';

const asked = { price: 30_000, plain: 10_000, askAbove: null, confirmed: 0 };

test('a price is asked about above three times what the model costs by itself, not at three times', () => {
  expect(mustConfirm(asked)).toBe(false);
  expect(mustConfirm({ ...asked, price: 30_001 })).toBe(true);
  // More pictures are more money, and no surprise.
  expect(mustConfirm({ ...asked, price: 120_000, plain: 40_000 })).toBe(false);
});

test('where nobody says what the model costs by itself, a price that is known is asked about', () => {
  expect(mustConfirm({ ...asked, plain: null })).toBe(true);
  expect(mustConfirm({ ...asked, plain: null, price: null, askAbove: 0 })).toBe(false);
});

test('above the bound of the server all pictures together are asked about', () => {
  expect(mustConfirm({ ...asked, askAbove: 30_000 })).toBe(false);
  expect(mustConfirm({ ...asked, askAbove: 29_999 })).toBe(true);
});

test('what was agreed to is not asked about again, unless it has become dearer', () => {
  const dear = { ...asked, price: 662_000 };
  expect(mustConfirm({ ...dear, confirmed: 662_000 })).toBe(false);
  expect(mustConfirm({ ...dear, confirmed: 661_999 })).toBe(true);
});
