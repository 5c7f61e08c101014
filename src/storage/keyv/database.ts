import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import KeyvSqlite from '@keyv/sqlite';
import Keyv from 'keyv';
import { z } from 'zod';
import { makePrivate } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { refuseDamagedWal } from '../wal-damage.ts';

/** The Keyv file of a store: one connection, a namespace for each kind of record. */
export interface KeyvDatabase {
  namespace(name: string): Keyv;
  /** All that is kept under a name, in the order of its keys, a page at a time. (Keyv's own iterator pages by OFFSET.) */
  pages(name: string): AsyncIterable<readonly StoredRecord[]>;
  /** The keys under a name that end with one of these. Looks at every one, on no thread of this program's own. */
  keysEnding(name: string, endings: readonly [string, string]): Promise<readonly string[]>;
  /** The key itself under a name, and those that begin with it and a colon. */
  keysOf(name: string, key: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface StoredRecord {
  readonly key: string;
  readonly value: unknown;
}

/** Opens or creates the file with its directory. Every failure of the disk is thrown: without that it would read as "not found". Throws where its write-ahead log is garbage. */
export async function openKeyvDatabase(path: string): Promise<KeyvDatabase> {
  if (path !== ':memory:') {
    await mkdir(dirname(path), { recursive: true, mode: ownerOnly });
    refuseDamagedWal(path);
    makePrivate(path);
  }
  const store = new KeyvSqlite({ uri: `sqlite://${path}`, busyTimeout: busyTimeoutMs });
  // An emitter without a listener would throw a second time, where nobody can catch it; the call itself rejects.
  store.on('error', () => undefined);
  await store.query('PRAGMA journal_mode = WAL');
  // A version that the journal calls delivered must not be forgotten in a power cut. It costs no time of this thread.
  await store.query('PRAGMA synchronous = FULL');

  return {
    namespace(name) {
      const keyv = new Keyv({ store, namespace: name, throwOnErrors: true });
      keyv.on('error', () => undefined);
      return keyv;
    },
    async *pages(name) {
      const prefix = `${name}:`;
      // Behind every key that begins so.
      const end = `${name};`;
      let after = prefix;
      for (;;) {
        const rows = rowsOf.parse(await store.query(pageSql, after, end, mostOnPage));
        yield rows.map(({ key, value }) => ({ key: key.slice(prefix.length), value: value.value }));
        const last = rows.at(-1);
        if (last === undefined || rows.length < mostOnPage) return;
        after = last.key;
      }
    },
    async keysEnding(name, endings) {
      const rows = keysOf.parse(await store.query(endingSql, `${name}:`, `${name};`, ...endings));
      return rows.map(({ key }) => key.slice(name.length + 1));
    },
    async keysOf(name, key) {
      const rows = keysOf.parse(await store.query(belowSql, `${name}:${key}`, `${name}:${key}:`, `${name}:${key};`));
      return rows.map((row) => row.key.slice(name.length + 1));
    },
    close: () => store.close(),
  };
}

const busyTimeoutMs = 5000;
/** Reading and entering a page of heads holds the loop for some milliseconds. */
const mostOnPage = 150;
const pageSql = 'SELECT key, value FROM keyv WHERE key > ? AND key < ? ORDER BY key LIMIT ?';

const endingSql = `SELECT key FROM keyv WHERE key > ? AND key < ? AND (key LIKE '%' || ? OR key LIKE '%' || ?)`;
const belowSql = 'SELECT key FROM keyv WHERE key = ? OR (key > ? AND key < ?)';
const keysOf = z.array(z.object({ key: z.string() }));

/** As Keyv writes its records: JSON with the value in it. */
const rowsOf = z.array(
  z.object({
    key: z.string(),
    value: z.string().transform((text) => z.object({ value: z.unknown() }).parse(JSON.parse(text))),
  }),
);
