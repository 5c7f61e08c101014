import type { FailureOf } from '../domain/failure.ts';
import type { PictureType } from '../domain/jobs/job.ts';

/** What was fetched: the bytes lie at `path`, and their type was read from them. */
export type Download =
  | { readonly kind: 'fetched'; readonly path: string; readonly type: PictureType; readonly bytes: number }
  /** `final`: asking again cannot help (refused, gone, no picture). */
  | { readonly kind: 'failed'; readonly failure: FailureOf<'result_lost' | 'result_refused'>; readonly final: boolean };

/** Fetches pictures from addresses that are hostile until proven otherwise: never a key, never a private host that was not named. */
export interface Downloader {
  /** `into` is the path of the file to write: complete, or not there. It is not synced: it can be fetched once more. */
  fetch(url: string, into: string, signal: AbortSignal): Promise<Download>;
}
