import { readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionId } from '../../../src/domain/ids.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { describeImageStore } from '../../contract/image-store.ts';
import { temporaryDirectory } from '../temporary.ts';

const now = Date.UTC(2026, 0, 10);
const clock = { now: () => now };

describeImageStore('plain files', async () => {
  const store = await openImageStore({ directory: join(await temporaryDirectory(), 'images'), clock });
  return { store, close: async () => undefined };
});

test('originals are there after a restart', async () => {
  const directory = await temporaryDirectory();
  const before = await openImageStore({ directory, clock });
  await writeFile(before.scratchPath('x'), 'bytes');
  await before.put(versionId('1-0-0'), before.scratchPath('x'));
  expect(await (await openImageStore({ directory, clock })).has(versionId('1-0-0'))).toBe(true);
});

test('opening takes away scratch files older than a day, but none that unfinished work needs', async () => {
  const directory = await temporaryDirectory();
  const store = await openImageStore({ directory, clock });
  const hour = 3_600_000;
  for (const [name, age] of [
    ['young', 23 * hour],
    ['old', 25 * hour],
    ['paid', 99 * hour],
  ] as const) {
    await writeFile(store.scratchPath(name), name);
    const at = new Date(now - age);
    await utimes(store.scratchPath(name), at, at);
  }
  await openImageStore({ directory, clock, needed: [store.scratchPath('paid')] });
  expect((await readdir(store.scratch)).sort()).toEqual(['paid', 'young']);
});

test('ten thousand originals do not lie in one directory', async () => {
  const directory = await temporaryDirectory();
  const store = await openImageStore({ directory, clock });
  for (let each = 0; each < 20; each += 1) {
    await writeFile(store.scratchPath('x'), String(each));
    await store.put(versionId(`1-${each}-0`), store.scratchPath('x'));
  }
  expect((await readdir(join(directory, 'originals'))).length).toBeGreaterThan(10);
});
