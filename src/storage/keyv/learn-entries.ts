import { factsOf, type KnownEntries } from '../records/entries.ts';
import type { KeyvDatabase } from './database.ts';

/**
 * Gives the entries of a store that is older than that the server, sender and time of their versions. Once in a store's
 * life; reads every version, a page at a time.
 */
export async function learnEntries(database: KeyvDatabase, entries: KnownEntries, now: number): Promise<void> {
  if (await entries.areComplete()) return;
  for await (const page of database.pages('version')) {
    await entries.learn(page.flatMap(({ value }) => factsOf(value) ?? []));
  }
  await entries.complete(now);
}
