import { type KnownHeads, maskOf, readHead, readHeadKey } from '../records/heads.ts';
import type { KeyvDatabase } from './database.ts';

/** Enters the heads of a store that is older than the table of them. Once in a store's life; reads all of them. */
export async function learnHeads(database: KeyvDatabase, heads: KnownHeads, now: number): Promise<void> {
  if (await heads.areComplete()) return;
  const versions = database.namespace('version');
  const kept = database.namespace('head').iterator?.({});
  for await (const [key, stored] of kept ?? []) {
    const { version } = readHead(stored);
    if (version === null) continue;
    await heads.coming(readHeadKey(String(key)), version, maskOf(await versions.get<unknown>(version)));
  }
  await heads.complete(now);
}
