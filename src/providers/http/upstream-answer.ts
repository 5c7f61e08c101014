import type { Dispatcher } from 'undici';

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

/** An answer's body broke off, or was given up because of its length: no failure of whoever reads it. */
export class BrokenBody extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(`The answer's body is broken: ${reason}`);
    this.reason = reason;
  }
}

/** The reason of a {@link BrokenBody} that is longer than allowed. */
export const tooLarge = 'too large';

/** The body in the pieces in which it arrives. Over `maxBytes` it is not read: at once where its length is declared. Throws {@link BrokenBody}. */
export async function* piecesOf(answer: Dispatcher.ResponseData, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (Number(answer.headers['content-length'] ?? 0) > maxBytes) throw new BrokenBody(tooLarge);
  const pieces: AsyncIterator<Uint8Array> = answer.body[Symbol.asyncIterator]();
  let bytes = 0;
  for (;;) {
    const next = await pieces.next().catch((error: unknown) => {
      throw new BrokenBody(codeOf(error));
    });
    if (next.done === true) return;
    bytes += next.value.byteLength;
    if (bytes > maxBytes) throw new BrokenBody(tooLarge);
    yield next.value;
  }
}

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
