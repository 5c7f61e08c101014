import type { Dispatcher } from 'undici';
import type { FailureOf } from '../../domain/failure.ts';
import type { PictureType } from '../../domain/jobs/job.ts';
import { isHeic, signatureBytes, sniffPicture } from '../../domain/pictures/sniff-picture.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Download, Downloader } from '../../ports/downloader.ts';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { BrokenBody, tooLarge } from './broken-body.ts';
import { plainPlease, unknownCoding } from './compression.ts';
import { createPublicConnections, createTrustedConnections, type Lookup, PrivateHost } from './download-connections.ts';
import { type AnswerHead, codeOf, dispose, headOf, piecesOf } from './upstream-answer.ts';
import { retryAfter } from './upstream-failure.ts';
import { writeWhole } from './whole-file.ts';

export interface DownloaderOptions {
  readonly clock: Pick<Clock, 'deadline'>;
  /** Origins that are taken at their word, also over HTTP and on private addresses. */
  readonly origins: readonly string[];
  /** Through whom; null or left out: nobody. */
  readonly proxy?: OutwardProxy | null;
  /** How names become addresses; for tests. */
  readonly lookup?: Lookup;
  /** A picture may have this many bytes, however it is packed. */
  readonly maxBytes?: number;
  /** How long the other side may be silent, and how long all of it may take. */
  readonly silenceMs?: number;
  readonly totalMs?: number;
}

/**
 * Fetches pictures: over HTTPS from public addresses, or from a trusted origin. What is checked is checked again at each
 * redirect. No key, cookie or referrer is ever sent. The type is read from the bytes.
 */
export function createDownloader({
  clock,
  origins,
  proxy = null,
  lookup,
  maxBytes = 64_000_000,
  silenceMs = 20_000,
  totalMs = 180_000,
}: DownloaderOptions): Downloader {
  const trusted = new Set(origins);
  const toTrusted = createTrustedConnections(proxy);
  const toPublic = createPublicConnections(lookup, undefined, proxy);

  return {
    async fetch(url, into, signal) {
      using deadline = clock.deadline(totalMs, signal);
      let address = URL.parse(url);
      for (let hops = 0; hops <= maxRedirects; hops += 1) {
        const connections = address === null ? null : connectionsTo(address);
        if (address === null || connections === null) return refused('address');
        const step = await follow(address, connections, into, deadline.signal);
        if (step.kind !== 'redirect') return step;
        address = step.to;
      }
      return refused('redirects');
    },
  };

  function connectionsTo({ origin, protocol, username, password }: URL): Dispatcher | null {
    if (username !== '' || password !== '') return null;
    if (trusted.has(origin)) return toTrusted;
    return protocol === 'https:' ? toPublic : null;
  }

  async function follow(address: URL, connections: Dispatcher, into: string, signal: AbortSignal): Promise<Followed> {
    let answer: Dispatcher.ResponseData;
    try {
      answer = await connections.request({
        origin: address.origin,
        path: address.pathname + address.search,
        method: 'GET',
        headers: { accept: 'image/*', ...plainPlease, 'user-agent': 'retouch' },
        headersTimeout: silenceMs,
        bodyTimeout: silenceMs,
        signal,
      });
    } catch (error) {
      return error instanceof PrivateHost ? refused('host') : again({ seen: { vendorCode: codeOf(error) } });
    }
    try {
      return await take(answer, address, into);
    } finally {
      dispose(answer);
    }
  }

  async function take(answer: Dispatcher.ResponseData, address: URL, into: string): Promise<Followed> {
    const head = headOf(answer);
    if (head.status >= 300 && head.status < 400) {
      const location = head.header('location');
      const to = location === undefined ? null : URL.parse(location, address.href);
      return to === null ? refused('redirect') : { kind: 'redirect', to };
    }
    if (head.status !== 200) return unsuccessful(head);
    if (pageTypes.test(head.header('content-type') ?? '')) return refused('type');
    try {
      let unread: Refusal = 'type';
      const note = (start: Uint8Array) => {
        if (isHeic(start)) unread = 'heic';
      };
      const written = await writeWhole(into, 'crash', (write) => writePicture(piecesOf(answer, maxBytes), write, note));
      return written === null ? refused(unread) : { kind: 'fetched', path: into, ...written };
    } catch (error) {
      if (!(error instanceof BrokenBody)) throw error;
      if (error.reason === tooLarge) return refused('size');
      if (error.reason === unknownCoding) return refused('coding');
      return again({ seen: { vendorCode: error.reason } });
    }
  }
}

type Followed = Download | { readonly kind: 'redirect'; readonly to: URL };

const maxRedirects = 5;

/** Pages that say themselves that they are no picture. Any other claim is left to the bytes. */
const pageTypes = /^\s*(text\/html|application\/(json|xhtml\+xml))\b/i;

/** Null, and nothing more is read, where the first bytes are no picture's; `unread` is told of them. */
async function writePicture(
  pieces: AsyncIterable<Uint8Array>,
  write: (piece: Uint8Array) => Promise<void>,
  unread: (start: Uint8Array) => void,
) {
  let type: PictureType | null = null;
  let start: Uint8Array = Buffer.alloc(0);
  let bytes = 0;
  for await (const piece of pieces) {
    bytes += piece.byteLength;
    if (type !== null) {
      await write(piece);
      continue;
    }
    start = Buffer.concat([start, piece]);
    if (start.byteLength < signatureBytes) continue;
    type = sniffPicture(start);
    if (type === null) {
      unread(start);
      return null;
    }
    await write(start);
  }
  if (type !== null) return { type, bytes };
  // Over before its signature could be.
  type = sniffPicture(start);
  await write(start);
  if (type === null) unread(start);
  return type === null ? null : { type, bytes };
}

/** Gone for good, or only now. */
function unsuccessful(head: AnswerHead): Download {
  const { status } = head;
  const isForNow = status >= 500 || status === 408 || status === 425 || status === 429;
  const lost = again({ retryAfterMs: retryAfter(head), seen: { status } });
  return isForNow ? lost : { ...lost, final: true };
}

const again = (said: Omit<FailureOf<'result_lost'>, 'code'>) =>
  ({ kind: 'failed', failure: { ...said, code: 'result_lost' }, final: false }) as const satisfies Download;

/** Why a body that came whole is no picture. */
type Refusal = 'type' | 'heic';

const refused = (vendorCode: string): Download => ({
  kind: 'failed',
  failure: { code: 'result_refused', seen: { vendorCode } },
  final: true,
});
