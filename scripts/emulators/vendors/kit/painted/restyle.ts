import type { Sharp } from 'sharp';
import type { Style } from './instruction.ts';

/** Everything in the picture in another style. */
export function restyle(canvas: Sharp, style: Style): Sharp {
  switch (style) {
    case 'sepia':
      return canvas.recomb([
        [0.393, 0.769, 0.189],
        [0.349, 0.686, 0.168],
        [0.272, 0.534, 0.131],
      ]);
    case 'grey':
      return canvas.greyscale().linear(1.15, -14).toColourspace('srgb');
    case 'sketch':
      return canvas.greyscale().sharpen({ sigma: 2, m1: 6, m2: 16 }).linear(0.95, 55).toColourspace('srgb');
    case 'watercolour':
      // Run together, and bright. A median would look better, and takes half a second.
      return canvas.blur(2).recomb([
        [1.43, -0.27, -0.06],
        [-0.12, 1.28, -0.06],
        [-0.12, -0.27, 1.49],
      ]);
    default:
      return style satisfies never;
  }
}
