import type { Failure } from '../failure.ts';
import type { Job } from '../jobs/job.ts';

/**
 * A vendor's refusal of a picture, with the name that its asker knows the file by: vendors say which of several it is, if
 * anything, by its place. Unchanged where nobody can tell.
 */
export function withFilename(failure: Failure, { task, warnings }: Pick<Job, 'task' | 'warnings'>): Failure {
  if (failure.code !== 'not_a_picture' && failure.code !== 'picture_too_large') return failure;
  if (failure.filename !== undefined) return failure;
  const leftOut = new Set(
    warnings.flatMap((each) => (each.kind === 'left out' ? each.files.map(({ name }) => name) : [])),
  );
  const sent = (task?.sources ?? []).filter((each) => each.kind !== 'picture' || !leftOut.has(each.picture.filename));
  const meant = failure.place === undefined && sent.length > 1 ? undefined : sent[(failure.place ?? 1) - 1];
  return meant?.kind === 'picture' ? { ...failure, filename: meant.picture.filename } : failure;
}
