import { type Mask, regionRectangle } from '../../domain/asked/mask.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import type { Failure } from '../../domain/failure.ts';
import {
  coverageId,
  importedVersionId,
  markupId,
  type OriginalId,
  originalOf,
  shownCopyId,
  shownMarksId,
  type VersionId,
} from '../../domain/ids.ts';
import type { Job, Warning } from '../../domain/jobs/job.ts';
import { isRefused, refusalOf } from '../../domain/pictures/refused-picture.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';
import type { FetchSource } from '../chain/fetch-source.ts';

export type PreparedMask =
  | { readonly kind: 'prepared'; readonly coverage: OriginalId | null; readonly warnings: readonly Warning[] }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

/** `picture`: what is edited; marks are looked for on it. */
export type PrepareMask = (
  job: Job,
  picture: Dimensions & { readonly version: VersionId },
  signal: AbortSignal,
) => Promise<PreparedMask>;

/**
 * Makes one coverage of whatever a member gave as a mask, in the size of the picture that is edited, and keeps it beside
 * the originals. Repeatable: it is named by its job.
 */
export function createPrepareMask({
  images,
  scratch,
  pictures,
  fetchSource,
}: {
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures & Pick<Likeness, 'findMarks'>;
  readonly fetchSource: FetchSource;
}): PrepareMask {
  return async function prepareMask(job, picture, signal) {
    const mask = job.task?.recipe.mask;
    const { asker } = job.address;
    if (mask === undefined) return done(null);
    if (mask.kind === 'coverage') return (await images.has(mask.id)) ? done(mask.id) : failed({ code: 'source_gone' });
    const id = coverageId(job.id);
    const path = scratch.path(`${id}.coverage.png`);
    if (mask.kind === 'region') {
      const rectangle = regionRectangle(mask.region, picture);
      const covered = await pictures.coverRectangle(rectangle, picture, path, asker);
      if (isRefused(covered)) return failed(refusalOf(covered));
      await images.put(id, path);
      return done(id);
    }
    if (mask.kind === 'marks') return prepareMarks(job, mask, picture.version, signal);
    const fetched = await fetchSource(mask.picture, scratch.path(`${id}.mask`), signal);
    if (fetched.kind !== 'fetched') return fetched;
    const read = await pictures.readMask(fetched.path, picture, path, asker);
    await scratch.discard(fetched.path);
    if (read === 'empty') return failed({ code: 'empty_mask' });
    if (isRefused(read)) return failed(refusalOf(read, mask.picture.filename));
    await images.put(id, path);
    return done(id, [{ kind: 'mask', ...read }]);
  };

  /** Where it is not sure that it shows marks, and it does not, there is no part. */
  async function prepareMarks(
    { id, address: { asker } }: Job,
    { picture, sure }: Extract<Mask, { kind: 'marks' }>,
    version: VersionId,
    signal: AbortSignal,
  ): Promise<PreparedMask> {
    const ids = { coverage: coverageId(id), markup: markupId(id), shown: shownMarksId(id) };
    const fetched = await fetchSource(picture, scratch.path(`${ids.coverage}.marks`), signal);
    if (fetched.kind !== 'fetched') return fetched.kind === 'failed' && !sure ? done(null) : fetched;
    await using original = (await images.lend(originalOf(version))) ?? (await images.lend(shownCopyId(version)));
    if (original === null) return failed({ code: 'source_gone' });
    const into = {
      coverage: scratch.path(`${ids.coverage}.coverage.png`),
      markup: scratch.path(`${ids.markup}.png`),
      shown: scratch.path(`${ids.shown}.png`),
    };
    const found = await pictures.findMarks(original.path, fetched.path, into, asker);
    await scratch.discard(fetched.path);
    if (isRefused(found)) return sure ? failed(refusalOf(found, picture.filename)) : done(null);
    if (found.kind !== 'marks') return sure ? failed({ code: 'no_marks', why: found.kind }) : done(null);
    for (const which of ['markup', 'shown', 'coverage'] as const) await images.put(ids[which], into[which]);
    return done(ids.coverage, [{ kind: 'marks', share: found.share }]);
  }
}

/** The coverage that a job's request is to keep to, if any; it lies in the image store once its sources are prepared. */
export function coverageOf(job: Job): OriginalId | null {
  const mask = job.task?.recipe.mask;
  if (mask === undefined || (mask.kind === 'marks' && !showsMarks(job, mask))) return null;
  return mask.kind === 'coverage' ? mask.id : coverageId(job.id);
}

/** What was read as marks is none of the pictures that are used. */
function showsMarks(
  { sources, address: { channel, audience, asker } }: Job,
  { sure, picture }: Extract<Mask, { kind: 'marks' }>,
): boolean {
  const imported = importedVersionId(picture.id, channel, audience === 'asker' ? asker : null);
  return sure || sources?.includes(imported) === false;
}

const done = (coverage: OriginalId | null, warnings: readonly Warning[] = []): PreparedMask => ({
  kind: 'prepared',
  coverage,
  warnings,
});
const failed = (failure: Failure): PreparedMask => ({ kind: 'failed', failure });
