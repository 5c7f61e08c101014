import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { originalId } from '../../src/domain/ids.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { openImageStore } from '../../src/storage/files/image-store.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { acquireStoreLock } from '../../src/storage/sqlite/store-lock.ts';
import { temporaryDirectory } from './temporary.ts';

/** The files of a folder that are not their owner's alone. */
async function openToOthers(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const modes = await Promise.all(files.map(async (file) => ((await stat(file)).mode & 0o777).toString(8)));
  expect(files.length).toBeGreaterThan(0);
  return files.filter((_, index) => modes[index] !== '600');
}

/** A folder that anybody may look into, and a program that would let them. */
async function openFolder(): Promise<string> {
  const before = process.umask(0o000);
  onTestFinished(() => void process.umask(before));
  const directory = join(await temporaryDirectory(), 'data');
  await mkdir(directory, { mode: 0o777 });
  return directory;
}

test("a store's files are their owner's alone, whatever the folder is", async () => {
  const directory = await openFolder();
  const journal = openJournalDatabase(join(directory, 'retouch.journal.sqlite'));
  const keyv = await openKeyvDatabase(join(directory, 'retouch.sqlite'));
  const clock = createSystemClock();
  const lock = await acquireStoreLock({ path: join(directory, 'retouch.lock.sqlite'), timeoutMs: 0, clock });
  await keyv.namespace('versions').set('a', 'b');
  await writeFile(join(directory, 'coming'), 'bytes');
  const images = await openImageStore({ directory: join(directory, 'images') });
  await images.put(originalId('1-0-0'), join(directory, 'coming'));

  expect((await readdir(directory)).filter((name) => name.endsWith('-wal'))).toHaveLength(2);
  expect(await openToOthers(directory)).toEqual([]);

  await keyv.close();
  await journal.close();
  if (lock !== false) lock.release();
});

test('files that an older program left open to others are closed to them', async () => {
  const directory = await openFolder();
  const path = join(directory, 'retouch.journal.sqlite');
  await openJournalDatabase(path).close();
  await chmod(path, 0o644);

  const journal = openJournalDatabase(path);
  await journal.transaction('crash', () => journal.sqlite.exec(`INSERT INTO secrets VALUES ('a', 'b')`));

  expect(await openToOthers(directory)).toEqual([]);
  await journal.close();
});
