import { join } from 'node:path';
import { expect, test } from 'vitest';
import { versionId } from '../../../src/domain/ids.ts';
import { openKeyvDatabase } from '../../../src/storage/keyv/database.ts';
import { createVersionStore } from '../../../src/storage/keyv/version-store.ts';
import { describeVersionStore, sampleVersion } from '../../contract/version-store.ts';
import { temporaryDirectory } from '../temporary.ts';

describeVersionStore('Keyv on SQLite', async () => {
  const database = await openKeyvDatabase(join(await temporaryDirectory(), 'data', 'store.sqlite'));
  return { store: createVersionStore({ database }), close: database.close };
});

test('versions are there after a restart', async () => {
  const path = join(await temporaryDirectory(), 'store.sqlite');
  const before = await openKeyvDatabase(path);
  await createVersionStore({ database: before }).put(sampleVersion('1-0-0'));
  await before.close();
  const after = await openKeyvDatabase(path);
  expect(await createVersionStore({ database: after }).find(versionId('1-0-0'))).toEqual(sampleVersion('1-0-0'));
  await after.close();
});

test('a disk error is thrown, never read as "not found"', async () => {
  const database = await openKeyvDatabase(join(await temporaryDirectory(), 'store.sqlite'));
  const store = createVersionStore({ database });
  await database.close();
  await expect(store.find(versionId('1-0-0'))).rejects.toThrow('SQLITE_MISUSE');
  await expect(store.put(sampleVersion('1-0-0'))).rejects.toThrow('SQLITE_MISUSE');
  await expect(store.remove(versionId('1-0-0'))).rejects.toThrow('SQLITE_MISUSE');
});

test('a file that is no database is refused when it is opened', async () => {
  const directory = await temporaryDirectory();
  await expect(openKeyvDatabase(directory)).rejects.toThrow('SQLITE_CANTOPEN');
});

test('a record that nobody of us wrote is refused, not passed on', async () => {
  const database = await openKeyvDatabase(join(await temporaryDirectory(), 'store.sqlite'));
  await database.namespace('version').set('1-0-0', { schema: 2 });
  await expect(createVersionStore({ database }).find(versionId('1-0-0'))).rejects.toThrow('invalid_value');
  await database.close();
});
