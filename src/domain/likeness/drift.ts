import type { Reading } from './reading.ts';

/**
 * Whether more changed since the first picture of a chain than anybody asked for. One edit drifts, too; it is what adds up
 * that is worth starting again for. Only what was not asked to change is looked at: `since` tells of the rest.
 *
 * The bounds are from a painter that is off by what is known of models: over three edits it leaves 0.50 to 0.65 of the
 * sharpness (after one 0.70 to 0.88) and tints by 14 to 19 in 100 (after one up to 7), and what is alike stays at 0.98.
 */
export function hasDrifted(since: Reading, edits: number): boolean {
  // Where nothing lies where it lay, nothing is known of the rest.
  if (edits < fewestEdits || since.kind === 'composed anew' || wasMeant(since, edits)) return false;
  return since.sharpness < soft || tintOf(since) > tinted || since.alike < unlike;
}

/** Fewer are what **Again** does over. */
export const fewestEdits = 3;

const soft = 0.65;
const tinted = 1.12;
/** Matched, it stays above 0.98 over six edits: below, shapes are others, as of a face. */
const unlike = 0.95;

/** More than drift could have done in so many edits: a style, black and white, evening light. */
const wasMeant = (since: Reading, edits: number): boolean =>
  since.sharpness < sharpnessLeft ** edits || tintOf(since) > tintAdded ** edits;

/** The most that one edit of the painter does; a watercolour leaves 0.13, and sepia makes it 1.4. */
const sharpnessLeft = 0.7;
const tintAdded = 1.08;

/** Between red and blue, whichever way; 1 is none. Light is left out: it is asked for too often. */
function tintOf({ gains: { red, blue } }: Reading): number {
  return Math.max(red, blue) / Math.min(red, blue);
}
