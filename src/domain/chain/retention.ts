import type { VersionId } from '../ids.ts';

/** A file of the image store. */
export interface KeptOriginal {
  readonly id: VersionId;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly storedAt: number;
}

export interface RetentionRule {
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** Once it is over the size, so much of it is kept: not every new picture shall cost a look at all of them. */
const keptShare = 0.95;

/** Those that go, oldest first: what is too old, then the oldest until the rest is small enough; nothing that is needed. */
export function outlived(
  originals: readonly KeptOriginal[],
  isNeeded: (id: VersionId) => boolean,
  { maxBytes, maxAgeMs }: RetentionRule,
  now: number,
): readonly KeptOriginal[] {
  let bytes = originals.reduce((sum, each) => sum + each.bytes, 0);
  const aim = bytes > maxBytes ? maxBytes * keptShare : maxBytes;
  return originals
    .toSorted((one, other) => one.storedAt - other.storedAt)
    .filter(({ id, storedAt, bytes: own }) => {
      const goes = (now - storedAt > maxAgeMs || bytes > aim) && !isNeeded(id);
      if (goes) bytes -= own;
      return goes;
    });
}
