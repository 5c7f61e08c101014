import type { Dimensions } from '../../../../domain/asked/size.ts';

/**
 * Where what a source shows lies in a result, both measured from their middles in fractions of their edges:
 * `across = scaleX × across + moveX`, and so down. Of two that are alike pixel for pixel scales are 1 and moves 0.
 */
export interface Fit {
  readonly scaleX: number;
  readonly moveX: number;
  readonly scaleY: number;
  readonly moveY: number;
}

export const asItIs: Fit = { scaleX: 1, moveX: 0, scaleY: 1, moveY: 0 };

/**
 * How the frame of a result may go back to its source's: stretched to fill it, cut to fill it, or put into it whole with
 * something around. Where both have nearly one shape there is one way alone.
 */
export function framesOf(source: Dimensions, result: Dimensions): readonly Fit[] {
  const across = result.width / source.width;
  const down = result.height / source.height;
  if (Math.abs(across / down - 1) < sameShape) return [asItIs];
  const uniform = (scale: number): Fit => ({ scaleX: scale / across, moveX: 0, scaleY: scale / down, moveY: 0 });
  return [asItIs, uniform(Math.max(across, down)), uniform(Math.min(across, down))];
}

/** Vendors round edges to sixteens: 1024 for 1020 is stretched by half a percent, whichever way it was meant. */
const sameShape = 0.004;

/** From where in a line of `result` pixels what lies at `x` of `source` pixels comes. */
export const placeOf = (x: number, source: number, result: number, scale: number, move: number): number =>
  (((x + 0.5) / source - 0.5) * scale + move + 0.5) * result - 0.5;

/**
 * Where pixels can go back to pixels, they do: what is found within a quarter of one of a shift by whole pixels is taken
 * for it, and no pixel of the result is mixed of others.
 */
export function snapped(fit: Fit, source: Dimensions, result: Dimensions): Fit {
  const x = snappedLine(fit.scaleX, fit.moveX, source.width, result.width);
  const y = snappedLine(fit.scaleY, fit.moveY, source.height, result.height);
  if (x === null || y === null) return fit;
  return { scaleX: x.scale, moveX: x.move, scaleY: y.scale, moveY: y.move };
}

function snappedLine(scale: number, move: number, source: number, result: number) {
  const whole = source / result;
  // Where the first and the last pixel come from.
  const first = placeOf(0, source, result, scale, move);
  const last = placeOf(source - 1, source, result, scale, move) - (source - 1);
  const shift = Math.round((first + last) / 2);
  if (Math.max(Math.abs(first - shift), Math.abs(last - shift)) > mostSnap) return null;
  // Solved for placeOf(0) = shift at this scale.
  return { scale: whole, move: (shift + 0.5) / result - 0.5 - (0.5 / source - 0.5) * whole };
}

const mostSnap = 0.3;
