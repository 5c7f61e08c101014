import type { Dispatcher } from 'undici';
import { BrokenBody, overLong, tooLarge } from './broken-body.ts';
import { decoded } from './compression.ts';

export interface AnswerHead {
  readonly status: number;
  /** By lower-case name. */
  header(name: string): string | undefined;
}

export function headOf({ statusCode, headers }: Dispatcher.ResponseData): AnswerHead {
  return {
    status: statusCode,
    header(name) {
      const value = headers[name];
      return typeof value === 'string' ? value : value?.[0];
    },
  };
}

/**
 * The body in the pieces in which it arrives, decoded where it is compressed. Over `maxBytes`, on its way or decoded, it
 * is not read: at once where its length is declared. Throws {@link BrokenBody}. Of an error whose coding is broken the
 * status speaks for itself, as without a body.
 */
export async function* piecesOf(answer: Dispatcher.ResponseData, maxBytes: number): AsyncGenerator<Uint8Array> {
  const encoding = [answer.headers['content-encoding'] ?? []].flat().join(',');
  try {
    yield* decoded(receivedPieces(answer, maxBytes), encoding, maxBytes);
  } catch (error) {
    const isUnreadable = error instanceof BrokenBody && error.isSenseless && error.reason !== tooLarge;
    if (!(isUnreadable && answer.statusCode >= 300)) throw error;
  }
}

async function* receivedPieces(answer: Dispatcher.ResponseData, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw overLong();
  const pieces: AsyncIterator<Uint8Array> = answer.body[Symbol.asyncIterator]();
  let bytes = 0;
  for (;;) {
    const next = await pieces.next().catch((error: unknown) => {
      throw new BrokenBody(codeOf(error));
    });
    if (next.done === true) return;
    bytes += next.value.byteLength;
    if (bytes > maxBytes) throw overLong();
    yield next.value;
  }
}

/**
 * The pieces of an answer, each within `stallMs` of the one before once there is more than white space: who answers half
 * of it is not waited for as for one who works. A stream of events may pause between them. Throws {@link BrokenBody}.
 */
export async function* unstalled(
  body: AsyncIterable<Uint8Array>,
  head: AnswerHead,
  stallMs: number,
): AsyncGenerator<Uint8Array> {
  if (isEventStream(head)) return yield* body;
  const pieces = body[Symbol.asyncIterator]();
  let hasBegun = false;
  try {
    for (;;) {
      const next: IteratorResult<Uint8Array, unknown> = await (hasBegun
        ? within(pieces.next(), stallMs)
        : pieces.next());
      if (next.done === true) return;
      hasBegun ||= next.value.some((byte) => byte > space);
      yield next.value;
    }
  } finally {
    void pieces.return?.(undefined).catch(() => undefined);
  }
}

function within<Value>(promise: Promise<Value>, ms: number): Promise<Value> {
  const stalled = Promise.withResolvers<never>();
  const timer = setTimeout(() => stalled.reject(new BrokenBody('stalled')), ms);
  return Promise.race([promise, stalled.promise]).finally(() => clearTimeout(timer));
}

const space = 0x20;

export const isEventStream = (head: AnswerHead) =>
  /^text\/event-stream\b/i.test(head.header('content-type')?.trim() ?? '');

/** Ends an answer, read or not. Giving up a body is an error event of its own, which nobody else awaits. */
export function dispose(answer: Dispatcher.ResponseData): void {
  answer.body.on('error', () => undefined);
  answer.body.destroy();
}

/** A library's or the system's own word for an error: never its message, which may hold an address. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'error';
}
