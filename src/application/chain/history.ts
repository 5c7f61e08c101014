import { type Head, isIn, isVisibleTo, parentOf, type Version } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
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
      const head = await current(place);
      return itemsOf(await index.list(place.channel, place.user, most), head);
    },

    async search(place, { digits, matches, most }) {
      const { channel, user } = place;
      const head = await current(place);
      const numbered = digits === null ? [] : await index.listNumbered(channel, user, digits, most);
      if (numbered.length > 0) return itemsOf(numbered, head);
      const found: HistoryItem[] = [];
      let before: number | undefined;
      for (let looked = 0; looked < mostSearched && found.length < most; looked += searchedAtOnce) {
        const entries = await index.list(channel, user, searchedAtOnce, before);
        found.push(...(await itemsOf(entries, head)).filter(matches));
        before = entries.at(-1)?.number;
        if (entries.length < searchedAtOnce) break;
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
      const parent = parentOf(version);
      // Whose it was had everything deleted: this one is the oldest that is left.
      if (parent !== null && (await versions.find(parent)) === null) return { kind: 'refused', reason: 'parent gone' };
      return moveIn(chainsOf(version, place, named !== undefined), place, {
        by,
        to: parent,
        audience: version.audience,
      });
    },

    async use(place, by, named) {
      const version = await versions.find(named);
      if (version === null || !isVisibleTo(version, place)) return { kind: 'refused', reason: 'unknown version' };
      const { id, audience } = version;
      // Whoever made it sees it everywhere; what all see is current where it stands.
      if (audience === 'everyone' && !isIn(version, place.channel)) return { kind: 'refused', reason: 'elsewhere' };
      return moveIn(chainsOf(version, place, true), place, { by, to: id, audience });
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

  /** All of them, and says what became of the first. */
  async function moveIn(
    [first, ...others]: Chains,
    place: Place,
    { by, to, audience }: { readonly by: JobId; readonly to: VersionId | null; readonly audience: Audience },
  ): Promise<Moved> {
    const moved = await move({ ...place, ...first }, by, to, audience);
    for (const chain of others) await move({ ...place, ...chain }, by, to, audience);
    return moved;
  }

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

type Chains = readonly [Pick<Place, 'channel'>, ...Pick<Place, 'channel' | 'parent'>[]];

/**
 * In which chains a version moves the head. A private answer may have come as a direct message: its chain is elsewhere, and
 * its owner's alone. Named where its message stands, what is meant is the thread that was opened from that, too.
 */
function chainsOf({ audience, channel, openedIn }: Version, place: Place, isNamed: boolean): Chains {
  if (audience === 'asker') return [{ channel }];
  const opened = isNamed && openedIn === place.channel ? [{ channel, parent: place.channel }] : [];
  return [{ channel: place.channel }, ...opened];
}

/** A page is read between two turns of the event loop; who searches for a prompt goes back as far as this. */
const searchedAtOnce = 100;
const mostSearched = 2_000;
