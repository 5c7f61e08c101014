import { shownIn } from '../../domain/chain/chain.ts';
import { jobOfVersion } from '../../domain/chain/version-files.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { JobId, VersionId } from '../../domain/ids.ts';
import { isEnded } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { PictureDeletion, PictureDeletions } from '../../ports/store/members/picture-deletions.ts';
import type { EraseVersion } from '../privacy/erase-version.ts';
import type { Services } from '../services.ts';
import { isTheirs } from './about-version.ts';
import type { BehindMore, Deleted } from './behind-more.ts';

type How = Extract<Deleted, { kind: 'deleted' }>['how'];

/** Ends deletions that a crash, or Discord, left undone; answers when to come again; null: none waits. */
export type FinishDeletions = (now: number) => Promise<number | null>;

interface FinishNeeds {
  readonly index: Pick<ChainIndex, 'ofJob' | 'messageOf'>;
  readonly journal: Pick<Journal, 'find'>;
  readonly eraseVersion: Pick<EraseVersion, 'erase'>;
  readonly deletions: PictureDeletions;
  readonly messenger: Pick<Messenger, 'takeOut' | 'directChannel'>;
}

/** `isOver`: nothing of it is left to be done. */
interface Finished {
  readonly how: How;
  readonly isOver: boolean;
}

/**
 * Out of the store first, then out of its message: what is not done now is tried again at `retryAt` until it is done, or
 * cannot be. Each part of it may be done twice.
 */
export function createFinishDeletion({ index, journal, eraseVersion, deletions, messenger }: FinishNeeds) {
  return async function finishDeletion(deletion: PictureDeletion, retryAt: number): Promise<Finished> {
    const { version } = deletion;
    const job = jobOfVersion(version);
    // Asked before the message: one that is over has said which.
    const isOpen = job !== null && (await isUnderWay(job));
    const message = deletion.message ?? (job === null ? null : await index.messageOf(version));
    const known = { ...deletion, message };
    await deletions.put(known, retryAt);
    const hasSiblings = job !== null && (await index.ofJob(job)).some((each) => each !== version);
    await eraseVersion.erase(version, nothingElse, isOpen || hasSiblings ? 'stay' : 'go');
    // Its buttons work a moment before the store knows of their message.
    const how = message === null && isOpen ? 'later' : await takeOut(known);
    // It may be delivered once more, and is left out as long as this is written down.
    const isOver = how !== 'later' && !isOpen;
    if (isOver) await deletions.done(version);
    return { how, isOver };
  };

  async function isUnderWay(id: JobId): Promise<boolean> {
    const found = await journal.find(id);
    return found !== null && !isEnded(found.job);
  }

  async function takeOut({ version, name, message, where }: PictureDeletion): Promise<How> {
    if (message === null) return 'not shown';
    if ('channel' in where) return messenger.takeOut({ channel: where.channel, message, version, name });
    // What was for its asker alone is theirs to dismiss, unless it came as a direct message.
    const channel = await messenger.directChannel(where.directTo);
    if (channel === 'later') return 'later';
    if (channel === 'refused') return 'only asker';
    const how = await messenger.takeOut({ channel, message, version, name });
    return how === 'not there' ? 'only asker' : how;
  }
}

export function createFinishDeletions({
  deletions,
  finish,
  log,
}: {
  readonly deletions: PictureDeletions;
  readonly finish: ReturnType<typeof createFinishDeletion>;
  readonly log: Pick<Log, 'error'>;
}): FinishDeletions {
  return async function finishDeletions(now) {
    const retryAt = now + triedAgainAfter;
    for (const deletion of await deletions.due(now, atOnce)) {
      // Before anything of it can throw: it is not the first of each round from then on.
      await deletions.put(deletion, retryAt);
      try {
        await finish(deletion, retryAt);
      } catch (error) {
        log.error({ version: deletion.version, error }, 'a deleted picture could not be taken away; it is tried again');
      }
    }
    return deletions.nextAt();
  };
}

/** Takes one picture away for whoever asked for it, or moderates where it is shown. */
export function createDeleteVersion({
  version: visible,
  index,
  finish,
  clock,
  wake,
}: Pick<Services, 'version'> & {
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly finish: ReturnType<typeof createFinishDeletion>;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}): BehindMore['deleteVersion'] {
  return async function deleteVersion(id: VersionId, presser) {
    const version = await visible(id, presser);
    const entry = await index.byVersion(id);
    if (version === null || entry === null) return { kind: 'gone' };
    if (!isTheirs(version, presser)) return { kind: 'not theirs' };
    const isOurs = version.kind === 'made';
    const deletion: PictureDeletion = {
      version: id,
      name: versionName(entry),
      message: isOurs ? entry.message : null,
      where: version.audience === 'everyone' ? { channel: shownIn(version) } : { directTo: version.owner },
    };
    const { how, isOver } = await finish(deletion, clock.now() + triedAgainAfter);
    if (!isOver) wake();
    return { kind: 'deleted', name: versionName(entry), how };
  };
}

const nothingElse = () => false;
const triedAgainAfter = 60_000;
/** The rest is due at once, after whatever else is. */
const atOnce = 50;
