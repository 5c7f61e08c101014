import { type ChannelId, channelId } from '../../domain/ids.ts';
import { isHidden, type Job, type JobWork } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { sayable } from './sayable.ts';

/** `thread`: what the job makes belongs to it; null: to its channel, as ever. */
export type Placed =
  | { readonly kind: 'placed'; readonly job: Job; readonly thread: ChannelId | null }
  | { readonly kind: 'later'; readonly afterMs: number };

export type PlaceJob = (work: JobWork) => Promise<Placed>;

/**
 * Opens the thread from the message of a job that is to have one, before anything is written that belongs to it; where none
 * can be opened, the channel does. Done again, it finds what was done. An answer that comes past its token stands in another
 * message than what was promised: that one stays in its channel.
 */
export function createPlaceJob({
  messenger,
  versions,
  clock,
}: {
  readonly messenger: Pick<Messenger, 'progress' | 'openThread'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly clock: Pick<Clock, 'now'>;
}): PlaceJob {
  return async function placeJob({ job, requests }) {
    const inChannel: Placed = { kind: 'placed', job, thread: null };
    if (job.address.opensThread !== true || isHidden(job)) return inChannel;
    const [first] = requests.flatMap(({ ending }) => (ending?.kind === 'pictures' ? ending.pictures : []));
    const recorded = first === undefined ? null : await versions.find(first.version);
    // Decided before a crash: its message may show the pictures already.
    if (recorded !== null)
      return recorded.openedIn === undefined ? inChannel : { ...inChannel, thread: recorded.channel };
    if ((job.address.tokenExpiresAt ?? 0) <= clock.now()) return inChannel;
    const shown = await withMessage(job);
    if ('kind' in shown) return shown.kind === 'later' ? shown : inChannel;
    const opened = await messenger.openThread(shown, sayable(job).prompt ?? '');
    switch (opened.kind) {
      case 'opened':
        return { kind: 'placed', job: shown, thread: threadOf(shown) };
      case 'later':
        return opened;
      case 'impossible':
        return { ...inChannel, job: shown };
      default:
        return opened satisfies never;
    }
  };

  /** "Thinking" is no message yet that anything could be opened from: it says first that it is worked on. */
  async function withMessage(job: Job): Promise<Job | { kind: 'later'; afterMs: number } | { kind: 'none' }> {
    const { address } = job;
    if (job.shown.kind !== 'nothing' && address.message !== null) return job;
    const since = job.startedAt ?? job.acceptedAt;
    const posted = await messenger.progress(sayable(job), { kind: 'working', since });
    if (posted.kind === 'posted') return { ...job, address: { ...address, message: posted.message } };
    return posted.kind === 'later' ? posted : { kind: 'none' };
  }
}

/** A thread has the id of the message that it was opened from. */
const threadOf = ({ address: { message } }: Job): ChannelId | null => (message === null ? null : channelId(message));
