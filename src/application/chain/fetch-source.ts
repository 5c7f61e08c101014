import type { IncomingPicture } from '../../domain/asked/image-request.ts';
import type { FailureOf } from '../../domain/failure.ts';
import type { Downloader } from '../../ports/downloader.ts';
import type { Messenger } from '../../ports/messenger.ts';

export type FetchedSource =
  | { readonly kind: 'fetched'; readonly path: string }
  | { readonly kind: 'again' | 'failed'; readonly failure: FailureOf<'source_gone' | 'not_a_picture'> };

export type FetchSource = (picture: IncomingPicture, into: string, signal: AbortSignal) => Promise<FetchedSource>;

/**
 * Fetches a member's picture: from Discord's own hosts alone, so that nobody has us fetch anything else. Addresses
 * expire (a form may stand open for a day, a job may wait for a bot that was off): whoever stands in a message has a new
 * one there.
 */
export function createFetchSource({
  downloader,
  origins,
  messenger,
}: {
  readonly downloader: Downloader;
  readonly origins: readonly string[];
  readonly messenger: Pick<Messenger, 'shownPictures'>;
}): FetchSource {
  return async function fetchSource(picture, into, signal) {
    const fetched = await fetchFrom(picture, into, signal);
    const isExpired = fetched.kind === 'failed' && fetched.failure.seen?.status !== undefined;
    if (!isExpired || picture.message === undefined) return fetched;
    const shown = await messenger.shownPictures(picture.message.channel, picture.message.id);
    if (shown === 'later') return { ...fetched, kind: 'again' };
    const fresh = shown.find(({ id }) => id === picture.id);
    return fresh === undefined ? fetched : fetchFrom(fresh, into, signal);
  };

  async function fetchFrom(
    { url, filename }: IncomingPicture,
    into: string,
    signal: AbortSignal,
  ): Promise<FetchedSource> {
    const isTheirs = URL.canParse(url) && origins.includes(new URL(url).origin);
    if (!isTheirs) return { kind: 'failed', failure: { code: 'source_gone', filename } };
    const download = await downloader.fetch(url, into, signal);
    if (download.kind === 'fetched') return { kind: 'fetched', path: download.path };
    // The downloader speaks of results; here it is the member's own picture that cannot be had.
    const { code: of, seen } = download.failure;
    const kind = download.final ? 'failed' : 'again';
    if (of !== 'result_refused') return { kind, failure: { code: 'source_gone', filename, seen } };
    const heic = seen?.vendorCode === 'heic' ? true : undefined;
    return { kind, failure: { code: 'not_a_picture', filename, heic, seen } };
  }
}
