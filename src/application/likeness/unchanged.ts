import type { VersionId } from '../../domain/ids.ts';
import type { Job, StoredPicture } from '../../domain/jobs/job.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { AnsweredPicture } from '../../ports/messenger.ts';
import type { LendAny } from './lend-any.ts';

/**
 * The numbers of those in which nothing changed that anybody asked for. Only those are looked at that were decoded for their
 * answer anyway, laid over their source or made smaller: no other waits for this.
 */
export type FindUnchanged = (
  job: Job,
  made: readonly StoredPicture[],
  shown: readonly AnsweredPicture[],
) => Promise<readonly number[]>;

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
    // What is made anew from the first picture may well come to that; what finishes a draft is to come to it.
    const isMeant = recipe?.startsOver === true || recipe?.rework === 'finish';
    if (source === undefined || isMeant || recipe?.sheetOf !== undefined) return [];
    const laid = new Set(made.flatMap(({ version, kept }) => (kept === undefined ? [] : [version])));
    const decoded = shown.filter(({ version, reduced }) => reduced || laid.has(version));
    const numbers: number[] = [];
    for (const { version, number } of decoded) if (await isUnchanged(source, version, job)) numbers.push(number);
    return numbers;
  };

  async function isUnchanged(source: VersionId, version: VersionId, { address }: Job): Promise<boolean> {
    await using before = await lend(source);
    await using after = await lend(version);
    if (before === null || after === null) return false;
    const reading = await likeness.compare(before.path, after.path, address.asker);
    return !isRefused(reading) && reading.kind === 'nothing';
  }
}
