import type { Job } from '../../domain/jobs/job.ts';
import type { AddressedJob } from '../../ports/messenger.ts';

/** A job as its message may speak of it: what its server's list of words was warned of is not read out there. */
export const sayable = ({ id, address, task, warnings }: Job): AddressedJob => ({
  id,
  address,
  prompt: warnings.some(({ kind }) => kind === 'blocklist') ? null : (task?.recipe.prompt ?? null),
});
