import type { Failure } from '../domain/failure.ts';
import type { IncomingPicture } from '../domain/image-request.ts';
import type { Downloader } from '../ports/downloader.ts';

export type FetchedSource =
  | { readonly kind: 'fetched'; readonly path: string }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

export type FetchSource = (picture: IncomingPicture, into: string, signal: AbortSignal) => Promise<FetchedSource>;

/** Fetches a member's picture: from Discord's own hosts alone, so that nobody has us fetch anything else. */
export function createFetchSource({
  downloader,
  origins,
}: {
  readonly downloader: Downloader;
  readonly origins: readonly string[];
}): FetchSource {
  return async function fetchSource({ url, filename }, into, signal) {
    const isTheirs = URL.canParse(url) && origins.includes(new URL(url).origin);
    if (!isTheirs) return { kind: 'failed', failure: { code: 'source_gone', hint: filename } };
    const download = await downloader.fetch(url, into, signal);
    if (download.kind === 'fetched') return { kind: 'fetched', path: download.path };
    // The downloader speaks of results; here it is the member's own picture that cannot be had.
    const code = download.failure.code === 'result_refused' ? 'not_a_picture' : 'source_gone';
    return { kind: download.final ? 'failed' : 'again', failure: { ...download.failure, code, hint: filename } };
  };
}
