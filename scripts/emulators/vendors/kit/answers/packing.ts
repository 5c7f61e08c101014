import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import {
  constants,
  createBrotliCompress,
  createDeflate,
  createDeflateRaw,
  createGzip,
  createZstdCompress,
} from 'node:zlib';

/** How an answer is compressed, whatever was asked for: what gateways and relays really do (reference, 7.2). */
export interface Packing {
  /** In the order in which they are put on. */
  readonly codings: readonly Coding[];
  /** `cut`: only half of what it came to. `plain`: said, and not done. `unknown`: done, and called something else. */
  readonly spoilt?: 'cut' | 'plain' | 'unknown';
}

export type Coding = keyof typeof encoders;

const encoders = {
  gzip: ['gzip', () => createGzip(), constants.Z_SYNC_FLUSH],
  'x-gzip': ['x-gzip', () => createGzip(), constants.Z_SYNC_FLUSH],
  deflate: ['deflate', () => createDeflate(), constants.Z_SYNC_FLUSH],
  'raw deflate': ['deflate', () => createDeflateRaw(), constants.Z_SYNC_FLUSH],
  br: ['br', () => createBrotliCompress(), constants.BROTLI_OPERATION_FLUSH],
  zstd: ['zstd', () => createZstdCompress(), constants.ZSTD_e_flush],
} as const satisfies Record<string, readonly [string, () => Flushing, number]>;

type Flushing = Transform & { flush(kind: number, done: () => void): void };

/** Whatever is written to this response from now on goes out packed, each write flushed as it comes. */
export function packAnswer(response: ServerResponse, packing: Packing | undefined): void {
  if (packing === undefined) return;
  const { codings, spoilt } = packing;
  const raw = {
    writeHead: response.writeHead.bind(response) as (status: number, headers: OutgoingHttpHeaders) => ServerResponse,
    write: response.write.bind(response) as (bytes: Uint8Array) => boolean,
    end: response.end.bind(response) as (bytes?: Uint8Array) => ServerResponse,
  };
  const name = codings.map((each) => (spoilt === 'unknown' ? 'rot13' : encoders[each][0])).join(', ');
  const packer = createPacker(spoilt === 'plain' ? [] : codings, {
    piece: (bytes) => void (spoilt === 'cut' ? kept.push(bytes) : raw.write(bytes)),
    end: () => {
      const whole = Buffer.concat(kept);
      raw.end(whole.subarray(0, whole.length >> 1));
    },
  });
  const kept: Buffer[] = [];
  // The emulators use these in their plainest forms alone.
  Object.assign(response, {
    writeHead(status: number, headers: OutgoingHttpHeaders = {}) {
      const { 'content-length': _, ...others } = headers;
      return raw.writeHead(status, { ...others, 'content-encoding': name });
    },
    write(bytes: string | Uint8Array, done?: () => void) {
      void packer.write(bytes).then(done);
      return true;
    },
    end(bytes?: string | Uint8Array) {
      if (bytes !== undefined) void packer.write(bytes);
      void packer.end();
      return response;
    },
  });
}

interface Out {
  piece(bytes: Buffer): void;
  end(): void;
}

/** One encoder behind the other; without any it hands through. */
function createPacker(codings: readonly Coding[], out: Out) {
  const chain = codings.map((each) => ({ encoder: encoders[each][1]() as Flushing, kind: encoders[each][2] }));
  for (const [index, { encoder }] of chain.entries()) {
    const next = chain[index + 1]?.encoder;
    encoder.on('data', (bytes: Buffer) => void (next === undefined ? out.piece(bytes) : next.write(bytes)));
    encoder.on('end', () => void (next === undefined ? out.end() : next.end()));
  }
  const [first] = chain;
  let turn: Promise<void> = Promise.resolve();
  const inTurn = (step: () => Promise<void> | void) => {
    turn = turn.then(step);
    return turn;
  };
  return {
    write: (bytes: string | Uint8Array) =>
      inTurn(async () => {
        if (first === undefined) return out.piece(Buffer.from(bytes));
        first.encoder.write(bytes);
        for (const { encoder, kind } of chain) await new Promise<void>((done) => encoder.flush(kind, done));
      }),
    end: () => inTurn(() => void (first === undefined ? out.end() : first.encoder.end())),
  };
}
