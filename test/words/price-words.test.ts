import { expect, test } from 'vitest';
import { failureMessage } from '../../src/words/failure-message.ts';
import { amountWords } from '../../src/words/limits/limit-words.ts';
import { moneyWords, priceWords } from '../../src/words/price-words.ts';
import { wordsIn } from '../../src/words/words.ts';

const words = wordsIn('en-US');

test.each([
  [0, '$0.00'],
  [999, 'under $0.001'],
  [1_000, '$0.001'],
  [10_450, '$0.010'],
  [41_000, '$0.041'],
  [99_400, '$0.099'],
  [99_600, '$0.10'],
  [331_000, '$0.33'],
  [25_000_000, '$25.00'],
])('%d millionths read the same as a price, as what was paid and as a limit: %s', (millionths, said) => {
  expect(moneyWords(words, millionths)).toBe(said);
  expect(priceWords(words, { microUsd: millionths, isBound: false })).toBe(said);
  expect(amountWords(words, millionths, 'usd')).toBe(said);
});

test('an upper bound says so, unless it is next to nothing', () => {
  expect(priceWords(words, { microUsd: 331_000, isBound: true })).toBe('up to $0.33');
  expect(priceWords(words, { microUsd: 999, isBound: true })).toBe('under $0.001');
});

test('a refusal never names the same sum as asked for and as left', () => {
  const constraint = { account: 'guild', origin: 'server', unit: 'usd', per: 'day', amount: 331_000 } as const;
  const failure = { code: 'quota', constraint, used: 1_000, asked: 331_000, returnsAt: 0 } as const;
  expect(failureMessage(words, failure)).toContain('would take $0.33, and this server');
  expect(failureMessage(words, failure)).toContain('has under $0.33 left');
});
