import { isCharacterPicture, type OriginalId } from '../ids.ts';

/** A file of the image store. */
export interface KeptOriginal {
  readonly id: OriginalId;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

export interface RetentionRule {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
  /** Where servers keep theirs for a shorter time; left out: none does. */
  readonly shorter?: ShorterAges | undefined;
}

export interface ShorterAges {
  /** The shortest of all: nothing younger is asked about. */
  readonly shortest: number;
  /** Of the server that this was made in; null: it keeps its own as long as everybody. */
  maxAgeOf(id: OriginalId): Promise<number | null>;
}

/** Whether anybody needs it; `headsLast`: where a head that nobody has used for so long is none for it. */
export type AskNeeded = (id: OriginalId, headsLast?: number) => Promise<boolean>;

/** Once it is over the size, so much of it is kept: not every new picture shall cost a look at all of them. */
const keptShare = 0.95;

/**
 * A character is saved a minute after its first picture came, or never: by a crash in between, which leaves a picture that
 * is nobody's.
 */
const savedWithin = 3_600_000;

/**
 * Those that go, oldest first: what is too old, and pictures of characters that were never saved; then the oldest until the
 * rest is small enough; nothing that is needed. Each is asked about when its turn comes, so whoever removes one before taking
 * the next removes nothing on an old answer.
 */
export async function* outlived(
  originals: readonly KeptOriginal[],
  isNeeded: AskNeeded,
  { maxBytes, maxAgeMs, shorter }: RetentionRule,
  now: number,
): AsyncGenerator<KeptOriginal, void> {
  let bytes = originals.reduce((sum, each) => sum + each.bytes, 0);
  const aim = bytes > maxBytes ? maxBytes * keptShare : maxBytes;
  for (const original of originals.toSorted((one, other) => one.storedAt - other.storedAt)) {
    const age = now - original.storedAt;
    const own = shorter !== undefined && age > shorter.shortest ? await shorter.maxAgeOf(original.id) : null;
    const isOver = own !== null && age > own;
    const mayGo = isOver || age > maxAgeMs || bytes > aim || (isCharacterPicture(original.id) && age > savedWithin);
    if (!mayGo || (await isNeeded(original.id, isOver ? own : undefined))) continue;
    bytes -= original.bytes;
    yield original;
  }
}
