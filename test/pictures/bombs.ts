import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A true PNG of one colour and of any size: a hundred kilobytes for nine hundred megapixels. */
export function plainPng(width: number, height: number, colour: 'black' | 'white'): Buffer {
  const row = Buffer.alloc(Math.ceil(width / 8) + 1, colour === 'white' ? 255 : 0);
  // How the row is filtered: not at all.
  row[0] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // One bit, grey.
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(row.length * height, row), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An AVIF of sixteen by sixteen pixels that claims to be larger. */
export async function claimingAvif(width: number, height: number): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#f00' } })
    .avif()
    .toBuffer();
  const at = bytes.indexOf('ispe') + 8;
  bytes.writeUInt32BE(width, at);
  bytes.writeUInt32BE(height, at + 4);
  return bytes;
}

/** A WebP that claims to be larger. */
export async function claimingWebp(width: number, height: number): Promise<Buffer> {
  const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#f00' } })
    .webp()
    .toBuffer();
  bytes.writeUInt16LE(width, 26);
  bytes.writeUInt16LE(height, 28);
  return bytes;
}

function chunk(name: string, body: Buffer): Buffer {
  const framed = Buffer.alloc(body.length + 12);
  framed.writeUInt32BE(body.length, 0);
  framed.write(name, 4, 'latin1');
  body.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, body.length + 8)), body.length + 8);
  return framed;
}
