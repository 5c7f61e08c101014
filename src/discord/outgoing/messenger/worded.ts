import type { JobId } from '../../../domain/ids.ts';
import type { AddressedJob, Progress } from '../../../ports/messenger.ts';
import { type MessageLook, progressLook } from '../messages.ts';
import type { Shown } from './channel-messages.ts';

/** Progress with the first words of what was asked for, where its place lets them in. */
export interface Worded {
  write(
    job: AddressedJob,
    progress: Progress,
    write: (job: AddressedJob, look: MessageLook) => Promise<Shown>,
  ): Promise<Shown>;
  /** Nothing more is said of its progress. */
  forget(job: JobId): void;
}

/** Where a rule of the server refuses what was echoed, the same without it, and from then on: each refusal is told there. */
export function createWorded(): Worded {
  /** This process: jobs whose prompt their place refused. */
  const refused = new Set<JobId>();

  return {
    async write(job, progress, write) {
      if (!refused.has(job.id)) {
        const shown = await write(job, progressLook(job, progress));
        const isRefused = shown.kind === 'trouble' && shown.trouble.kind === 'words refused';
        if (!isRefused || job.prompt == null) return shown;
        if (refused.size >= mostRefused) refused.clear();
        refused.add(job.id);
      }
      return write(job, progressLook({ ...job, prompt: null }, progress));
    },
    forget: (job) => void refused.delete(job),
  };
}

/** Of those that this process never came to answer. */
const mostRefused = 1_000;
