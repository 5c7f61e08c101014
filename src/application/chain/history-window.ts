import { isVisibleTo, parentOf, type Version } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { VersionId } from '../../domain/ids.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Place } from '../asking.ts';
import type { HiddenWords } from '../conduct/hidden-words.ts';

export interface HistoryItem extends ChainEntry {
  readonly record: Version;
  readonly current: boolean;
  /** What it came of is not for this member to read. */
  readonly isWordless: boolean;
}

/** Which part of a chain. Bounds are the order of an entry: they hold also when that entry is gone. */
export type WindowAt =
  | { readonly kind: 'newest' | 'oldest' | 'current' }
  | { readonly kind: 'older' | 'newer'; readonly than: number }
  /** As buttons of an older program count, from 1. */
  | { readonly kind: 'page'; readonly page: number };

/** What a version was made from that is not in the window. `elsewhere`: in another chain, or not for this member. */
export type Origin = { readonly kind: 'version'; readonly name: string } | { readonly kind: 'deleted' | 'elsewhere' };

/** Part of a chain as one member sees it: as many versions as make a picture. */
export interface HistoryWindow {
  /** Newest first. */
  readonly items: readonly HistoryItem[];
  /** By the id of what they were made from. */
  readonly origins: ReadonlyMap<VersionId, Origin>;
  /** Where to go on; null: there is nothing that way. */
  readonly newerThan: number | null;
  readonly olderThan: number | null;
  /** Steps through the whole chain, newest first, where this is not all of it: each begins with that version. */
  readonly steps: readonly { readonly at: WindowAt & { readonly kind: 'older' }; readonly name: string }[];
}

/** As many as are read at a glance, and fit a message. */
export const windowSize = 10;
/** Of a select with its 25 options, beside the newest, the oldest and the current ones. */
const mostSteps = 8;

interface Needs {
  readonly versions: Pick<VersionStore, 'findMany' | 'head'>;
  readonly hiddenWords: HiddenWords;
  readonly index: Pick<ChainIndex, 'list' | 'listAfter' | 'byVersion' | 'byName'>;
}

/** Reads a window, its versions' records, and what they were made from; never what lies before or behind it. */
export function createHistoryWindow({ versions, index, hiddenWords }: Needs) {
  return async function window(place: Place, at: WindowAt): Promise<HistoryWindow> {
    const { channel, user } = place;
    const head = await versions.head(chainOf(place), user, 'asker');
    const older = (most: number, before?: number) => index.list(channel, user, most, before);
    const newer = (most: number, after: number) => index.listAfter(channel, user, most, after);

    const found = await entriesAt(at, head?.version ?? null);
    const entries = found.length > 0 ? found : await older(windowSize);
    const [top, bottom] = [entries[0], entries.at(-1)];
    if (top === undefined || bottom === undefined) return nothing;
    const hasNewer = (await newer(1, orderOf(top))).length > 0;
    const hasOlder = (await older(1, orderOf(bottom))).length > 0;
    const records = await versions.findMany(entries.map(({ version }) => version));
    const isWordless = await hiddenWords(place.guild, user);
    const items = entries.flatMap((entry, row) => {
      const record = records[row] ?? null;
      return record === null
        ? []
        : [{ ...entry, record, current: entry.version === head?.version, isWordless: isWordless(record) }];
    });
    return {
      items,
      origins: await originsOf(items),
      newerThan: hasNewer ? orderOf(top) : null,
      olderThan: hasOlder ? orderOf(bottom) : null,
      steps: hasNewer || hasOlder ? await stepsThrough() : [],
    };

    async function entriesAt(where: WindowAt, current: VersionId | null): Promise<readonly ChainEntry[]> {
      switch (where.kind) {
        case 'newest':
          return older(windowSize);
        case 'oldest':
          return (await newer(windowSize, 0)).toReversed();
        case 'older':
          return older(windowSize, where.than);
        case 'newer': {
          const above = await newer(windowSize, where.than);
          return above.length < windowSize ? older(windowSize) : above.toReversed();
        }
        case 'current': {
          const entry = current === null ? null : await index.byVersion(current);
          if (entry === null || entry.channel !== channel) return older(windowSize);
          const above = await newer(windowSize / 2, orderOf(entry));
          return older(windowSize, orderOf(above.at(-1) ?? entry) + 1);
        }
        case 'page': {
          // Orders run through all chains; numbers are this one's own.
          const [newest] = await older(1);
          if (newest === undefined || where.page === 1) return older(windowSize);
          const number = newest.number - (where.page - 1) * windowSize;
          const first = await index.byName(channel, user, { number, audience: newest.audience });
          return first === null ? (await newer(windowSize, 0)).toReversed() : older(windowSize, orderOf(first) + 1);
        }
        default:
          return where satisfies never;
      }
    }

    async function stepsThrough(): Promise<HistoryWindow['steps']> {
      const [newest] = await older(1);
      const [oldest] = await newer(1, 0);
      if (newest === undefined || oldest === undefined) return [];
      const range = orderOf(newest) - orderOf(oldest);
      // Fewer than would turn by less than a window.
      const most = Math.min(mostSteps, Math.ceil((range + 1) / windowSize));
      const steps: { readonly at: WindowAt & { readonly kind: 'older' }; readonly name: string }[] = [];
      for (let step = 1; step < most; step += 1) {
        const than = orderOf(newest) + 1 - Math.round((range * step) / most);
        const [entry] = await older(1, than);
        const name = entry === undefined ? undefined : versionName(entry);
        if (name === undefined || steps.some((each) => each.name === name)) continue;
        steps.push({ at: { kind: 'older', than }, name });
      }
      return steps;
    }

    async function originsOf(shown: readonly HistoryItem[]): Promise<ReadonlyMap<VersionId, Origin>> {
      const inside = new Set(shown.map(({ version }) => version));
      const outside = shown.flatMap(({ record }) => parentOf(record) ?? []).filter((parent) => !inside.has(parent));
      const origins = new Map<VersionId, Origin>();
      for (const parent of new Set(outside)) {
        const entry = await index.byVersion(parent);
        origins.set(parent, entry === null ? { kind: 'deleted' } : originOf(entry));
      }
      return origins;
    }

    function originOf(entry: ChainEntry): Origin {
      const isHere = entry.channel === channel && isVisibleTo(entry, place);
      return isHere ? { kind: 'version', name: versionName(entry) } : { kind: 'elsewhere' };
    }
  };
}

/** What the index lists by: the order in which they were made. */
const orderOf = ({ order }: ChainEntry): number => order;

const nothing: HistoryWindow = { items: [], origins: new Map(), newerThan: null, olderThan: null, steps: [] };
