import { randomBytes } from 'node:crypto';
import {
  brotliCompressSync,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoded } from '../../../src/providers/http/compression.ts';

type Encoding = readonly [name: string, encode: (bytes: Uint8Array) => Uint8Array];

const all: readonly Encoding[] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  // Without its wrapping, as some send it.
  ['deflate', deflateRawSync],
];

async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = [65_536]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}

const text = Buffer.from('{"created":1,"data":[{"url":"https://pictures.test/äöü.png"}]} '.repeat(40));
const most = 1_000_000;

describe('a body that was compressed on its way', () => {
  test.each(['', 'identity', 'Identity', ' ', 'aws-chunked', 'UTF-8', 'utf8', 'none', 'binary'])(
    '"%s" is as it came',
    async (encoding) => {
      expect(await whole(decoded(inPieces(text), encoding, most))).toEqual(text);
    },
  );

  test.each(all)('%s, in whatever pieces it arrives', async (encoding, encode) => {
    const bytes = fc.uint8Array({ maxLength: 400, size: 'max' });
    const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), sizes, async (few, isLong, pieces) => {
        const plain = isLong ? Buffer.concat([few, text, few]) : Buffer.from(few);
        const read = await whole(decoded(inPieces(encode(plain), pieces), encoding, most));
        expect(read.equals(plain)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('several codings are undone from the last to the first, in the header’s spelling', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...all), { minLength: 1, maxLength: 4 }), async (chain) => {
        const bytes = chain.reduce<Uint8Array>((each, [, encode]) => encode(each), text);
        const header = chain.map(([name]) => name.toUpperCase()).join(' ,  ');
        expect(await whole(decoded(inPieces(bytes, [7, 100]), header, most))).toEqual(text);
      }),
      { numRuns: 40 },
    );
  });

  test('one behind the other, as gzip and Zstandard allow, wherever they are cut', async () => {
    const halves = [text.subarray(0, 100), text.subarray(100)];
    const stacking: readonly Encoding[] = [
      ['gzip', gzipSync],
      ['zstd', zstdCompressSync],
    ];
    for (const [encoding, encode] of stacking) {
      const bytes = Buffer.concat(halves.map((half) => encode(half)));
      for (let size = 1; size <= bytes.length; size += 1) {
        expect((await whole(decoded(inPieces(bytes, [size]), encoding, most))).equals(text)).toBe(true);
      }
    }
  });

  test.each(all)('%s: half of it is broken, wherever it ends', async (encoding, encode) => {
    const bytes = encode(text);
    for (let length = 1; length < bytes.length; length += 1) {
      const reading = whole(decoded(inPieces(bytes.subarray(0, length), [50]), encoding, most));
      await expect(reading).rejects.toMatchObject({ reason: 'broken coding', isSenseless: true });
    }
  });

  test.each(all)('%s: what is none is broken', async (encoding) => {
    for (const bytes of [text, Buffer.from('<html>'), Buffer.from([1]), randomBytes(500).fill(255, 0, 8)]) {
      const reading = whole(decoded(inPieces(bytes, [3]), encoding, most));
      await expect(reading).rejects.toMatchObject({ reason: 'broken coding', isSenseless: true });
    }
  });

  test.each(all)('%s: no body at all is none', async (encoding) => {
    expect(await whole(decoded(inPieces(Buffer.alloc(0)), encoding, most))).toHaveLength(0);
  });

  test.each(['compress', 'gzip, rot13', 'constructor', 'br;q=1', Array(5).fill('gzip').join()])(
    '"%s" is a coding of nobody, and not a byte is read',
    async (encoding) => {
      async function* untouched(): AsyncGenerator<Uint8Array> {
        yield await Promise.reject(new Error('it was read'));
      }
      const reading = whole(decoded(untouched(), encoding, most));
      await expect(reading).rejects.toMatchObject({ reason: 'unknown coding', isSenseless: true });
    },
  );
});

describe('a small body that is large once it is decoded', () => {
  const bomb = Buffer.alloc(200_000_000);
  const fast = { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } };

  test.each([
    ['gzip', gzipSync(bomb)],
    ['deflate', deflateRawSync(bomb)],
    ['br', brotliCompressSync(bomb, fast)],
    ['zstd', zstdCompressSync(bomb)],
    ['gzip, gzip', gzipSync(gzipSync(bomb))],
  ])('is cut at the limit: %s', async (encoding, bytes) => {
    let read = 0;
    const reading = async () => {
      for await (const { length } of decoded(inPieces(bytes), encoding, most)) read += length;
    };
    const before = process.memoryUsage().arrayBuffers;
    await expect(reading()).rejects.toMatchObject({ reason: 'too large', isSenseless: true });
    expect(read).toBeLessThanOrEqual(most);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  test('a Zstandard window over eight megabytes is refused', async () => {
    const encoder = createZstdCompress({ params: { [constants.ZSTD_c_windowLog]: 27 } });
    encoder.end(Buffer.alloc(10_000, 'a'));
    const bytes = await whole(encoder);
    const reading = whole(decoded(inPieces(bytes), 'zstd', most));
    await expect(reading).rejects.toMatchObject({ reason: 'broken coding' });
  });
});

describe('a body that is compressed while it comes into being', () => {
  const encoders = [
    ['gzip', () => createGzip(), constants.Z_SYNC_FLUSH],
    ['br', () => createBrotliCompress(), constants.BROTLI_OPERATION_FLUSH],
    ['zstd', () => createZstdCompress(), constants.ZSTD_e_flush],
  ] as const;

  test.each(encoders)('is read as far as it was flushed: %s', async (encoding, open, flush) => {
    const encoder = open();
    const flushed = () => new Promise<void>((resolve) => encoder.flush(flush, resolve));
    const reading = decoded(encoder as AsyncIterable<Uint8Array>, encoding, most);
    for (const line of ['data: one\n\n', 'data: two\n\n']) {
      encoder.write(line);
      await flushed();
      let read = '';
      while (read.length < line.length) read += Buffer.from((await reading.next()).value ?? []).toString();
      expect(read).toBe(line);
    }
    // Whoever has read enough leaves, though nothing more comes.
    expect(await reading.return(undefined)).toEqual({ done: true, value: undefined });
  });

  test('its own error is handed on', async () => {
    const fault = new Error('the connection broke');
    async function* broken() {
      yield gzipSync(text).subarray(0, 30);
      throw fault;
    }
    await expect(whole(decoded(broken(), 'gzip', most))).rejects.toThrow();
  });
});
