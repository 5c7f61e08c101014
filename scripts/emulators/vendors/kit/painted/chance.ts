import { createHash } from 'node:crypto';

/** Numbers from 0 to 1 that are always the same for the same seed. */
export function createChance(seed: string): () => number {
  let state = createHash('sha256').update(seed).digest().readUInt32BE(0);
  // Mulberry32: small, and good enough for hills.
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const between = (chance: () => number, from: number, to: number): number => from + chance() * (to - from);
