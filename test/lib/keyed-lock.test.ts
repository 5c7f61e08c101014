import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createKeyedLock } from '../../src/lib/keyed-lock.ts';

test('work under one key runs one after the other, in the order asked; other keys do not wait', async () => {
  const lock = createKeyedLock();
  const order: string[] = [];
  const work = (name: string, rounds: number) => async () => {
    order.push(`${name} begins`);
    for (let round = 0; round < rounds; round += 1) await setImmediate();
    order.push(`${name} ends`);
  };
  await Promise.all([lock.run('a', work('one', 3)), lock.run('a', work('two', 0)), lock.run('b', work('other', 1))]);
  expect(order).toEqual(['one begins', 'other begins', 'other ends', 'one ends', 'two begins', 'two ends']);
});

test('work that fails fails for its asker only', async () => {
  const lock = createKeyedLock();
  const failing = lock.run('a', () => Promise.reject(new Error('mine')));
  const next = lock.run('a', async () => 'fine');
  await expect(failing).rejects.toThrow('mine');
  expect(await next).toBe('fine');
  expect(await lock.run('a', async () => 'again')).toBe('again');
});
