import { coverageOf } from './coverage.ts';
import { differenceOf } from './difference.ts';
import { halvedMask, type Mask, sizeOf } from './raster/mask.ts';
import { greyOf, type Pixels } from './raster/plane.ts';
import { isChanged } from './same/changed.ts';
import { isSamePicture } from './same/likeness.ts';
import { type Matched, match } from './same/matching.ts';
import { findPlacing, type Placing } from './same/placing.ts';
import { strokesOf } from './strokes.ts';

/** What somebody drew, where the original has it. */
export interface Drawn {
  readonly kind: 'marks';
  readonly strokes: Mask;
  /** Half as wide and high as the strokes, which is as fine as a finger means it. */
  readonly coverage: Mask;
  /** Of the picture, that the coverage takes: 0 to 1. */
  readonly share: number;
  readonly matched: Matched;
  readonly placing: Placing;
}

/** Finds what is drawn on a copy of the original; both scaled to the same size, at which a line is some pixels wide. */
export function findDrawn(original: Pixels, copy: Pixels): Drawn | { readonly kind: 'none' | 'no copy' } {
  const looked = lookAt(original, copy);
  if (looked === null) return { kind: 'no copy' };
  const { placing, matched, strokes } = looked;
  if (sizeOf(strokes) === 0) return { kind: 'none' };
  if (isChanged(matched, strokes)) return { kind: 'no copy' };
  const coverage = coverageOf(halvedMask(strokes));
  const share = sizeOf(coverage) / coverage.bits.length;
  return { kind: 'marks', strokes, coverage, share, matched, placing };
}

type Looked = Pick<Drawn, 'placing' | 'matched' | 'strokes'>;

/** Where other colours led astray, it is placed again with those of the copy. Null: it shows something else. */
function lookAt(original: Pixels, copy: Pixels): Looked | null {
  const first = lookFrom(original, copy, findPlacing(greyOf(original), greyOf(copy)));
  if (isSamePicture(first.matched, first.strokes)) return first;
  const second = lookFrom(original, copy, findPlacing(greyOf(first.matched.expected), greyOf(copy), first.placing));
  return isSamePicture(second.matched, second.strokes) ? second : null;
}

function lookFrom(original: Pixels, copy: Pixels, placing: Placing): Looked {
  const matched = match(original, copy, placing);
  return { placing, matched, strokes: strokesOf(differenceOf(matched)) };
}
