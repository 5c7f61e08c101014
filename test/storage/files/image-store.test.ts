import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { originalId } from '../../../src/domain/ids.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { openScratch } from '../../../src/storage/files/scratch.ts';
import { describeImageStore } from '../../contract/image-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const now = Date.UTC(2026, 0, 10);
const clock = { now: () => now };
const id = originalId('1-0-0');

type Naming = Parameters<typeof openImageStore>[0]['giveName'];

async function open(directory: string, giveName?: Naming) {
  const scratch = await openScratch({ directory, clock });
  const store = await openImageStore({ directory, giveName });
  const lent = async () => (await readdir(join(directory, 'lent'))).length;
  const put = async (bytes: string, under = id) => {
    await writeFile(scratch.path('x'), bytes);
    await store.put(under, scratch.path('x'));
  };
  return { store, scratch, lent, put, close: async () => undefined };
}

const refusing =
  (code: string): Naming =>
  () =>
    Promise.reject(Object.assign(new Error(code), { code }));

describeImageStore('plain files', async () => open(join(await temporaryDirectory(), 'images')));

describeImageStore('plain files on a disk that knows no second names', async () =>
  open(join(await temporaryDirectory(), 'images'), refusing('EPERM')),
);

test('originals are there after a restart', async () => {
  const directory = await temporaryDirectory();
  const before = await open(directory);
  await before.put('bytes');
  expect(await (await open(directory)).store.has(id)).toBe(true);
});

test('what a process that crashed had lent is taken away, and its original is not', async () => {
  const directory = await temporaryDirectory();
  const crashed = await open(directory);
  await crashed.put('bytes');
  await crashed.store.lend(id);
  await crashed.store.lend(id);
  expect(await crashed.lent()).toBe(2);

  const next = await open(directory);
  expect(await next.lent()).toBe(0);
  await using file = await next.store.lend(id);
  expect(await readFile(file?.path ?? '', 'utf8')).toBe('bytes');
});

test('a lent file is no copy: a picture of gigabytes would be lent as quickly', async () => {
  const directory = await temporaryDirectory();
  const { store, put } = await open(directory, async (path, name) => {
    await writeFile(name, `the second name of ${path.endsWith('/1-0-0') ? 'it' : path}`);
  });
  await put('bytes');
  await using file = await store.lend(id);
  expect(await readFile(file?.path ?? '', 'utf8')).toBe('the second name of it');
});

test('an original that cannot be lent is no original that is gone', async () => {
  const directory = await temporaryDirectory();
  const { store, put } = await open(directory);
  await put('bytes');
  await rm(join(directory, 'lent'), { recursive: true });
  await expect(store.lend(id)).rejects.toThrow('ENOENT');
  expect(await store.lend(originalId('2-0-0'))).toBeNull();

  const full = await open(directory, refusing('ENOSPC'));
  await expect(full.store.lend(id)).rejects.toThrow('ENOSPC');
});

test('opening takes away scratch files older than a day, but none that unfinished work needs', async () => {
  const directory = await temporaryDirectory();
  const { scratch } = await open(directory);
  const hour = 3_600_000;
  for (const [name, age] of [
    ['young', 23 * hour],
    ['old', 25 * hour],
    ['paid', 99 * hour],
  ] as const) {
    await writeFile(scratch.path(name), name);
    const at = new Date(now - age);
    await utimes(scratch.path(name), at, at);
  }
  await openScratch({ directory, clock, needed: [scratch.path('paid')] });
  expect((await readdir(scratch.directory)).sort()).toEqual(['paid', 'young']);
});

test('ten thousand originals do not lie in one directory', async () => {
  const directory = await temporaryDirectory();
  const { put } = await open(directory);
  for (let each = 0; each < 20; each += 1) await put(String(each), originalId(`1-${each}-0`));
  expect((await readdir(join(directory, 'originals'))).length).toBeGreaterThan(10);
});
