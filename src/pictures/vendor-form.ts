import type { VendorType } from '../ports/pictures.ts';
import type { Header } from './containers/index.ts';

/**
 * Whether every vendor sees what a person sees (contract, promise 7): a type that they document, 8 bits of grey or of red,
 * green and blue, one frame that stands upright and is all there, and no other picture in the file. Phones' HDR photos,
 * prints, turned and moving pictures are refused or misread by one or another (reference, 7.2).
 */
export function isVendorForm({ type, orientation, depth, colour, ...header }: Header): boolean {
  const isRead = type === 'image/png' || type === 'image/jpeg' || type === 'image/webp';
  const isPlain = depth === 8 && (colour === 'grey' || colour === 'rgb');
  const isOdd = header.animated || header.unusual || header.others || header.cutOff;
  return isRead && isPlain && orientation === 1 && !isOdd;
}

/**
 * What it is made anew as: a photograph stays JPEG, in a quality that nobody tells from it (as PNG a phone's would be
 * larger than vendors take); anything else becomes PNG, which loses nothing.
 */
export const vendorTypeOf = ({ type }: Pick<Header, 'type'>): VendorType =>
  type === 'image/jpeg' ? 'image/jpeg' : 'image/png';
