import type { JobId } from '../../domain/ids.ts';
import type { JobChanges } from '../../domain/jobs/changes.ts';
import { afterShowing } from '../../domain/jobs/decide-job.ts';
import type { Job, MadePicture } from '../../domain/jobs/job.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import { type Marking, roomForMark } from '../handing-out/marking.ts';
import { sayable } from './sayable.ts';
import type { UploadLimits } from './upload-limits.ts';

/** Unfinished pictures on their way into a job's message. */
export interface Previews {
  /** One came. The newest wins; nothing waits for it. */
  arrived(job: Job, picture: MadePicture): void;
  /** When the one that waits may be shown; null: none waits. */
  dueAt(job: JobId): number | null;
  /** Shows the one that waits, if its time has come, and says what to write down; null: there was nothing to show. */
  show(job: Job): Promise<JobChanges | null>;
  /** The job shows no previews any more. */
  forget(job: JobId): Promise<void>;
}

const previewName = ({ id }: Job) => `${id}.preview-marked`;

/** The result waits for a preview that is being uploaded: a small one will do. */
const mostBytes = 2_000_000;

interface Held {
  /** The newest that was not shown. */
  path: string | null;
  shownAt: number;
}

/**
 * The call that makes a picture only leaves the newest preview here and nudges the job; the job's own step shows it, under
 * the job's lease, as it shows all else. So a preview never meets another edit of the message, let alone the answer. What
 * waits is in this process's memory, beside the call's connection: whatever ends the one ends the other.
 */
export function createPreviews({
  journal,
  messenger,
  scratch,
  pictures,
  marking,
  isCovered,
  uploads,
  runtime: { clock, pace, log },
  wake,
}: {
  readonly journal: Pick<Journal, 'wake'>;
  readonly messenger: Pick<Messenger, 'progress'>;
  readonly scratch: Pick<Scratch, 'discard'>;
  readonly pictures: Pick<Pictures, 'fit'>;
  readonly marking: Pick<Marking, 'lendMade' | 'madeFrom'>;
  /** Whether it is made from what was shown as a spoiler. */
  readonly isCovered: (job: Job) => Promise<boolean>;
  readonly uploads: Pick<UploadLimits, 'within'>;
  readonly runtime: Runtime;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}): Previews {
  const byJob = new Map<JobId, Held>();
  const timeOf = ({ shownAt }: Held) => shownAt + pace.previewEvery;

  return {
    arrived(job, picture) {
      // What lies elsewhere would have to be fetched, and be out of date by then.
      if (picture.kind !== 'file') return;
      receive(job, picture.path).catch((error: unknown) => log.warn({ job: job.id, error }, 'a preview was lost'));
    },

    dueAt(id) {
      const held = byJob.get(id);
      return held === undefined || held.path === null ? null : timeOf(held);
    },

    async show(job) {
      const held = byJob.get(job.id);
      const path = held?.path ?? null;
      if (held === undefined || path === null || timeOf(held) > clock.now()) return null;
      held.path = null;
      held.shownAt = clock.now();
      try {
        return await post(job, path);
      } finally {
        await scratch.discard(path);
      }
    },

    async forget(id) {
      const path = byJob.get(id)?.path ?? null;
      byJob.delete(id);
      if (path !== null) await scratch.discard(path);
    },
  };

  async function receive(job: Job, path: string): Promise<void> {
    const held = byJob.get(job.id) ?? { path: null, shownAt: 0 };
    const older = held.path;
    held.path = path;
    byJob.set(job.id, held);
    if (older !== null) await scratch.discard(older);
    await journal.wake({ kind: 'job', id: job.id }, Math.max(clock.now(), timeOf(held)));
    wake();
  }

  async function post(job: Job, path: string): Promise<JobChanges | null> {
    const limit = await uploads.within(job.address, Math.min(job.address.sizeLimit, mostBytes));
    const fitted = await pictures.fit(path, limit - roomForMark, `${path}.shown`, job.address.asker);
    if (isRefused(fitted)) return null;
    try {
      const since = job.startedAt ?? job.acceptedAt;
      const spoiler = (await isCovered(job)) ? true : undefined;
      await using shown = await marking.lendMade(
        await marking.madeFrom(job.sources ?? [], job.task?.recipe.characters),
        fitted.path,
        previewName(job),
      );
      const { type } = fitted;
      const posted = await messenger.progress(sayable(job), {
        kind: 'preview',
        path: shown.path,
        type,
        since,
        spoiler,
      });
      switch (posted.kind) {
        case 'posted':
        case 'later':
          return afterShowing(job, { kind: 'preview' }, posted, { now: clock.now(), wakeAt: null });
        case 'too large':
        case 'words refused':
        case 'impossible':
          log.info({ job: job.id, code: posted.kind }, 'a preview cannot be shown');
          return null;
        default:
          return posted satisfies never;
      }
    } finally {
      if (fitted.changed) await scratch.discard(fitted.path);
    }
  }
}
