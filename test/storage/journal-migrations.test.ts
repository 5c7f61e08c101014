import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { migrate, migrations } from '../../src/storage/journal-migrations.ts';

const schemaOf = (sqlite: DatabaseSync) =>
  sqlite.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all();
const newest = () => {
  const sqlite = new DatabaseSync(':memory:');
  migrate(sqlite);
  return sqlite;
};

test.each(migrations.map((_, index) => index))(
  'a journal of schema %i is brought up to date and keeps its rows',
  (from) => {
    const sqlite = new DatabaseSync(':memory:');
    migrate(sqlite, from);
    if (from > 0) {
      sqlite.exec(`INSERT INTO jobs (id, revision, state, address, accepted_at, shown, warnings, tries)
      VALUES ('100', 1, 'queued', '{}', 5, '{}', '[]', 0)`);
    }
    migrate(sqlite);
    expect(schemaOf(sqlite)).toEqual(schemaOf(newest()));
    expect(sqlite.prepare('SELECT count(*) AS jobs FROM jobs').get()).toEqual({ jobs: from > 0 ? 1 : 0 });
  },
);

test('a journal that is up to date is left as it is', () => {
  const sqlite = newest();
  const before = sqlite.prepare('PRAGMA schema_version').get();
  migrate(sqlite);
  expect(sqlite.prepare('PRAGMA schema_version').get()).toEqual(before);
});

test('a journal of a newer program is refused and left as it is', () => {
  const sqlite = newest();
  sqlite.exec('INSERT INTO schema_versions (version) VALUES (999)');
  expect(() => migrate(sqlite)).toThrow('The journal has schema 999');
  expect(sqlite.isTransaction).toBe(false);
});
