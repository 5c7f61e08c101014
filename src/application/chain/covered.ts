import type { Job } from '../../domain/jobs/job.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

/**
 * Whether the server covers all it makes, or any source of a job, or a picture of a character in it, was shown as a spoiler,
 * so that whatever is made of it is one too.
 */
export function createIsCovered({ versions }: { readonly versions: Pick<VersionStore, 'find'> }) {
  return async function isCovered(job: Job): Promise<boolean> {
    if (job.address.spoiler === true) return true;
    if (job.task?.recipe.characters?.some(({ spoiler }) => spoiler === true)) return true;
    const asked = job.task?.sources ?? [];
    if (asked.some((each) => each.kind === 'picture' && each.picture.spoiler === true)) return true;
    const named = asked.flatMap((each) => (each.kind === 'version' ? [each.version] : []));
    for (const version of new Set([...named, ...(job.sources ?? [])])) {
      const found = await versions.find(version);
      // Deleted while this was being made: nobody can tell any more whether it was covered.
      if (found === null || found.spoiler === true) return true;
    }
    return false;
  };
}

/** By its name Discord covers a file; both for what we send and for what is sent to us (reference, Discord section 2). */
export const coveredName = (filename: string, isCovered: boolean | undefined) =>
  isCovered === true ? `SPOILER_${filename}` : filename;
