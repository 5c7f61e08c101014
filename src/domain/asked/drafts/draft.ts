import type { Operation, Quality } from '../image-request.ts';
import { qualities } from '../image-request.ts';
import {
  type Dimensions,
  dimensionsOf,
  isLegal,
  nearestInShape,
  nearestLegalSize,
  presetsFor,
  type SizeChoice,
  type SizeRule,
  sizeChoice,
} from '../size.ts';

/** As many are made as a message shows side by side, unless another count was asked for. */
export const draftCount = 4;

/** A draft saves something where it costs at most a quarter of the finished picture; prices are whole millionths of a dollar. */
export const isWorthDrafting = (draft: number, finished: number): boolean => draft * 4 <= finished;

/** The coarsest that a model has; what it chooses by itself may be the finest. */
export const draftQuality = (offered: readonly Quality[]): Quality =>
  qualities.find((each) => each !== 'auto' && offered.includes(each)) ?? 'auto';

/**
 * In which sizes a draft of a picture of that size may be made, all legal: its shape, small. Where the size is left to the
 * model an edit keeps the shape of its picture, which only the model knows; a new one may as well be a square.
 */
export function draftSizes(finished: SizeChoice, rule: SizeRule, operation: Operation): readonly SizeChoice[] {
  const shape = dimensionsOf(finished);
  if (shape === null) {
    const square = { width: 1024, height: 1024 };
    const fits = operation === 'generate' && rule.kind !== 'ignored' && isLegal(square, rule);
    return fits ? ['auto', sizeChoice(square)] : ['auto'];
  }
  if (rule.kind === 'ignored') return ['auto'];
  const small = smallest(shape, rule);
  const own = isLegal(shape, rule) ? [shape] : [];
  const sizes = [...(small === null ? [] : [small]), ...own];
  const least = sizes.toSorted((one, other) => pixelsOf(one) - pixelsOf(other))[0];
  return least === undefined ? [] : [sizeChoice(least)];
}

/** The labelled size of the smallest class in that shape; where no label is near it, the legal size that is. */
function smallest(shape: Dimensions, rule: SizeRule): Dimensions | null {
  const labelled = nearestInShape(
    shape,
    presetsFor(rule).filter(({ resolution }) => resolution === '1K'),
  );
  const isListed = rule.kind !== 'bounds';
  if (labelled !== undefined && (isListed || isSameShape(labelled, shape))) return labelled;
  const scale = Math.sqrt(mostPixels / pixelsOf(shape));
  const near = nearestLegalSize({ width: shape.width * scale, height: shape.height * scale }, rule);
  return near === null ? null : dimensionsOf(near);
}

/** Of a square of the smallest class. */
const mostPixels = 1024 * 1024;

const pixelsOf = ({ width, height }: Dimensions) => width * height;

/** A twentieth is less than a composition notices. */
const isSameShape = (one: Dimensions, other: Dimensions) =>
  Math.abs(Math.log(one.width / one.height / (other.width / other.height))) < 0.05;
