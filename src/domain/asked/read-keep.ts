import type { Warning } from '../jobs/job.ts';
import type { Format } from './image-request.ts';
import type { Keep, Mask } from './mask.ts';

/** Exactly, unless it is to be free; a JPEG changes every pixel (contract, promise 8), and without a part nothing is kept. */
export function readKeep(
  mask: Mask | undefined,
  { keep, format }: { readonly keep: Keep | undefined; readonly format: Format | undefined },
): { readonly keep: Keep | undefined; readonly warnings: readonly Warning[] } {
  if (mask === undefined) {
    return { keep: undefined, warnings: keep === 'exact' ? [{ kind: 'not exact', why: 'no part' }] : [] };
  }
  if (keep === 'free') return { keep, warnings: [] };
  return format === 'jpeg'
    ? { keep: 'free', warnings: [{ kind: 'not exact', why: 'format' }] }
    : { keep: 'exact', warnings: [] };
}
