import type { ChannelId, UserId } from '../../domain/ids.ts';
import { channelId, userId } from '../../domain/ids.ts';
import type { KnownHeads } from '../sqlite/known-heads.ts';
import type { KeyvDatabase } from './database.ts';
import { headRecord, maskOf } from './version-store.ts';

/** Enters the heads of a store that is older than the table of them. Once in a store's life; reads all of them. */
export async function learnHeads(database: KeyvDatabase, heads: KnownHeads, now: number): Promise<void> {
  if (heads.isComplete) return;
  const versions = database.namespace('version');
  const kept = database.namespace('head').iterator?.({});
  for await (const [key, stored] of kept ?? []) {
    const { version } = headRecord.parse(stored);
    if (version === null) continue;
    heads.coming(placeOf(String(key)), version, maskOf(await versions.get<unknown>(version)));
  }
  heads.complete(now);
}

/** `<channel>`, or `<channel>:<member>` for a member's own. */
function placeOf(key: string): { readonly channel: ChannelId; readonly member: UserId | null } {
  const [channel = '', member] = key.split(':');
  return { channel: channelId(channel), member: member === undefined ? null : userId(member) };
}
