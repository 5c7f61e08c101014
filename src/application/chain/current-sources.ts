import type { Source } from '../../domain/asked/image-request.ts';
import { type Head, isVisibleTo } from '../../domain/chain/chain.ts';
import { type Follower, followedBy } from '../../domain/chain/follow-up.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import { messageId } from '../../domain/ids.ts';
import { isEnded, isHidden, type JobWork, type ReplyAddress } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

/** Who asks, and where. */
export interface Asking extends Follower {
  readonly address: Pick<ReplyAddress, 'channel' | 'parent' | 'guild' | 'asker'>;
}

export interface CurrentSources {
  /** What an edit without a picture is made from, as things stand; null: nothing. Never a silent text-to-image. */
  current(asking: Asking): Promise<readonly Source[] | null>;
  /** The result of that job; the job itself while it is in hand; where it came to nothing, what is current then. */
  resultOf(source: Extract<Source, { kind: 'job' }>, asking: Asking): Promise<readonly Source[] | null>;
}

/**
 * Whatever a thread was opened from, its member is not kept waiting. Shorter than what the store is waited for (see
 * `store-patience`), or Discord's silence would be told as that of the store.
 */
const mostForOrigin = 1_000;

/** Finds what an edit is made from where no picture was named. */
export function createCurrentSources({
  journal,
  versions,
  index,
  messenger,
  clock,
}: {
  readonly journal: Pick<Journal, 'find' | 'openOf'>;
  readonly versions: Pick<VersionStore, 'find' | 'head'>;
  readonly index: Pick<ChainIndex, 'byMessage'>;
  readonly messenger: Pick<Messenger, 'shownPictures'>;
  readonly clock: Pick<Clock, 'sleep'>;
}): CurrentSources {
  return { current, resultOf };

  async function current(asking: Asking): Promise<readonly Source[] | null> {
    const { address, readers } = asking;
    const head = await versions.head(chainOf(address), address.asker, readers);
    const open = await journal.openOf(address.channel, address.asker);
    const movedByAnother = open.length > 0 && (await isAnothers(head, asking));
    const followed = followedBy(asking, open, head, movedByAnother);
    if (followed !== null) return [{ kind: 'job', job: followed.id }];
    if (head === null) return threadOrigin(asking);
    return head.version === null ? null : [{ kind: 'version', version: head.version }];
  }

  async function resultOf(source: Extract<Source, { kind: 'job' }>, asking: Asking): Promise<readonly Source[] | null> {
    const found = await journal.find(source.job);
    if (found === null || isHidden(found.job)) return current(asking);
    if (!isEnded(found.job)) return [source];
    const made = found.job.state === 'done' ? firstMade(found) : undefined;
    return made === undefined ? current(asking) : [{ kind: 'version', version: made.version }];
  }

  /** Undo and its kin are no jobs: whoever chose the current version, it is chosen. */
  async function isAnothers(head: Head | null, { address }: Asking): Promise<boolean> {
    const mover = head === null ? null : await journal.find(head.movedBy);
    return mover !== null && mover.job.address.asker !== address.asker;
  }

  /** A thread that was opened from a message has its id, and starts from its pictures: ours as our versions. */
  async function threadOrigin({ address }: Asking): Promise<readonly Source[] | null> {
    const { channel, parent, asker } = address;
    if (parent === null) return null;
    const origin = messageId(channel);
    const shown = await Promise.all((await index.byMessage(origin)).map(versions.find));
    const ours = shown.filter(
      (each) => each !== null && each.audience === 'everyone' && isVisibleTo(each, { channel: parent, user: asker }),
    );
    const sources: readonly Source[] = ours.flatMap((each) =>
      each === null ? [] : [{ kind: 'version', version: each.id }],
    );
    if (sources.length > 0) return sources;
    const pictures = await within(mostForOrigin, messenger.shownPictures(parent, origin));
    return pictures === 'later' || pictures.length === 0
      ? null
      : pictures.map((picture) => ({ kind: 'picture', picture }));
  }

  async function within<Result>(ms: number, work: Promise<Result>): Promise<Result | 'later'> {
    const over = new AbortController();
    const late = clock.sleep(ms, over.signal).then(
      () => 'later' as const,
      () => 'later' as const,
    );
    try {
      return await Promise.race([work, late]);
    } finally {
      over.abort();
    }
  }
}

/** What became the head, where it made several. */
const firstMade = ({ requests }: JobWork) =>
  requests.flatMap(({ ending }) => (ending?.kind === 'pictures' ? ending.pictures : []))[0];
