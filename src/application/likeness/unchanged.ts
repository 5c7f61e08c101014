import type { Recipe } from '../../domain/asked/image-request.ts';
import type { VersionId } from '../../domain/ids.ts';
import type { Job, StoredPicture } from '../../domain/jobs/job.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { AnsweredPicture } from '../../ports/messenger.ts';
import type { LendAny } from './lend-any.ts';

/**
 * The names of those in which nothing changed that anybody asked for. Only those are looked at that were decoded for their
 * answer anyway, laid over their source or made smaller: no other waits for this.
 */
export type FindUnchanged = (
  job: Job,
  made: readonly StoredPicture[],
  shown: readonly AnsweredPicture[],
) => Promise<readonly string[]>;

export function createFindUnchanged({
  lend,
  likeness,
}: {
  readonly lend: LendAny;
  readonly likeness: Pick<Likeness, 'compare'>;
}): FindUnchanged {
  return async function findUnchanged(job, made, shown) {
    const recipe = job.task?.recipe;
    const [source] = job.sources ?? [];
    if (source === undefined || recipe === undefined || mayStayAlike(recipe)) return [];
    const laid = new Set(made.flatMap(({ version, kept }) => (kept === undefined ? [] : [version])));
    const decoded = shown.filter(({ version, reduced }) => reduced || laid.has(version));
    const names: string[] = [];
    for (const { version, name } of decoded) if (await isUnchanged(source, version, job)) names.push(name);
    return names;
  };

  async function isUnchanged(source: VersionId, version: VersionId, { address }: Job): Promise<boolean> {
    await using before = await lend(source);
    await using after = await lend(version);
    if (before === null || after === null) return false;
    const reading = await likeness.compare(before.path, after.path, address.asker);
    return !isRefused(reading) && reading.kind === 'nothing';
  }
}

/** What is made anew from the first picture may well come to that, and what was only to be larger or finer should. */
const mayStayAlike = ({ startsOver, sheetOf, rework }: Recipe) =>
  startsOver === true || sheetOf !== undefined || rework === 'upscale' || rework === 'finish';
