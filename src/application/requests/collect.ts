import { madeVersionId, type OriginalId, originalOf, type VersionId } from '../../domain/ids.ts';
import type { MadePicture, PaidRequest } from '../../domain/jobs/job.ts';
import type { Collected } from '../../domain/jobs/outcomes.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Downloader } from '../../ports/downloader.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { Scratch } from '../../ports/store/scratch.ts';

/** `as`: under which name it is kept; its version's own, where nothing is said. */
export type Collect = (
  request: PaidRequest,
  signal: AbortSignal,
  as?: (version: VersionId) => OriginalId,
) => Promise<Collected>;

/**
 * Brings what a request made into the image store. Looks there first, so that a crash costs a download at most and
 * never a generation. A request asks for one picture; a vendor that returns more has its first one taken.
 */
export function createCollect({
  images,
  scratch,
  downloader,
  pictures,
}: {
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly downloader: Downloader;
  readonly pictures: Pictures;
}): Collect {
  return async function collect(request, signal, as = originalOf) {
    const made = request.made[0];
    if (made === undefined) return { kind: 'failed', failure: { code: 'no_image' } };
    const version = madeVersionId(request.id, 0);
    const original = as(version);
    const missing = await bring(original, made, signal);
    if (missing !== null) return missing;
    await using file = await images.lend(original);
    const measured = file === null ? null : await pictures.measure(file.path);
    if (measured === null || isRefused(measured)) {
      await images.remove(original);
      return { kind: 'failed', failure: { code: 'result_refused', seen: { vendorCode: 'no picture' } } };
    }
    return { kind: 'collected', pictures: [{ version, ...measured, revisedPrompt: made.revisedPrompt }] };
  };

  async function bring(original: OriginalId, made: MadePicture, signal: AbortSignal): Promise<Collected | null> {
    if (await images.has(original)) return null;
    if (made.kind === 'file') {
      // It was synced before its name was written down: there is no other.
      await images.put(original, made.path, 'synced');
      return null;
    }
    const path = scratch.path(original);
    const download = await downloader.fetch(made.url, path, signal);
    if (download.kind === 'failed') return { kind: download.final ? 'failed' : 'again', failure: download.failure };
    await images.put(original, download.path);
    return null;
  }
}
