import { copyFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { DamagedWal } from '../../src/storage/wal-damage.ts';
import { temporaryDirectory } from './temporary.ts';

/** A journal as a process that was killed leaves it: two secrets, of which the second stands in the log alone. */
async function killed(): Promise<string> {
  const directory = await temporaryDirectory();
  const [path, copy] = [join(directory, 'a.sqlite'), join(directory, 'b.sqlite')];
  const journal = openJournalDatabase(path);
  const keep = (name: string) =>
    journal.transaction('power cut', () => journal.sqlite.prepare('INSERT INTO secrets VALUES (?, ?)').run(name, 'x'));
  await keep('first');
  journal.sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  await keep('second');
  for (const end of ['', '-wal']) await copyFile(`${path}${end}`, `${copy}${end}`);
  await journal.close();
  return copy;
}

async function secretsOf(path: string): Promise<readonly unknown[]> {
  const journal = openJournalDatabase(path);
  const names = journal.sqlite.prepare('SELECT name FROM secrets ORDER BY name').all();
  await journal.close();
  return names.map(({ name }) => name);
}

test('the log of a process that was killed is read', async () => {
  expect(await secretsOf(await killed())).toEqual(['first', 'second']);
});

test('a log whose last frame was not written whole is read as far as it goes', async () => {
  const path = await killed();
  const { length } = await readFile(`${path}-wal`);
  await truncate(`${path}-wal`, length - 100);
  expect(await secretsOf(path)).toEqual(['first']);
});

test.each([
  ['garbage in place of all of it', () => Buffer.alloc(5_000, 'garbage')],
  [
    'one wrong byte in its header',
    (wal: Buffer) => Buffer.concat([wal.subarray(0, 13), Buffer.from([255]), wal.subarray(14)]),
  ],
  ['zeros where its header was', (wal: Buffer) => Buffer.concat([Buffer.alloc(32), wal.subarray(32)])],
  ['a few bytes', () => Buffer.from('garbage')],
])('a log that is damaged is told of, instead of an older store: %s', async (_, damaged) => {
  const path = await killed();
  const before = await readFile(`${path}-wal`);
  const after = damaged(before);
  expect(after.equals(before)).toBe(false);
  await writeFile(`${path}-wal`, after);
  expect(() => openJournalDatabase(path)).toThrow(DamagedWal);
  // Left as it is, for whoever can make something of it.
  expect((await readFile(`${path}-wal`)).equals(after)).toBe(true);
  await expect(openKeyvDatabase(path)).rejects.toThrow(DamagedWal);
});

test.each([0, 32])('a log of %i zeros is one that the power cut short before anything stood in it', async (length) => {
  const path = await killed();
  await writeFile(`${path}-wal`, Buffer.alloc(length));
  expect(await secretsOf(path)).toEqual(['first']);
});
