import { isVisibleTo, parentOf } from '../../domain/chain/chain.ts';
import type { JobId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { HistoryItem, Moved, Place, Services } from '../services.ts';

/** The chain as its members see it, and the moves of its head that are not a result. */
export function createHistory({
  versions,
  index,
}: {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
}): Services['history'] {
  return {
    async list(place, most) {
      const head = await versions.head(place.channel, place.user);
      const entries = await index.list(place.channel, place.user, most);
      const items = await Promise.all(entries.map((entry) => item(entry, head?.version ?? null)));
      return items.filter((each) => each !== null);
    },

    async undo(place, by, named) {
      const from = named ?? (await versions.head(place.channel, place.user))?.version ?? null;
      if (from === null) return { kind: 'refused', reason: 'no current version' };
      const version = await versions.find(from);
      // What all see belongs to its own channel: it cannot become the current version of another.
      const isElsewhere = version?.audience === 'everyone' && version.channel !== place.channel;
      if (version === null || isElsewhere || !isVisibleTo(version, place))
        return { kind: 'refused', reason: 'unknown version' };
      // A private answer may have come as a direct message: its chain is elsewhere, and its owner's alone.
      const channel = version.audience === 'asker' ? version.channel : place.channel;
      return move({ ...place, channel }, by, parentOf(version), version.audience);
    },

    async continueFrom(place, by, number) {
      const entry = await index.byNumber(place.channel, number);
      if (entry === null || !isVisibleTo(entry, place)) return { kind: 'refused', reason: 'unknown version' };
      return move(place, by, entry.version, entry.audience);
    },

    async reset(place, by) {
      return move(place, by, null, 'everyone');
    },
  };

  async function move(place: Place, by: JobId, to: VersionId | null, audience: Audience): Promise<Moved> {
    await versions.moveHead(place.channel, audience, place.user, { version: to, movedBy: by });
    if (to === null) return { kind: 'moved', to: null, audience };
    const entry = await index.byVersion(to);
    return { kind: 'moved', to: entry === null ? null : await item(entry, to), audience };
  }

  async function item(entry: ChainEntry, current: VersionId | null): Promise<HistoryItem | null> {
    const record = await versions.find(entry.version);
    return record === null ? null : { ...entry, record, current: entry.version === current };
  }
}
