import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';
import { BrokenBody, overLong } from './broken-body.ts';

/** What we ask of everybody: base64 and pictures get no shorter, and what is plain can be read by anyone. */
export const plainPlease = { 'accept-encoding': 'identity' } as const;

/**
 * A body as it was before it was compressed, in pieces as they arrive: relays compress although nobody asked (reference,
 * 7.2). `encoding`: the header's value, in the order in which the codings were put on. More than `maxBytes`, at any of
 * them, is not read on, so that a small bomb stays small. Throws {@link BrokenBody}: what says that it is compressed is
 * taken at its word.
 */
export async function* decoded(
  body: AsyncIterable<Uint8Array>,
  encoding: string,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  const codings = codingsIn(encoding);
  if (codings === null) throw new BrokenBody(unknownCoding, { isSenseless: true });
  let pieces = body;
  for (const coding of codings.toReversed()) pieces = undone(pieces, coding, maxBytes);
  yield* pieces;
}

/** The reasons of a {@link BrokenBody} that says that it is compressed: so as nobody knows, or it is not. */
export const unknownCoding = 'unknown coding';
export const brokenCoding = 'broken coding';

type Coding = keyof typeof openers;
type Decoder = Transform & { readonly bytesWritten: number };

/** Small steps: what is not wanted any more is not decoded. */
const chunkSize = 65_536;

const openers = {
  gzip: () => createGunzip({ chunkSize }),
  // "deflate" means zlib's format, and some send it without its wrapping.
  deflate: (start: Uint8Array) => (isZlib(start) ? createInflate({ chunkSize }) : createInflateRaw({ chunkSize })),
  br: () => createBrotliDecompress({ chunkSize }),
  // RFC 9659: a window over 8 MB is not for the web. Without this, a few bytes may ask for 128 MB.
  zstd: () => createZstdDecompress({ chunkSize, params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
} as const satisfies Record<string, (start: Uint8Array) => Decoder>;

const isZlib = ([first = 0, second = 0]: Uint8Array) => (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;

const names: ReadonlyMap<string, readonly Coding[]> = new Map([
  ['', []],
  ['identity', []],
  // How it was once uploaded to where it lies; some stores repeat it.
  ['aws-chunked', []],
  // No codings at all, and on pictures in object stores all the same, which repeat what their uploader said (Aliyun's, S3).
  ['utf-8', []],
  ['utf8', []],
  ['none', []],
  ['binary', []],
  ['gzip', ['gzip']],
  ['x-gzip', ['gzip']],
  ['deflate', ['deflate']],
  ['br', ['br']],
  ['zstd', ['zstd']],
]);

/** More are no accident. */
const mostCodings = 4;

/** Null: one of them is unknown, or they are too many. */
function codingsIn(encoding: string): readonly Coding[] | null {
  const known = encoding.split(',').map((name) => names.get(name.trim().toLowerCase()));
  const codings = known.flatMap((each) => each ?? []);
  return known.includes(undefined) || codings.length > mostCodings ? null : codings;
}

/** Zstandard's frames stand one behind the other, each with a decoder of its own: Node's reads one, and then no more. */
const mostFrames = 10_000;

async function* undone(body: AsyncIterable<Uint8Array>, coding: Coding, maxBytes: number): AsyncGenerator<Uint8Array> {
  const source = body[Symbol.asyncIterator]();
  let bytes = 0;
  try {
    let start = await beginningOf(source);
    for (let frames = 0; start.length > 0; frames += 1) {
      if (frames === mostFrames) throw broken();
      const decoder: Decoder = openers[coding](start);
      const feeding = feed(decoder, start, source);
      for await (const piece of piecesOf(decoder)) {
        bytes += piece.length;
        if (bytes > maxBytes) throw overLong();
        yield piece;
      }
      // Node reads gzip's further members itself, and takes what is none for a broken body; behind the others nothing counts.
      if (coding !== 'zstd') return;
      const rest = await feeding;
      start = rest.length > 0 ? rest : await beginningOf(source);
    }
  } finally {
    // Whoever stopped reading does not wait for what may never come.
    void source.return?.(undefined).catch(() => undefined);
  }
}

const broken = () => new BrokenBody(brokenCoding, { isSenseless: true });

const nothing: Uint8Array = new Uint8Array(0);

/** Two bytes at least tell one kind of deflate from the other; none: there is no body. */
async function beginningOf(source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  let start = nothing;
  while (start.length < 2) {
    const next = await source.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
}

async function* piecesOf(decoder: Decoder): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of decoder) yield piece as Buffer;
  } catch (error) {
    throw error instanceof BrokenBody ? error : broken();
  } finally {
    decoder.destroy();
  }
}

/**
 * Gives the decoder piece after piece, each once the one before is decoded and read. Ends where the decoder has come to
 * its end, with what stands behind it. What goes wrong is the decoder's error, for whoever reads from it.
 */
async function feed(decoder: Decoder, start: Uint8Array, source: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  try {
    let given = 0;
    for (let piece = start; ; ) {
      given += piece.length;
      await write(decoder, piece);
      const unread = given - decoder.bytesWritten;
      if (unread > 0) return piece.subarray(piece.length - unread);
      const next = await source.next();
      if (next.done === true) break;
      piece = next.value;
    }
    decoder.end();
  } catch (error) {
    decoder.destroy(error instanceof Error ? error : new Error('the body broke'));
  }
  return nothing;
}

function write(decoder: Decoder, piece: Uint8Array): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  decoder.write(piece, (error) => (error ? reject(error) : resolve()));
  return promise;
}
