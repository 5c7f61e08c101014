import type { Sharp } from 'sharp';
import { restyle } from '../../../scripts/emulators/vendors/kit/painted/restyle.ts';
import { type Picture, randomOf, toSharp } from './painted.ts';

type Style = (picture: Picture) => Promise<Picture>;

const through =
  (change: (picture: Sharp) => Sharp): Style =>
  async (picture) => ({
    ...picture,
    pixels: await change(toSharp(picture)).toColourspace('srgb').removeAlpha().raw().toBuffer(),
  });

const posterised =
  (step: number): Style =>
  async (picture) => ({
    ...picture,
    pixels: picture.pixels.map((value) => Math.min(255, Math.round(value / step) * step)),
  });

/** What members ask for that changes a picture everywhere. */
export const styles: Readonly<Record<string, Style>> = {
  sepia: through((picture) =>
    picture.recomb([
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ]),
  ),
  'black and white': (picture) =>
    through((each) => each.recomb(Array.from({ length: 3 }, () => [0.3, 0.59, 0.11]) as never))(picture),
  'four levels': posterised(64),
  'seven levels': posterised(42),
  'other hues': through((picture) => picture.modulate({ hue: 60 })),
  'a little other hues': through((picture) => picture.modulate({ hue: 30 })),
  'strong colours': through((picture) => picture.modulate({ saturation: 1.8 })),
  brighter: through((picture) => picture.linear(1.4, 0)),
  'strong contrast': through((picture) => picture.linear(1.6, -70)),
  blurred: through((picture) => picture.blur(8)),
  negative: through((picture) => picture.negate()),
  'warm light': through((picture) => picture.linear([1.25, 1, 0.7], [0, 0, 0])),
  'line drawing': through((picture) =>
    picture
      .greyscale()
      .convolve({ width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] })
      .negate()
      .linear(1.5, -100),
  ),
  'flat colours': async (picture) =>
    posterised(51)({ ...picture, pixels: await toSharp(picture).median(7).removeAlpha().raw().toBuffer() }),
  'painted sepia': through((picture) => restyle(picture, 'sepia')),
  'painted sketch': through((picture) => restyle(picture, 'sketch')),
  'painted watercolour': through((picture) => restyle(picture, 'watercolour')),
  grain: async (picture) => {
    const random = randomOf(5);
    const grained = picture.pixels.map((value) => Math.min(255, Math.max(0, value + (random() - 0.5) * 90)));
    return { ...picture, pixels: grained };
  },
};
