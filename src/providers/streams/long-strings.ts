/** Where a long string goes, as it stands in the JSON: escapes included. */
export interface StringSink {
  push(raw: Uint8Array): Promise<void>;
  finish(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  /** Where a long string is to go, and what (plain letters) stands in its place; null: nowhere. `before`: the string before it, for a value its name. */
  readonly open: (before: string) => Promise<{ readonly replacement: string; readonly sink: StringSink } | null>;
}

/** A string that is being read, without its quotes. */
interface Held {
  readonly pieces: Buffer[];
  bytes: number;
  /** Undefined while it is short. */
  opened: Awaited<ReturnType<Options['open']>> | undefined;
}

/** No vendor's text is longer: prompts end at 32,000 letters. */
const longestString = 65_536;

/** Takes JSON in pieces and keeps it, but for its long strings. Knows of JSON only where strings begin and end. */
export function createLongStrings({ open }: Options) {
  const kept: Uint8Array[] = [];
  let keptBytes = 0;
  let held: Held | undefined;
  let isEscaped = false;
  let before = '';

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
        const { end, isEnd, endsEscaping } = endOfString(piece, at, isEscaped);
        isEscaped = endsEscaping;
        await hold(held, piece.subarray(at, end));
        if (isEnd) {
          await release(held);
          held = undefined;
        }
        at = isEnd ? end + 1 : end;
      }
    },

    /** How long what is kept is. */
    bytes: () => keptBytes,
    text: () => Buffer.concat(kept).toString('utf8'),

    /** Closes the sink of a string that never ended. */
    async close(): Promise<void> {
      await held?.opened?.sink.close();
    },
  };

  function keep(...pieces: readonly Uint8Array[]): void {
    for (const { length } of pieces) keptBytes += length;
    kept.push(...pieces);
  }

  async function hold(string: Held, piece: Buffer): Promise<void> {
    if (string.opened !== undefined) return string.opened?.sink.push(piece);
    string.bytes += piece.length;
    string.pieces.push(piece);
    if (string.bytes <= longestString) return;
    string.opened = await open(before);
    await string.opened?.sink.push(Buffer.concat(string.pieces));
    string.pieces.length = 0;
  }

  async function release({ opened, pieces }: Held): Promise<void> {
    if (opened === undefined) {
      keep(quoteMark, ...pieces, quoteMark);
      before = Buffer.concat(pieces).toString('utf8');
      return;
    }
    before = '';
    keep(Buffer.from(`"${opened?.replacement ?? ''}"`));
    try {
      await opened?.sink.finish();
    } finally {
      await opened?.sink.close();
    }
  }
}

const quote = 0x22;
const backslash = 0x5c;
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
