import { blurred, medianOf, type Plane } from '../plane.ts';

/**
 * By how many pixels the source has to be blurred to be as soft as what was laid over it; below 0: by how many that has to
 * be. A softer picture is off at every edge, and nothing in it was edited.
 */
export function softnessOf(source: Plane, laid: Plane, usable: Uint8Array): number {
  const off = (sigma: number) => {
    const a = sigma > 0 ? blurred(source, sigma).values : source.values;
    const b = sigma < 0 ? blurred(laid, -sigma).values : laid.values;
    return middleOf(a, b, usable);
  };
  let best = { sigma: 0, off: off(0) };
  for (const direction of [1, -1]) {
    for (const sigma of sigmas) {
      const tried = { sigma: sigma * direction, off: off(sigma * direction) };
      if (tried.off >= best.off) break;
      best = tried;
    }
    if (best.sigma !== 0) break;
  }
  return best.sigma;
}

const sigmas = [0.5, 0.8, 1.1, 1.5, 2, 2.7, 3.5, 4.5, 6];

/** Of a part of the points, how far they are off once their brightness is matched. */
function middleOf(a: Float32Array, b: Float32Array, usable: Uint8Array): number {
  const off = new Float32Array(Math.ceil(usable.length / step));
  let count = 0;
  for (let at = 0; at < usable.length; at += step) {
    if (usable[at] !== 1) continue;
    off[count] = Math.abs((a[at] ?? 0) - (b[at] ?? 0));
    count += 1;
  }
  return medianOf(off.subarray(0, count));
}

/** Prime, so that no column is left out. */
const step = 7;
