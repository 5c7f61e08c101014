import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Base64File, createBase64File } from './base64-file.ts';

/** JSON whose long strings were put into files, so that no picture passes through memory. */
export interface FiledJson {
  /** The JSON, with a `data:` address in the place of each string that was put into a file; undefined: it is no JSON. */
  readonly value: unknown;
  /** The file behind such an address, by what follows its comma. It may be moved away. */
  file(mark: string): string | undefined;
  /** Takes away the files that were not moved. */
  discard(): Promise<void>;
}

/**
 * Reads JSON as it arrives. A string longer than 64 kB is taken for base64 and decoded to a file in `scratch`; no
 * vendor's text is as long (prompts end at 32,000 letters).
 */
export async function readJson(body: AsyncIterable<Uint8Array>, scratch: string): Promise<FiledJson> {
  const files = new Map<string, string>();
  const discard = async () => {
    for (const path of files.values()) await rm(path, { force: true });
  };
  const reader = createReader(async () => {
    const mark = randomUUID();
    const path = join(scratch, `${mark}.part`);
    files.set(mark, path);
    return { mark, file: await createBase64File(path) };
  });
  try {
    for await (const piece of body) await reader.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength));
  } catch (error) {
    await reader.close();
    await discard();
    throw error;
  }
  await reader.close();
  const text = reader.text();
  return { value: text === null ? undefined : parse(text), file: (mark) => files.get(mark), discard };
}

interface Opened {
  readonly mark: string;
  readonly file: Base64File;
}

const longestString = 65_536;

/** An answer that is longer than this without its long strings is none of ours. */
const longestText = 8_000_000;

const quote = 0x22;
const backslash = 0x5c;

/** Knows of JSON only where its strings begin and end. */
function createReader(openFile: () => Promise<Opened>) {
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  /** The string that is being read, without its quotes; undefined: between strings. */
  let held: { pieces: Buffer[]; bytes: number; opened: Opened | undefined } | undefined;
  let isEscaped = false;

  return {
    async push(piece: Buffer): Promise<void> {
      let at = 0;
      while (at < piece.length) {
        if (held === undefined) {
          const begin = piece.indexOf(quote, at);
          keep(piece.subarray(at, begin < 0 ? piece.length : begin));
          if (begin < 0) return;
          held = { pieces: [], bytes: 0, opened: undefined };
          at = begin + 1;
          continue;
        }
        // What follows a backslash ends nothing.
        const end = endOfRun(piece, isEscaped ? at + 1 : at);
        const isEnd = piece[end] === quote;
        isEscaped = end < piece.length && !isEnd;
        const next = isEnd || end === piece.length ? end : end + 1;
        await hold(held, piece.subarray(at, next));
        if (isEnd) {
          await endString(held);
          held = undefined;
        }
        at = isEnd ? next + 1 : next;
      }
    },

    text: () => (keptBytes > longestText ? null : Buffer.concat(kept).toString('utf8')),

    /** A string that never ended. */
    async close(): Promise<void> {
      await held?.opened?.file.close();
    },
  };

  function keep(...pieces: readonly Uint8Array[]): void {
    for (const { length } of pieces) keptBytes += length;
    if (keptBytes > longestText) kept = [];
    else kept.push(...pieces);
  }

  async function hold(string: NonNullable<typeof held>, piece: Buffer): Promise<void> {
    string.bytes += piece.length;
    if (string.opened !== undefined) return string.opened.file.push(piece);
    string.pieces.push(piece);
    if (string.bytes <= longestString) return;
    string.opened = await openFile();
    await string.opened.file.push(Buffer.concat(string.pieces));
    string.pieces = [];
  }

  async function endString({ opened, pieces }: NonNullable<typeof held>): Promise<void> {
    if (opened === undefined) {
      keep(quoteMark, ...pieces, quoteMark);
      return;
    }
    keep(Buffer.from(`"data:;file,${opened.mark}"`));
    try {
      await opened.file.finish();
    } finally {
      await opened.file.close();
    }
  }
}

const quoteMark = Buffer.from('"');

/** Where the next quote or backslash is, or the piece ends. */
function endOfRun(piece: Buffer, from: number): number {
  if (from >= piece.length) return piece.length;
  const quoteAt = piece.indexOf(quote, from);
  const limit = quoteAt < 0 ? piece.length : quoteAt;
  const backslashAt = piece.subarray(0, limit).indexOf(backslash, from);
  return backslashAt < 0 ? limit : backslashAt;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
