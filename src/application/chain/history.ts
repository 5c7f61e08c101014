import { type Head, isIn, isVisibleTo, parentOf } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import type { JobId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { HistoryItem, Moved, Place, Services } from '../services.ts';
import { createHistoryWindow } from './history-window.ts';

/** The chain as its members see it, and the moves of its head that are not a result. */
export function createHistory({
  versions,
  index,
}: {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
}): Omit<Services['history'], 'lendTree'> {
  return {
    window: createHistoryWindow({ versions, index }),

    async search(place, { digits, matches, most }) {
      const { channel, user } = place;
      const head = await current(place);
      const numbered = digits === null ? [] : await index.listNumbered(channel, user, digits, most);
      if (numbered.length > 0) return itemsOf(numbered, head);
      const found: HistoryItem[] = [];
      let before: number | undefined;
      for (let looked = 0; looked < mostSearched && found.length < most; looked += searchedAtOnce) {
        // Whatever is typed is mostly found among the last ones.
        const entries = await index.list(channel, user, before === undefined ? most : searchedAtOnce, before);
        found.push(...(await itemsOf(entries, head)).filter(matches));
        before = entries.at(-1)?.number;
        if (entries.length < most) break;
      }
      return found.slice(0, most);
    },

    async undo(place, by, named) {
      const from = named ?? (await current(place))?.version ?? null;
      if (from === null) return { kind: 'refused', reason: 'no current version' };
      const version = await versions.find(from);
      // The current one may stand elsewhere: a thread starts from the pictures of the message that it was opened from. What
      // is named is seen here, and what all see belongs to its own channel: it cannot become the current one of another.
      const isElsewhere = version?.audience === 'everyone' && !isIn(version, place.channel);
      const isSeen = version !== null && (named === undefined || (!isElsewhere && isVisibleTo(version, place)));
      if (!isSeen) return { kind: 'refused', reason: 'unknown version' };
      // A private answer may have come as a direct message: its chain is elsewhere, and its owner's alone.
      const channel = version.audience === 'asker' ? version.channel : place.channel;
      const parent = parentOf(version);
      // Whose it was had everything deleted: this one is the oldest that is left.
      if (parent !== null && (await versions.find(parent)) === null) return { kind: 'refused', reason: 'parent gone' };
      const moved = await move({ ...place, channel }, by, parent, version.audience);
      // Named where its message stands, what is meant is the thread that was opened from that, too.
      const isOpener = named !== undefined && version.openedIn === place.channel;
      if (isOpener) await move({ ...place, channel: version.channel, parent: channel }, by, parent, 'everyone');
      return moved;
    },

    async continueFrom(place, by, number) {
      const entry = await index.byNumber(place.channel, number);
      if (entry === null || !isVisibleTo(entry, place)) return { kind: 'refused', reason: 'unknown version' };
      return move(place, by, entry.version, entry.audience);
    },

    async use(place, by, version) {
      const entry = await index.byVersion(version);
      const isHere = entry !== null && entry.channel === place.channel && isVisibleTo(entry, place);
      return isHere ? move(place, by, version, entry.audience) : { kind: 'refused', reason: 'unknown version' };
    },

    async reset(place, by) {
      return move(place, by, null, 'everyone');
    },
  };

  function current(place: Place) {
    return versions.head(chainOf(place), place.user, 'asker');
  }

  async function move(place: Place, by: JobId, to: VersionId | null, audience: Audience): Promise<Moved> {
    const mover = { chain: chainOf(place), user: place.user, audience, by: 'choice' } as const;
    await versions.moveHead(mover, { version: to, movedBy: by });
    if (to === null) return { kind: 'moved', to: null, audience };
    const entry = await index.byVersion(to);
    const [item = null] = entry === null ? [] : await itemsOf([entry], { version: to, movedBy: by });
    return { kind: 'moved', to: item, audience };
  }

  async function itemsOf(entries: readonly ChainEntry[], head: Head | null): Promise<readonly HistoryItem[]> {
    const records = await versions.findMany(entries.map(({ version }) => version));
    return entries.flatMap((entry, place) => {
      const record = records[place] ?? null;
      return record === null ? [] : [{ ...entry, record, current: entry.version === head?.version }];
    });
  }
}

/** A page is read between two turns of the event loop; who searches for a prompt goes back as far as this. */
const searchedAtOnce = 100;
const mostSearched = 2_000;
