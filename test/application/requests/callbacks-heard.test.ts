import { expect, test } from 'vitest';
import { createCallbacksHeard } from '../../../src/application/requests/callbacks-heard.ts';
import { jobId, requestId } from '../../../src/domain/ids.ts';

const id = (number: number) => requestId(jobId('1100000000000000001'), number);

test('who was called back about is known until it is made', () => {
  const heard = createCallbacksHeard();
  heard.hear(id(1));
  heard.hear(id(1));
  expect([heard.has(id(1)), heard.has(id(2))]).toEqual([true, false]);
  heard.settle(id(1));
  expect(heard.has(id(1))).toBe(false);
});

test('two pictures in a row without a call mean that none come, until one is heard again', () => {
  const heard = createCallbacksHeard();
  heard.settle(id(1));
  expect(heard.come()).toBe(true);
  heard.settle(id(2));
  expect(heard.come()).toBe(false);
  heard.hear(id(3));
  expect(heard.come()).toBe(true);
});

test('calls about what is over are forgotten in the end', () => {
  const heard = createCallbacksHeard();
  for (let each = 0; each <= 10_000; each += 1) heard.hear(id(each));
  expect([heard.has(id(0)), heard.has(id(1)), heard.has(id(10_000))]).toEqual([false, true, true]);
});
