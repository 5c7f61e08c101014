import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { acquireStoreLock, type StoreLock } from '../../../src/storage/sqlite/store-lock.ts';
import { temporaryDirectory } from '../temporary.ts';

const clock = createSystemClock();
const acquire = (path: string, timeoutMs = 0) => acquireStoreLock({ path, timeoutMs, clock });
const held = (lock: StoreLock | false): StoreLock => {
  if (lock === false) throw new Error('the lock was not free');
  return lock;
};
const lockPath = async () => join(await temporaryDirectory(), 'data', 'retouch.lock.sqlite');

test('one holds the store, another is told so', async () => {
  const path = await lockPath();
  const lock = held(await acquire(path));
  expect(await acquire(path)).toBe(false);
  lock.release();
  held(await acquire(path)).release();
});

test('two stores do not know of each other', async () => {
  const one = held(await acquire(await lockPath()));
  const other = held(await acquire(await lockPath()));
  one.release();
  other.release();
});

test('a predecessor that is shutting down is waited for', async () => {
  const path = await lockPath();
  const before = held(await acquire(path));
  const waiting = acquire(path, 5_000);
  await wait(150);
  before.release();
  held(await waiting).release();
});

test('waiting ends when it is told to', async () => {
  const path = await lockPath();
  const lock = held(await acquire(path));
  const stop = new AbortController();
  const waiting = acquireStoreLock({ path, timeoutMs: 60_000, clock, signal: stop.signal });
  stop.abort();
  await expect(waiting).rejects.toThrow('abort');
  lock.release();
});

test('a process that was killed leaves no lock behind', async () => {
  const path = await lockPath();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holds-the-lock.ts'), path], { stdio: 'pipe' });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  expect(await acquire(path)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  held(await acquire(path)).release();
});
