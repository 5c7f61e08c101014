/** Where a long string goes, as it stands in the JSON: escapes included. */
export interface StringSink {
  push(raw: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** Where a long string is to go, and what (plain letters) stands in its place; null: nowhere. `before`: the string before it, for a value its name. */
  readonly open: (before: string) => Promise<Opened | null>;
}

interface Opened {
  readonly replacement: string;
  readonly sink: StringSink;
}

/** No vendor's text is longer: prompts end at 32,000 letters. */
const longestString = 65_536;

/**
 * Takes JSON in pieces and keeps it, but for its long strings. Knows of JSON only where strings begin and end, how deep it
 * goes and how many parts it has. What is kept lies in one block: eight megabytes of quotes are eight megabytes.
 */
export function createLongStrings({ open }: Options) {
  const kept = createBlock();
  const shape = createShape();
  /** Where the string that is being read begins in what is kept; null: none is. */
  let from: number | null = null;
  /** Where it goes; undefined while it is short. */
  let opened: Opened | null | undefined;
  let isEscaped = false;
  /** Where the string before lies. */
  let before = { from: 0, to: 0 };

  return {
    async push(piece: Buffer): Promise<void> {
      let at = 0;
      while (at < piece.length) {
        if (from === null) {
          const begin = piece.indexOf(quote, at);
          const between = piece.subarray(at, begin < 0 ? piece.length : begin + 1);
          shape.note(between);
          kept.add(between);
          if (begin < 0) return;
          from = kept.length();
          at = begin + 1;
          continue;
        }
        const { end, isEnd, endsEscaping } = endOfString(piece, at, isEscaped);
        isEscaped = endsEscaping;
        await hold(piece.subarray(at, end), from);
        if (isEnd) {
          await release(from);
          from = null;
        }
        at = isEnd ? end + 1 : end;
      }
    },

    /** How long what is kept is. */
    bytes: () => kept.length(),
    /** Whether it is deeper or of more parts than any answer: whoever built it all would need many times its size. */
    isTangled: () => shape.isTangled(),
    text: () => kept.text(0, kept.length()),

    /** Closes the sink of a string that never ended. */
    async close(): Promise<void> {
      await opened?.sink.close();
    },
  };

  async function hold(piece: Buffer, start: number): Promise<void> {
    if (opened !== undefined) return opened?.sink.push(piece);
    kept.add(piece);
    if (kept.length() - start <= longestString) return;
    opened = await open(kept.text(before.from, before.to));
    const held = kept.cut(start);
    await opened?.sink.push(held);
  }

  async function release(start: number): Promise<void> {
    const ended = opened;
    opened = undefined;
    before = { from: start, to: ended === undefined ? kept.length() : start };
    if (ended) kept.add(Buffer.from(ended.replacement));
    kept.add(quoteMark);
    try {
      await ended?.sink.finish();
    } finally {
      await ended?.sink.close();
    }
  }
}

/** Bytes that lie one behind the other, in twice their room at most. */
function createBlock() {
  let block = Buffer.alloc(4_096);
  let length = 0;
  return {
    add(bytes: Uint8Array): void {
      if (length + bytes.length > block.length) {
        const larger = Buffer.alloc(Math.max(length + bytes.length, block.length * 2));
        block.copy(larger, 0, 0, length);
        block = larger;
      }
      block.set(bytes, length);
      length += bytes.length;
    },
    /** Takes the end away, from there on. */
    cut(from: number): Buffer {
      const end = Buffer.from(block.subarray(from, length));
      length = from;
      return end;
    },
    length: () => length,
    text: (from: number, to: number) => block.toString('utf8', from, to),
  };
}

/** Far above any vendor’s: five hundred tasks have some ten thousand parts, ten deep. */
const mostParts = 100_000;
const deepest = 100;

/** Counts what stands outside of strings, their opening quotes included: each part begins with one of these marks. */
function createShape() {
  let parts = 0;
  let depth = 0;
  let depthSeen = 0;
  return {
    note(between: Uint8Array): void {
      for (const byte of between) {
        if (byte === comma || byte === quote) parts += 1;
        // `[` and `{`, and their ends, differ in one bit.
        else if ((byte | brace) === opening) {
          parts += 1;
          depth += 1;
          if (depth > depthSeen) depthSeen = depth;
        } else if ((byte | brace) === closing) depth -= 1;
      }
    },
    isTangled: () => parts > mostParts || depthSeen > deepest,
  };
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const brace = 0x20;
const opening = 0x7b;
const closing = 0x7d;
const quoteMark = Buffer.from('"');

/**
 * Where a string ends that goes on at `at`, if it ends in this piece. `isEscaped`: the byte at `at` follows a backslash;
 * `endsEscaping`: so does the first byte of the next piece.
 */
function endOfString(piece: Buffer, at: number, isEscaped: boolean) {
  // An odd number of backslashes before it takes a byte's meaning away.
  const isPlain = (index: number) => {
    let first = index;
    while (first > at && piece[first - 1] === backslash) first -= 1;
    const before = index - first + (isEscaped && first === at ? 1 : 0);
    return before % 2 === 0;
  };
  let end = piece.indexOf(quote, at);
  while (end >= 0 && !isPlain(end)) end = piece.indexOf(quote, end + 1);
  if (end >= 0) return { end, isEnd: true, endsEscaping: false };
  return { end: piece.length, isEnd: false, endsEscaping: !isPlain(piece.length) };
}
