import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { temporaryDirectory } from '../../temporary.ts';

async function open() {
  const path = join(await temporaryDirectory(), 'journal.sqlite');
  const troubles: unknown[] = [];
  const database = openJournalDatabase(path, { onTrouble: (error) => troubles.push(error) });
  const stranger = new DatabaseSync(path);
  database.sqlite.exec('CREATE TABLE noted (number INTEGER PRIMARY KEY)');
  const insert = database.sqlite.prepare('INSERT INTO noted (number) VALUES (?)');
  const numbers = () =>
    database.sqlite
      .prepare('SELECT number FROM noted ORDER BY rowid')
      .all()
      .map(({ number }) => number);
  onTestFinished(async () => {
    stranger.close();
    if (database.sqlite.isOpen) await database.close();
    expect(troubles).toEqual([]);
  });
  return { path, database, stranger, numbers, note: (number: number) => insert.run(number) };
}

test('while another program holds the file the event loop turns, and all is written afterwards in its order', async () => {
  const { database, stranger, numbers, note } = await open();
  stranger.exec('BEGIN IMMEDIATE');
  const order: number[] = [];
  const writes = [1, 2, 3].map(async (number) => {
    await database.transaction(number === 2 ? 'crash' : 'power cut', () => {
      order.push(number);
      note(number);
    });
  });
  let turns = 0;
  const end = performance.now() + 300;
  while (performance.now() < end) {
    await wait(5);
    turns += 1;
  }
  expect(turns).toBeGreaterThan(2);
  expect(numbers()).toEqual([]);
  stranger.exec('ROLLBACK');
  await Promise.all(writes);
  expect(order).toEqual([1, 2, 3]);
  expect(numbers()).toEqual([1, 2, 3]);
});

test('one that fails while it waits in line fails alone', async () => {
  const { database, stranger, numbers, note } = await open();
  note(2);
  stranger.exec('BEGIN IMMEDIATE');
  const outcomes = Promise.allSettled([1, 2, 3].map((number) => database.transaction('crash', () => note(number))));
  await wait(20);
  stranger.exec('ROLLBACK');
  expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(numbers()).toEqual([1, 2, 3]);
});

test('what was begun before it is closed is written, also where it has to wait', async () => {
  const { path, database, stranger, note } = await open();
  stranger.exec('BEGIN IMMEDIATE');
  const write = database.transaction('power cut', () => note(7));
  await wait(10);
  const closing = database.close();
  stranger.exec('ROLLBACK');
  await Promise.all([write, closing]);
  const after = new DatabaseSync(path);
  expect(after.prepare('SELECT number FROM noted').get()).toEqual({ number: 7 });
  after.close();
});

test('ten thousand transactions in a row leave a WAL of a few hundred, and all of them are there', async () => {
  const { path, database, numbers, note } = await open();
  for (let batch = 0; batch < 100; batch += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        database.transaction(index % 2 === 0 ? 'power cut' : 'crash', () => note(batch * 100 + index)),
      ),
    );
  }
  expect(numbers()).toHaveLength(10_000);
  // Each of them writes a page or two.
  expect((await stat(`${path}-wal`)).size).toBeLessThan(4_096 * 4_000);
});
