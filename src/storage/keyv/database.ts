import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import KeyvSqlite from '@keyv/sqlite';
import Keyv from 'keyv';
import { makePrivate } from '../private-file.ts';
import { ownerOnly } from '../store-paths.ts';
import { refuseDamagedWal } from '../wal-damage.ts';

/** The Keyv file of a store: one connection, a namespace for each kind of record. */
export interface KeyvDatabase {
  namespace(name: string): Keyv;
  close(): Promise<void>;
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
    close: () => store.close(),
  };
}

const busyTimeoutMs = 5000;
