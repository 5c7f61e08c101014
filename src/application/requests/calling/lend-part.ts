import type { Region } from '../../../domain/asked/mask.ts';
import { markupId, type OriginalId, shownMarksId } from '../../../domain/ids.ts';
import type { Job } from '../../../domain/jobs/job.ts';
import type { Offer } from '../../../domain/offers/provider.ts';
import type { ImageStore, LentFile } from '../../../ports/store/image-store.ts';
import { coverageOf } from '../prepare-mask.ts';

/** What alone is to change, as one vendor is told of it: as a mask, or else in a picture or in words. */
export interface ToldPart {
  readonly mask: LentFile | null;
  /** What was scribbled, for those who would rather have that than the mask. */
  readonly markup: LentFile | null;
  /** A picture that shows the part: the first source in small, where it is outlined, or the coverage itself as a map. */
  readonly shown: { readonly as: 'outlined' | 'map'; readonly path: string } | null;
  readonly region: Region | undefined;
}

/** Lends what tells of a job's part, until `files` is disposed of. `gone`: it had one, which is no longer there. */
export type LendPart = (job: Job, offer: Offer, files: AsyncDisposableStack) => Promise<ToldPart | 'gone'>;

export function createLendPart({ images }: { readonly images: Pick<ImageStore, 'lend'> }): LendPart {
  return async function lendPart(job, offer, files) {
    const lend = async (id: OriginalId) => files.use(await images.lend(id));
    const mask = job.task?.recipe.mask;
    const coverage = coverageOf(job);
    if (mask === undefined || coverage === null) return nothing;
    const lent = await lend(coverage);
    if (lent === null) return 'gone';
    const isMarked = mask.kind === 'marks';
    if (offer.masks) {
      const takesMarkup = isMarked && offer.markup === true;
      return { ...nothing, mask: lent, markup: takesMarkup ? await lend(markupId(job.id)) : null };
    }
    if (mask.kind === 'region') return { ...nothing, region: mask.region };
    const outlines = isMarked ? await lend(shownMarksId(job.id)) : null;
    const shown =
      outlines === null
        ? ({ as: 'map', path: lent.path } as const)
        : ({ as: 'outlined', path: outlines.path } as const);
    return { ...nothing, shown };
  };
}

const nothing: ToldPart = { mask: null, markup: null, shown: null, region: undefined };
