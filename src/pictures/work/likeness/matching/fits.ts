import type { TileLikeness } from './tiles.ts';

/**
 * Whether what lies outside the part is alike, by its tiles: of all, and of those that have something in them which could
 * lie elsewhere (of an even ground any piece is like any other).
 */
export function isAlike(tiles: readonly TileLikeness[]): boolean {
  const textured = tiles.filter((tile) => tile.textured);
  return shareAlike(tiles) >= leastShare && (textured.length < leastTextured || shareAlike(textured) >= leastShare);
}

export function shareAlike(tiles: readonly TileLikeness[]): number {
  return tiles.length === 0 ? 1 : tiles.filter(({ alike }) => alike >= alikeFrom).length / tiles.length;
}

/** A tile is alike from here on. */
export const alikeFrom = 0.75;
/** Models change a little outside the part too: shadows, what somebody holds. */
const leastShare = 0.7;
/** Fewer tell nothing. */
const leastTextured = 8;
