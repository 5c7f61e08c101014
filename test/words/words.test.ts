import { expect, test } from 'vitest';
import { english } from '../../src/words/words.ts';

test('a sentence without arguments stands as it is', () => {
  expect(english().say('notice.how')).toBe(
    'Reply to a picture, mention me, and say in words what to change. `/help` tells more.',
  );
});

test('a list reads as the English sentences are spelled', () => {
  expect(english().list(['one', 'two', 'three'])).toBe('one, two and three');
  expect(english().list(['one', 'two', 'three'], 'or')).toBe('one, two or three');
});
