import sharp, { type Sharp } from 'sharp';

/** Pictures of 60 by 40, of every kind that is decoded in a way of its own. */
export const samplePictures: readonly { readonly name: string; readonly make: () => Promise<Buffer> }[] = [
  ['PNG', () => plain().png()],
  ['PNG with transparency', () => plain(4).png()],
  ['PNG with a palette', () => plain().png({ palette: true })],
  ['PNG with a palette and transparency', () => plain(4).png({ palette: true })],
  ['PNG in grey', () => plain().toColourspace('b-w').png()],
  ['PNG of sixteen bits', () => plain().toColourspace('rgb16').png()],
  ['PNG interlaced', () => plain().png({ progressive: true })],
  ['JPEG', () => plain().jpeg()],
  ['JPEG progressive', () => plain().jpeg({ progressive: true })],
  ['JPEG in grey', () => plain().toColourspace('b-w').jpeg()],
  ['JPEG in four colours', () => plain().toColourspace('cmyk').jpeg()],
  ['JPEG to be turned', () => plain().jpeg().withMetadata({ orientation: 6 })],
  ['JPEG to be turned round', () => plain().jpeg().withMetadata({ orientation: 3 })],
  ['WebP', () => plain().webp()],
  ['WebP with transparency', () => plain(4).webp()],
  ['WebP lossless', () => plain().webp({ lossless: true })],
  ['WebP lossless with transparency', () => plain(4).webp({ lossless: true })],
  ['WebP to be turned', () => plain().webp().withMetadata({ orientation: 8 })],
  ['WebP that moves', () => sharp(frames(), { raw: { width: 60, height: 40, channels: 3, pageHeight: 20 } }).webp()],
  ['GIF', () => plain().gif()],
  ['GIF with transparency', () => plain(4).gif()],
  ['AVIF', () => plain().avif()],
  ['AVIF with transparency', () => plain(4).avif()],
].map(([name, make]) => ({ name: String(name), make: () => (make as () => Sharp)().toBuffer() }));

const plain = (channels: 3 | 4 = 3) =>
  sharp({ create: { width: 60, height: 40, channels, background: { r: 200, g: 80, b: 20, alpha: 0.5 } } });

const frames = () => Buffer.concat([Buffer.alloc(60 * 20 * 3, 40), Buffer.alloc(60 * 20 * 3, 200)]);
