import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listDeletion, readDeletionList } from '../../src/storage/deletion-list.ts';
import { openMemberKey } from '../../src/storage/member-key.ts';
import { temporaryDirectory } from './temporary.ts';

test('the key is made once, for its owner alone, and gives a member the same pseudonym ever after', async () => {
  const path = join(await temporaryDirectory(), 'data', 'retouch.member-key');

  const first = openMemberKey(path);
  const key = await readFile(path, 'utf8');
  const second = openMemberKey(path);

  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe(key);
  expect(first('50')).toMatch(/^~[\w-]{32}$/);
  expect(second('50')).toBe(first('50'));
  expect(second('51')).not.toBe(first('50'));
  expect(second(first('50'))).toBe(first('50'));
  const elsewhere = openMemberKey(join(await temporaryDirectory(), 'retouch.member-key'));
  expect(elsewhere('50')).not.toBe(first('50'));
});

test('a key that was cut short is told of, and no other takes its place', async () => {
  const path = join(await temporaryDirectory(), 'retouch.member-key');
  await writeFile(path, 'short\n');

  expect(() => openMemberKey(path)).toThrow('holds no key');
  expect(await readFile(path, 'utf8')).toBe('short\n');
});

test('the deletion list tells the latest of each member, and passes over half a line', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory, 'retouch.sqlite.deleted');
  const nameOf = openMemberKey(join(directory, 'retouch.member-key'));
  const [ada, ben] = [nameOf('50'), nameOf('51')];
  expect(await readDeletionList(path)).toEqual([]);

  await listDeletion(path, { pseudonym: ada, at: 2_000 });
  await writeFile(path, `${await readFile(path, 'utf8')}${ben} 1970-01`);
  await listDeletion(path, { pseudonym: ben, at: 3_000 });
  await listDeletion(path, { pseudonym: ada, at: 1_000 });

  expect(await readDeletionList(path)).toEqual([
    { pseudonym: ada, at: 2_000 },
    { pseudonym: ben, at: 3_000 },
  ]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});
