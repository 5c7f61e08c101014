import type { Reading } from '../../../../domain/likeness/reading.ts';
import { shareAlike } from '../matching/fits.ts';
import type { Gains } from '../matching/gains.ts';
import { meanOf, type TileLikeness, unlikeBelow } from '../matching/tiles.ts';
import { boundOf, type Difference } from './difference.ts';

/** What is known of two pictures. */
export interface Evidence {
  readonly places: number;
  readonly changed: number;
  /** Tiles: of what did not change, and all. */
  readonly rest: readonly TileLikeness[];
  readonly tiles: readonly TileLikeness[];
  readonly hash: number;
  readonly gains: Gains;
  readonly sharpness: number;
  /** By which one was blurred to be as soft as the other: pixels of the source where it has fewer than 512, else of 512. */
  readonly softness: number;
  readonly difference: Pick<Difference, 'middle' | 'spread'>;
}

/** `isRestyled`: whether what changed in one area is a style that shows nowhere else; asked only where it matters. */
export function verdictOf(evidence: Evidence, isRestyled: () => boolean): Reading['kind'] {
  if (isComposedAnew(evidence)) return 'composed anew';
  if (isNothing(evidence)) return 'nothing';
  return isOneArea(evidence) && (showsSomethingNew(evidence) || !isRestyled()) ? 'one area' : 'all over';
}

/**
 * Few tiles show what they showed. Whatever becomes of colours, by a change of style 55 to 100 in a hundred still do; of a
 * picture composed anew, or mirrored, 9 to 15.
 */
function isComposedAnew({ tiles }: Evidence): boolean {
  return areNew(tiles);
}

function areNew(tiles: readonly TileLikeness[]): boolean {
  const textured = tiles.filter((tile) => tile.textured);
  const stayed = textured.filter(({ structure }) => structure > sameStructure).length;
  return textured.length >= leastTextured && stayed < leastStayed * textured.length;
}

/** What has other shapes than before is something else, whatever its colours. */
function showsSomethingNew({ tiles, rest }: Evidence): boolean {
  const stayed = new Set(rest);
  return areNew(tiles.filter((tile) => !stayed.has(tile)));
}

const sameStructure = 0.6;
const leastStayed = 0.35;
const leastTextured = 8;

function isNothing({ changed, hash, tiles, gains, softness }: Evidence): boolean {
  const isSame = changed === 0 && hash <= 2 && tiles.every(({ alike }) => alike >= unlikeBelow);
  return isSame && gains.every((gain) => Math.abs(Math.log(gain)) <= drift) && Math.abs(softness) <= mostSoftness;
}

/** Seven in a hundred: the drift of a model that was asked for nothing of the kind. */
const drift = Math.log(1.07);
const mostSoftness = 1.5;

function isOneArea({ changed, places, rest, gains, ...found }: Evidence): boolean {
  const isSmall = changed > 0 && changed <= mostChanged && places <= mostPlaces;
  const isRestAlike = tellsMuch(rest) && shareAlike(rest) >= leastAlike && meanOf(rest) >= leastMean;
  const isSteady =
    boundOf(found.difference) <= mostBound && found.sharpness <= mostSharpness && Math.abs(found.softness) <= softest;
  return isSmall && isRestAlike && isSteady && isToned(gains);
}

/** Of an even ground any piece is like any other: whether a style changed, it does not tell. */
const tellsMuch = (tiles: readonly TileLikeness[]) => tiles.filter(({ textured }) => textured).length >= leastTextured;

const mostChanged = 0.55;
const mostPlaces = 3;
const leastAlike = 0.93;
/** After drift it is 0.99, after posterising to six levels 0.95. */
const leastMean = 0.97;
const mostBound = 24;
/** Softer, it is no drift. */
const softest = 3;
/** JPEG’s blocks make it 2, noise all over 80. */
const mostSharpness = 4;

/** Neither much brighter nor much darker, nor much tinted: that would be what was asked for. */
function isToned(gains: Gains): boolean {
  const [least, most] = [Math.min(...gains), Math.max(...gains)];
  return most / least <= mostTint && least >= 1 / mostTone && most <= mostTone;
}

const mostTint = 1.3;
const mostTone = 1.3;
