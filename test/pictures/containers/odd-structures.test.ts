import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { readHeader, stripMetadata } from '../../../src/pictures/containers/index.ts';
import { jpegSegment, phoneExif, withJpegSegments } from '../../fixtures/people/parts.ts';

const directory = await mkdtemp(join(tmpdir(), 'retouch-odd-'));
afterAll(() => rm(directory, { recursive: true }));

const drawn = sharp({ create: { width: 64, height: 48, channels: 3, background: '#639' } });
const jpg = await drawn.clone().jpeg().toBuffer();
const exif = (orientation: number) =>
  jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), phoneExif(orientation)]));
let files = 0;

async function cleaned(bytes: Buffer) {
  files += 1;
  const [path, into] = [join(directory, `${files}`), join(directory, `${files}.clean`)];
  await writeFile(path, bytes);
  const changed = await stripMetadata(path, into);
  const clean = changed === true ? into : path;
  return { header: await readHeader(path), changed, clean, bytes: await readFile(clean) };
}

const seenAs = async (bytes: Buffer | string) => (await sharp(bytes).metadata()).autoOrient;

describe('a JPEG', () => {
  test('with bytes between its segments that belong to nothing is read, as everybody does', async () => {
    const { header } = await cleaned(Buffer.concat([jpg.subarray(0, 20), Buffer.alloc(2), jpg.subarray(20)]));
    expect(header?.stored).toEqual({ width: 64, height: 48 });
  });

  test('loses such bytes, also behind a block that is empty: what is left begins like a JPEG', async () => {
    const stray = Buffer.from('\0SECRET', 'latin1');
    const { changed, bytes, header } = await cleaned(withJpegSegments(jpg, Buffer.from([0xff, 0xe1, 0, 2]), stray));
    expect(changed).toBe(true);
    expect(bytes.includes('SECRET')).toBe(false);
    expect([...bytes.subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    expect(header?.stored).toEqual({ width: 64, height: 48 });
  });

  test('with two blocks of Exif stands as the first says, before and afterwards', async () => {
    const file = withJpegSegments(jpg, exif(1), exif(6));
    const { header, bytes } = await cleaned(file);
    expect(header?.orientation).toBe(1);
    expect(await seenAs(bytes)).toEqual(await seenAs(file));
  });

  test('loses what stands in segments of reserved markers, and behind what Adobe’s says of the colours', async () => {
    const adobe = jpegSegment(
      0xee,
      Buffer.concat([Buffer.from('Adobe\0d\0\0\0\0\x01', 'latin1'), Buffer.from('SECRET')]),
    );
    const file = withJpegSegments(jpg, jpegSegment(0xf0, Buffer.from('SECRET')), adobe);
    const { changed, bytes } = await cleaned(file);
    expect(changed).toBe(true);
    expect(bytes.includes('SECRET')).toBe(false);
  });

  test('of millions of fill bytes, or of thousands of empty scans, is none that is read', async () => {
    const filled = withJpegSegments(jpg, Buffer.alloc(8_000_000, 0xff));
    expect((await cleaned(filled)).header).toBeNull();
    const scan = Buffer.from([0xff, 0xda, 0, 2]);
    const scans = Buffer.concat([jpg.subarray(0, -2), ...Array<Buffer>(20_000).fill(scan), jpg.subarray(-2)]);
    expect((await cleaned(scans)).header).toBeNull();
  });
});

test('a GIF with a stray byte before its end is read as far as it goes', async () => {
  const gif = await drawn.clone().gif().toBuffer();
  const { header, bytes } = await cleaned(Buffer.concat([gif.subarray(0, -1), Buffer.from([0, 0x3b])]));
  expect(header?.stored).toEqual({ width: 64, height: 48 });
  expect(await seenAs(bytes)).toEqual({ width: 64, height: 48 });
});

describe('an AVIF', () => {
  const box = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(8 + content.byteLength, 0);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, content]);
  };

  test('loses what stands in boxes of its own, and behind the last', async () => {
    const avif = await drawn.clone().avif().toBuffer();
    const hidden = Buffer.alloc(100_000, 'SECRET');
    const { changed, bytes, clean } = await cleaned(
      Buffer.concat([avif, box('uuid', hidden), box('free', hidden), Buffer.from('SECRET')]),
    );
    expect(changed).toBe(true);
    expect(bytes.includes('SECRET')).toBe(false);
    expect(await seenAs(clean)).toEqual({ width: 64, height: 48 });
  });

  test('whose table claims millions of extents of no bytes is none that is read, at once', async () => {
    const avif = await drawn.clone().avif().toBuffer();
    const at = avif.indexOf('iloc');
    // No offsets, no lengths; one item after the other with as many extents as there can be.
    const claim = Buffer.from([0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 1, 0, 0, 0xff, 0xff]);
    claim.copy(avif, at + 4);
    expect((await cleaned(avif)).header).toBeNull();
  });
});
