import { overLong } from '../http/broken-body.ts';

/** One event of a stream, while it arrives. */
export interface StreamedEvent {
  /** Its `data` lines, joined by LF, in the pieces in which they arrive. To be read before the next event is asked for; what is left is skipped. */
  readonly data: AsyncIterable<Uint8Array>;
  /** What its `event` line says, or nothing. Known once `data` has been read to its end. */
  readonly name: string;
}

/**
 * Reads server-sent events (WHATWG HTML, 9.2.6) without ever holding one: a picture's event is a single line of many
 * megabytes. Comments, `id`, `retry` and events without data are passed over.
 *
 * Unlike a browser it hands out an event that the stream ends in, too: whoever reads its JSON sees whether it is whole,
 * and a picture that is paid for is not thrown away for an empty line. An event with more than `maxBytes` of data is a
 * `BrokenBody`.
 */
export async function* readEvents(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<StreamedEvent> {
  const tokens = tokensOf(body);
  try {
    for (let first = await tokens.next(); first.done !== true; first = await tokens.next()) {
      const { event, skip } = eventOf(first.value, tokens, maxBytes);
      yield event;
      await skip();
    }
  } finally {
    await tokens.return(undefined);
  }
}

/** A piece of an event's data (each event has one, perhaps an empty one), or its end. */
type Token = { readonly kind: 'data'; readonly bytes: Uint8Array } | { readonly kind: 'end'; readonly name: string };

function eventOf(first: Token, tokens: AsyncGenerator<Token>, maxBytes: number) {
  let waiting: Token | undefined = first;
  let name = '';
  let bytes = 0;
  let isOver = false;

  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (isOver) return { done: true, value: undefined };
    const token: Token | undefined = waiting ?? (await tokens.next()).value;
    waiting = undefined;
    if (token === undefined || token.kind === 'end') {
      isOver = true;
      name = token?.name ?? '';
      return { done: true, value: undefined };
    }
    bytes += token.bytes.length;
    if (bytes > maxBytes) throw overLong();
    return { done: false, value: token.bytes };
  };
  const event: StreamedEvent = {
    data: { [Symbol.asyncIterator]: () => ({ next }) },
    get name() {
      return name;
    },
  };
  const skip = async () => {
    while ((await next()).done !== true);
  };
  return { event, skip };
}

async function* tokensOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Token> {
  /** How the line begins, until enough of it is there to tell its field. */
  let start = nothing;
  let isFirstLine = true;
  let field: Field | null = null;
  let name = nothing;
  let hasData = false;

  for await (const { bytes, isEnd } of fragmentsOf(body)) {
    let value = bytes;
    if (field === null) {
      start = start.length === 0 ? bytes : Buffer.concat([start, bytes]);
      if (!isEnd && start.length < fieldBytes + (isFirstLine ? mark.length : 0)) continue;
      ({ field, value } = readField(isFirstLine ? withoutMark(start) : start));
      start = nothing;
      isFirstLine = false;
      if (field === 'event') name = nothing;
      if (field === 'data') {
        if (hasData) yield { kind: 'data', bytes: lineFeed };
        if (!hasData || value.length > 0) yield { kind: 'data', bytes: value };
        hasData = true;
        value = nothing;
      }
    }
    if (field === 'data' && value.length > 0) yield { kind: 'data', bytes: value };
    if (field === 'event' && name.length < longestName) name = Buffer.concat([name, value]);
    if (field === 'none') {
      if (hasData) yield { kind: 'end', name: nameFrom(name) };
      hasData = false;
      name = nothing;
    }
    if (isEnd) field = null;
  }
  if (hasData) yield { kind: 'end', name: nameFrom(name) };
}

/** `none`: the empty line that ends an event. */
type Field = 'data' | 'event' | 'other' | 'none';

/** Enough for `event:` and for `data:` with its space. */
const fieldBytes = 6;

function readField(start: Buffer): { readonly field: Field; readonly value: Buffer } {
  if (start.length === 0) return { field: 'none', value: nothing };
  const [, word] = /^(data|event)(?::|$)/.exec(start.toString('latin1', 0, fieldBytes)) ?? [];
  if (word === 'event') return { field: 'event', value: start.subarray('event:'.length) };
  if (word !== 'data') return { field: 'other', value: nothing };
  const hasSpace = start[5] === 0x20;
  return { field: 'data', value: start.subarray(hasSpace ? 6 : 5) };
}

const nameFrom = (name: Buffer) => name.toString('utf8').replace(/^ /, '');

/** Far above any vendor's. */
const longestName = 1_000;

interface Fragment {
  readonly bytes: Buffer;
  /** Whether its line ends with it: with LF, CR LF or CR. */
  readonly isEnd: boolean;
}

async function* fragmentsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<Fragment> {
  let isAfterReturn = false;
  for await (const raw of body) {
    const piece = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
    let at = isAfterReturn && piece[0] === 0x0a ? 1 : 0;
    let nextReturn = -2;
    while (at < piece.length) {
      // A search that finds nothing reads the whole piece: not once for each of its lines.
      if (nextReturn !== -1 && nextReturn < at) nextReturn = piece.indexOf(0x0d, at);
      const nextFeed = piece.indexOf(0x0a, at);
      const end = nextReturn >= 0 && (nextFeed < 0 || nextReturn < nextFeed) ? nextReturn : nextFeed;
      yield { bytes: piece.subarray(at, end < 0 ? piece.length : end), isEnd: end >= 0 };
      if (end < 0) break;
      at = end + (piece[end] === 0x0d && piece[end + 1] === 0x0a ? 2 : 1);
    }
    if (piece.length > 0) isAfterReturn = piece.at(-1) === 0x0d;
  }
}

const nothing: Buffer = Buffer.alloc(0);
const lineFeed = Buffer.from('\n');

/** The byte order mark that a stream may begin with. */
const mark = Buffer.from('\ufeff');
const withoutMark = (start: Buffer) =>
  start.subarray(0, mark.length).equals(mark) ? start.subarray(mark.length) : start;
