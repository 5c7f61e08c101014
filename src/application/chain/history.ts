import { type Head, isIn, isVisibleTo, parentOf, type Version } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import { lastMoved, leftBy, stepped, steppedBack, steppedForward } from '../../domain/chain/moves.ts';
import { readVersionName } from '../../domain/chain/version-name.ts';
import type { JobId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChainEntry, ChainIndex } from '../../ports/store/chain-index.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { HiddenWords } from '../conduct/hidden-words.ts';
import type { HistoryItem, Moved, Place, Services } from '../services.ts';
import { createHistoryWindow } from './history-window.ts';
import { createResetQuestion } from './reset-question.ts';

/** The chain as its members see it, and the moves of its head that are not a result. */
export function createHistory({
  versions,
  index,
  notes,
  hiddenWords,
  clock,
}: {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly hiddenWords: HiddenWords;
  readonly notes: Pick<Notes, 'keepDraft' | 'findDraft' | 'takeDraft'>;
  readonly clock: Pick<Clock, 'now'>;
}): Omit<Services['history'], 'exportChain' | 'lendTree'> {
  /** This process: where a head stands is read before it is moved, and of two steps at once none may be lost. */
  const oneAfterTheOther = createKeyedLock();
  const inTurn =
    <More extends readonly unknown[]>(step: (place: Place, by: JobId, ...more: More) => Promise<Moved>) =>
    (place: Place, by: JobId, ...more: More) =>
      oneAfterTheOther.run(place.channel, () => step(place, by, ...more));

  return {
    window: createHistoryWindow({ versions, index, hiddenWords }),

    async search(place, { begins, matches, most }) {
      const { channel, user } = place;
      const head = await current(place);
      const named = begins === null ? [] : await index.listNamed(channel, user, begins, most);
      if (named.length > 0) return itemsOf(named, head, place);
      const found: HistoryItem[] = [];
      let before: number | undefined;
      for (let looked = 0; looked < mostSearched && found.length < most; looked += searchedAtOnce) {
        // Whatever is typed is mostly found among the last ones.
        const entries = await index.list(channel, user, before === undefined ? most : searchedAtOnce, before);
        found.push(...(await itemsOf(entries, head, place)).filter(matches));
        before = entries.at(-1)?.order;
        if (entries.length < most) break;
      }
      return found.slice(0, most);
    },

    undo: inTurn(async (place: Place, by: JobId, named?: VersionId): Promise<Moved> => {
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
        step: steppedBack,
      });
    }),

    use: inTurn(async (place: Place, by: JobId, named: VersionId): Promise<Moved> => {
      const version = await versions.find(named);
      if (version === null || !isVisibleTo(version, place)) return { kind: 'refused', reason: 'unknown version' };
      const { id, audience } = version;
      // Whoever made it sees it everywhere; what all see is current where it stands.
      if (audience === 'everyone' && !isIn(version, place.channel)) return { kind: 'refused', reason: 'elsewhere' };
      return moveIn(chainsOf(version, place, true), place, { by, to: id, audience });
    }),

    redo: inTurn(async (place: Place, by: JobId): Promise<Moved> => {
      const chain = chainOf(place);
      const last = lastMoved(chain, await versions.heads(chain.channel, place.user));
      for (const to of last?.head.ahead ?? []) {
        const version = await versions.find(to);
        // What was deleted since does not come back, and is no step.
        if (last === null || version === null || (version.audience === 'asker' && version.owner !== place.user))
          continue;
        const forward = steppedForward(last.head, to, by);
        return move(place, by, to, last.audience ?? version.audience, () => forward);
      }
      return { kind: 'refused', reason: 'nothing ahead' };
    }),

    continueFrom: inTurn(async (place: Place, by: JobId, typed: string): Promise<Moved> => {
      const name = readVersionName(typed);
      const entry = name === null ? null : await index.byName(place.channel, place.user, name);
      if (entry === null || !isVisibleTo(entry, place)) return { kind: 'refused', reason: 'unknown version' };
      return move(place, by, entry.version, entry.audience);
    }),

    reset,
    ...createResetQuestion({ notes, reset, clock }),
  };

  /** It goes on from nothing, and nothing lies ahead. */
  function reset(place: Place, by: JobId) {
    return move(place, by, null, 'everyone', () => ({ version: null, movedBy: by }));
  }

  /** All of them, and says what became of the first. */
  async function moveIn([first, ...others]: Chains, place: Place, { by, to, audience, step }: Move): Promise<Moved> {
    const moved = await move({ ...place, ...first }, by, to, audience, step);
    for (const chain of others) await move({ ...place, ...chain }, by, to, audience, step);
    return moved;
  }

  function current(place: Place) {
    return versions.head(chainOf(place), place.user, 'asker');
  }

  async function move(
    place: Place,
    by: JobId,
    to: VersionId | null,
    audience: Audience,
    step: Step = stepped,
  ): Promise<Moved> {
    const chain = chainOf(place);
    const from = leftBy(chain, await versions.heads(chain.channel, place.user), audience);
    await versions.moveHead({ chain, user: place.user, audience, by: 'choice' }, step(from, to, by));
    if (to === null) return { kind: 'moved', to: null, audience };
    const entry = await index.byVersion(to);
    const [item = null] = entry === null ? [] : await itemsOf([entry], { version: to, movedBy: by }, place);
    return { kind: 'moved', to: item, audience };
  }

  async function itemsOf(
    entries: readonly ChainEntry[],
    head: Head | null,
    { guild, user }: Place,
  ): Promise<readonly HistoryItem[]> {
    const isWordless = await hiddenWords(guild, user);
    const records = await versions.findMany(entries.map(({ version }) => version));
    return entries.flatMap((entry, place) => {
      const record = records[place] ?? null;
      return record === null
        ? []
        : [{ ...entry, record, current: entry.version === head?.version, isWordless: isWordless(record) }];
    });
  }
}

/** The head that a move makes of the one that it leaves. */
type Step = (from: Head | null, to: VersionId | null, by: JobId) => Head;

interface Move {
  readonly by: JobId;
  readonly to: VersionId | null;
  readonly audience: Audience;
  readonly step?: Step;
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
