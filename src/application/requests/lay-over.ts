import { dimensionsOf } from '../../domain/asked/size.ts';
import { originalOf, paintedId, shownCopyId } from '../../domain/ids.ts';
import type { Job, StoredPicture } from '../../domain/jobs/job.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import { copyFile } from '../../lib/copy-file.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { ImageStore, LentFile } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { coverageOf } from './prepare-mask.ts';

/** Whether what lies outside the part is to be the source's own, pixel for pixel (contract, promise 8). */
export const isExact = (job: Job): boolean => job.task?.recipe.keep === 'exact' && coverageOf(job) !== null;

/**
 * Makes the version's own picture of what the vendor painted, which lies in the store by {@link paintedId}: laid over the
 * source, or, where that cannot be, as it was painted. Repeatable: it comes to the same each time.
 */
export type LayOver = (job: Job, painted: StoredPicture) => Promise<StoredPicture>;

export function createLayOver({
  versions,
  images,
  scratch,
  likeness,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly likeness: Pick<Likeness, 'layOver'>;
}): LayOver {
  return async function layOver(job, painted) {
    const { version } = painted;
    await using files = new AsyncDisposableStack();
    const result = files.use(await images.lend(paintedId(version)));
    if (result === null) throw new Error(`what was painted of ${version} is not there`);
    const into = scratch.path(`${version}.laid`);
    const laid = (await isOtherSize(job)) ? 'size' : await laidOver(job, result.path, into, files);
    if (laid === 'size' || laid === 'no fit') {
      await copyFile(result.path, into);
      await images.put(originalOf(version), into);
      return { ...painted, kept: laid };
    }
    await images.put(originalOf(version), into);
    return { ...painted, ...laid, kept: 'exact' };
  };

  async function laidOver(job: Job, result: string, into: string, files: AsyncDisposableStack) {
    const coverage = coverageOf(job);
    const part = coverage === null ? null : files.use(await images.lend(coverage));
    const source = await lendSource(job);
    files.use(source);
    // What retention took meanwhile cannot be laid over any more.
    if (part === null || source === null) return 'no fit';
    const type = job.task?.recipe.format === 'webp' ? 'image/webp' : 'image/png';
    const paths = { source: source.path, result, coverage: part.path };
    const outcome = await likeness.layOver(paths, type, into, job.address.asker);
    if (isRefused(outcome) || outcome.kind === 'does not fit') return 'no fit';
    const { width, height, bytes } = outcome;
    return { type: outcome.type, width, height, bytes };
  }

  /** A size that was asked for, and is not the source's. */
  async function isOtherSize({ task, sources }: Job): Promise<boolean> {
    const wanted = task === null ? null : dimensionsOf(task.recipe.size);
    const [first] = sources ?? [];
    const source = first === undefined ? null : await versions.find(first);
    if (wanted === null || source === null) return false;
    return wanted.width !== source.width || wanted.height !== source.height;
  }

  /** As it was sent: the original, else the copy that was shown of it. */
  async function lendSource({ sources }: Job): Promise<LentFile | null> {
    const [first] = sources ?? [];
    return first === undefined
      ? null
      : ((await images.lend(originalOf(first))) ?? (await images.lend(shownCopyId(first))));
  }
}
