import { cp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openMemberKey } from '../../src/storage/member-key.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createPrivacyStore } from '../../src/storage/sqlite/privacy/privacy-store.ts';
import { storePaths } from '../../src/storage/store-paths.ts';
import { ask, press } from './asking.ts';
import { logLines, until } from './looking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const isDeleted = (stage: Stage, times: number) =>
  until(
    () => logLines(stage).filter(({ msg }) => msg === 'everything of a member was deleted').length === times,
    'everything is deleted',
  );

/** Puts the files of a stopped bot's store back as they were; the key and the deletion list beside it stay. */
async function restore({ directory }: Stage, from: string): Promise<void> {
  const { versions, journal } = storePaths(join(directory, 'retouch.sqlite'));
  for (const path of [versions, journal]) {
    for (const each of [path, `${path}-wal`, `${path}-shm`]) await rm(each, { force: true });
  }
  await rm(join(directory, 'images'), { recursive: true });
  await cp(from, directory, { recursive: true });
}

async function copyStore({ directory }: Stage, to: string): Promise<void> {
  for (const name of ['retouch.sqlite', 'retouch.journal.sqlite', 'images']) {
    await cp(join(directory, name), join(to, name), { recursive: true });
  }
}

async function filesOf({ directory }: Stage): Promise<number> {
  const originals = join(directory, 'images', 'originals');
  return (await readdir(originals, { recursive: true, withFileTypes: true })).filter((each) => each.isFile()).length;
}

/** What is to be done with an older copy before a bot is started on it. */
async function honour({ directory }: Stage): Promise<number> {
  const paths = storePaths(join(directory, 'retouch.sqlite'));
  const database = openJournalDatabase(paths.journal, { pseudonymOf: openMemberKey(paths.memberKey) });
  try {
    return await createPrivacyStore({ database, listPath: paths.deleted }).honourList();
  } finally {
    await database.close();
  }
}

test('an older copy of the store that is put back loses the same again, and nothing of others', async () => {
  await using stage = await raiseStage();
  const { ada, ben, directory } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: "somebody else's" }, { user: ben });
  await stage.app.stop();
  const copy = join(directory, 'copy');
  await copyStore(stage, copy);
  await stage.restart();
  await press(stage, await ask(stage, 'privacy delete'), 'Delete');
  await isDeleted(stage, 1);
  await ask(stage, 'imagine', { prompt: 'made after it' });
  await stage.app.stop();

  await restore(stage, copy);
  expect(await honour(stage)).toBe(1);
  expect(await honour(stage)).toBe(0);
  await stage.restart();
  await isDeleted(stage, 2);

  const shown = await ask(stage, 'history show', {}, { user: ben });
  expect(shown.content).toContain("somebody else's");
  expect(shown.content).not.toContain('a harbour');
  const sqlite = new DatabaseSync(join(directory, 'retouch.journal.sqlite'), { readOnly: true });
  expect(sqlite.prepare('SELECT owner FROM chain_entries').all()).toEqual([{ owner: ben }]);
  expect(sqlite.prepare('SELECT count(*) AS many FROM jobs WHERE asked_by = ?').get(ada)).toEqual({ many: 0 });
  sqlite.close();
  expect(await filesOf(stage)).toBe(1);
});

test('a single picture that was deleted does not come back with an older copy', async () => {
  await using stage = await raiseStage();
  const { directory } = stage;
  const first = await ask(stage, 'imagine', { prompt: 'a harbour' });
  await ask(stage, 'imagine', { prompt: 'a lighthouse' });
  await stage.app.stop();
  const copy = join(directory, 'copy');
  await copyStore(stage, copy);
  await stage.restart();
  await press(stage, await press(stage, await press(stage, first, 'More'), 'Delete'), 'Delete');
  await stage.app.stop();

  await restore(stage, copy);
  expect(await honour(stage)).toBe(0);
  await stage.restart();
  const shown = async () => (await ask(stage, 'history show')).content;
  await until(async () => !(await shown()).includes('a harbour'), 'it is gone');

  expect(await shown()).toContain('a lighthouse');
  expect(await filesOf(stage)).toBe(1);
});
