import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sniffPicture } from '../../../src/domain/pictures/sniff-picture.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** How an ISO media file begins: its brands, each of four characters, and then whatever else. */
function media(major: string, compatible: readonly string[], { version = '\0\0\0\0', after = '' } = {}) {
  const length = String.fromCharCode(16 + 4 * compatible.length);
  return bytes(`\0\0\0${length}ftyp${major}${version}${compatible.join('')}${after}`);
}

describe('a picture is known by its first bytes', () => {
  test.each([
    ['PNG', 'image/png', bytes('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['JPEG', 'image/jpeg', bytes('\xff\xd8\xff\xe0\0\x10JFIF')],
    ['WebP', 'image/webp', bytes('RIFF\x24\0\0\0WEBPVP8 ')],
    ['an old GIF', 'image/gif', bytes('GIF87a')],
    ['a GIF', 'image/gif', bytes('GIF89a')],
    ['AVIF', 'image/avif', media('avif', ['avif', 'mif1', 'miaf'])],
    ['an AVIF without other brands', 'image/avif', media('avif', [])],
    ['an animated AVIF', 'image/avif', media('avis', ['msf1', 'miaf'])],
    ['an AVIF that calls itself a HEIF picture', 'image/avif', media('mif1', ['mif1', 'avif', 'miaf'])],
    ['an AVIF that calls itself a HEIF sequence', 'image/avif', media('msf1', ['iso8', 'avis'])],
    ['an AVIF that says so last', 'image/avif', media('mif1', [...Array(10).fill('miaf'), 'avif'])],
  ])('%s', (_, type, start) => {
    expect(sniffPicture(start)).toBe(type);
  });

  test.each([
    ['HEIC', media('heic', ['mif1', 'heic'])],
    ['HEIC that calls itself a HEIF picture', media('mif1', ['mif1', 'heic'])],
    ['a film', media('mp42', ['mp42', 'isom'])],
    ['a brand that lies across two others', media('mif1', ['miav', 'ifaf'])],
    ['a version that looks like a brand', media('mif1', ['mif1'], { version: 'avif' })],
    ['a word behind the brands', media('mif1', ['mif1'], { after: 'avif' })],
    ['BMP', bytes('BM\x46\0\0\0\0\0\0\0\x36\0\0\0')],
    ['TIFF', bytes('II*\0\x08\0\0\0')],
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['PDF', bytes('%PDF-1.7\n')],
    ['RIFF with sound', bytes('RIFF\x24\0\0\0WAVEfmt ')],
    ['a GIF of no known version', bytes('GIF90a')],
    ['a signature that is cut short', bytes('\x89PNG\r\n')],
    ['nothing', bytes('')],
  ])('%s is none that we read', (_, start) => {
    expect(sniffPicture(start)).toBeNull();
  });

  test('random bytes are none', () => {
    const random = fc.uint8Array({ maxLength: 200 }).filter((start) => start[0] !== 0xff);
    fc.assert(fc.property(random, (start) => sniffPicture(start) === null));
  });

  test('what follows the first 64 bytes changes nothing', () => {
    const start = media('mif1', ['mif1', 'avif'], { after: '\0'.repeat(40) });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (rest) => {
        expect(sniffPicture(Uint8Array.from([...start, ...rest]))).toBe('image/avif');
      }),
    );
  });
});
