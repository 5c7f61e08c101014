import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/**
 * The picture with what stands for its maker's content credentials, where the standard has them (C2PA 2.2, annex A): signed
 * by nobody, they say that AI made it, as image services' do, and keep the bytes of two pictures apart.
 */
export async function withCredentials(
  bytes: Uint8Array,
  { format, seed }: { readonly format: 'png' | 'jpeg' | 'webp'; readonly seed: string },
): Promise<Uint8Array> {
  const source = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';
  const claim = Buffer.from(`jumb an emulated manifest: c2pa.actions digitalSourceType ${source} for ${seed}`);
  switch (format) {
    case 'png':
      return Buffer.concat([bytes.subarray(0, 33), pngChunk('caBX', claim), bytes.subarray(33)]);
    case 'jpeg':
      return Buffer.concat([bytes.subarray(0, 2), jpegSegment(claim), bytes.subarray(2)]);
    case 'webp':
      return webpFile(await webpChunks(bytes), claim);
    default:
      return format satisfies never;
  }
}

function pngChunk(name: string, body: Buffer): Buffer {
  const framed = Buffer.alloc(body.byteLength + 12);
  framed.writeUInt32BE(body.byteLength, 0);
  framed.write(name, 4, 'latin1');
  body.copy(framed, 8);
  framed.writeUInt32BE(crc32(framed.subarray(4, -4)), framed.byteLength - 4);
  return framed;
}

/** JPEG XT's box in APP11: `JP`, the number of the box, the number of its piece. */
function jpegSegment(body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01', 'latin1'), body]);
  const head = Buffer.from([0xff, 0xeb, 0, 0]);
  head.writeUInt16BE(content.byteLength + 2, 2);
  return Buffer.concat([head, content]);
}

/** In the extended format, which alone takes other chunks. */
async function webpChunks(bytes: Uint8Array): Promise<Buffer> {
  const chunks = Buffer.from(bytes.subarray(12));
  if (chunks.toString('latin1', 0, 4) === 'VP8X') return chunks;
  const { width, height, hasAlpha } = await sharp(bytes).metadata();
  const extended = Buffer.alloc(10);
  extended[0] = hasAlpha ? 0x10 : 0;
  extended.writeUIntLE(width - 1, 4, 3);
  extended.writeUIntLE(height - 1, 7, 3);
  return Buffer.concat([webpChunk('VP8X', extended), chunks]);
}

function webpFile(chunks: Buffer, claim: Buffer): Buffer {
  const file = Buffer.concat([Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'), chunks, webpChunk('C2PA', claim)]);
  file.writeUInt32LE(file.byteLength - 8, 4);
  return file;
}

function webpChunk(name: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(8 + body.byteLength + (body.byteLength % 2));
  chunk.write(name, 'latin1');
  chunk.writeUInt32LE(body.byteLength, 4);
  body.copy(chunk, 8);
  return chunk;
}
