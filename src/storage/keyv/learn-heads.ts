import { type KnownHead, type KnownHeads, maskOf, readHead, readHeadKey } from '../records/heads.ts';
import type { KeyvDatabase } from './database.ts';

/**
 * Enters the heads of a store that is older than the table of them. Once in a store's life; reads all of them, a page at a
 * time, each with one question to either file.
 */
export async function learnHeads(database: KeyvDatabase, heads: KnownHeads, now: number): Promise<void> {
  if (await heads.areComplete()) return;
  const versions = database.namespace('version');
  for await (const page of database.pages('head')) {
    const standing = page.flatMap(({ key, value }) => {
      const { version } = readHead(value);
      return version === null ? [] : [{ place: readHeadKey(key), version }];
    });
    if (standing.length === 0) continue;
    const records = await versions.get<unknown>(standing.map(({ version }) => version));
    await heads.learn(standing.map((head, place): KnownHead => ({ ...head, mask: maskOf(records[place]) })));
  }
  await heads.complete(now);
}
