import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { markAsMade } from '../../../src/pictures/containers/index.ts';
import { peoplesFiles } from '../../fixtures/people/corpus.ts';
import { jpegSegment, pngChunk, webpChunk, withJpegSegments, withPngChunks } from '../../fixtures/people/parts.ts';

const directory = await mkdtemp(join(tmpdir(), 'retouch-marks-'));
afterAll(() => rm(directory, { recursive: true }));
const files = await peoplesFiles();
const bytesOf = (name: string) => files.find((each) => each.name === name)?.bytes ?? Buffer.alloc(0);

async function marked(name: string, bytes: Buffer, made: 'generated' | 'composite' = 'generated') {
  const [path, into] = [join(directory, name), join(directory, `marked-${name}`)];
  await writeFile(path, bytes);
  return { changed: await markAsMade(path, into, made), into };
}

const xmpOf = async (path: string) => (await sharp(path).metadata()).xmpAsString ?? '';
const pixels = async (path: string | Buffer) =>
  sharp(path, { failOn: 'none', pages: -1 }).raw().toBuffer({ resolveWithObject: true });

const kinds = /\.(png|jpg|webp)$/;
const shown = files.filter(({ name, sent }) => kinds.test(name) && sent.kind !== 'refused');

describe.for(shown)('$name', ({ name, bytes }) => {
  test('says in its file that AI made it, and no pixel differs', async () => {
    const { changed, into } = await marked(name, bytes);
    expect(changed).toBe(true);
    expect(await xmpOf(into)).toContain('newscodes/digitalsourcetype/trainedAlgorithmicMedia"');
    expect(await pixels(into)).toEqual(await pixels(bytes));
    const [before, after] = [await sharp(bytes).metadata(), await sharp(into).metadata()];
    expect([after.icc, after.orientation, after.hasAlpha]).toEqual([before.icc, before.orientation, before.hasAlpha]);
  });

  test('is not marked twice', async () => {
    const { into } = await marked(name, bytes);
    expect(await markAsMade(into, join(directory, 'twice'), 'composite')).toBe(false);
  });
});

test('a picture whose chain began with somebody’s own says that it is composed', async () => {
  const { into } = await marked('composite.png', bytesOf('plain.png'), 'composite');
  expect(await xmpOf(into)).toContain('newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"');
});

describe('a packet of XMP that is there', () => {
  const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="a vendor"/></rdf:RDF></x:xmpmeta>`;
  const itxt = pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${packet}`));
  const app1 = jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${packet}`));

  test.for([
    ['PNG', 'kept.png', withPngChunks(bytesOf('plain.png'), itxt)],
    ['JPEG', 'kept.jpg', withJpegSegments(bytesOf('plain.jpg'), app1)],
  ] as const)('keeps what it says: %s', async ([, name, bytes]) => {
    const { into } = await marked(name, bytes);
    const xmp = await xmpOf(into);
    expect(xmp).toContain('xmp:CreatorTool="a vendor"');
    expect(xmp).toContain('/trainedAlgorithmicMedia"');
    expect(xmp.match(/<x:xmpmeta/g)).toHaveLength(1);
    expect(await pixels(into)).toEqual(await pixels(bytes));
  });

  test('of nonsense is replaced', async () => {
    const { into } = await marked('nonsense.webp', bytesOf('with-place.webp'));
    expect(await xmpOf(into)).not.toContain('Ada');
  });
});

describe('a vendor’s content credentials', () => {
  const says = Buffer.from('jumb … c2pa … digitalSourceType … /trainedAlgorithmicMedia');
  const silent = Buffer.from('jumb … c2pa … nothing of the kind');
  const inJpeg = (content: Buffer) =>
    jpegSegment(0xeb, Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01\0\0\0\x40'), content]));
  const inWebp = (content: Buffer) => {
    const file = bytesOf('with-place.webp');
    const chunk = webpChunk('C2PA', content);
    const whole = Buffer.concat([file, chunk]);
    whole.writeUInt32LE(whole.byteLength - 8, 4);
    return whole;
  };

  test.for([
    ['said.png', withPngChunks(bytesOf('plain.png'), pngChunk('caBX', says))],
    ['said.jpg', withJpegSegments(bytesOf('plain.jpg'), inJpeg(says))],
    ['said.webp', inWebp(says)],
  ] as const)('that say it go out as they are: %s', async ([name, bytes]) => {
    expect((await marked(name, bytes)).changed).toBe(false);
  });

  test.for([
    ['silent.png', withPngChunks(bytesOf('plain.png'), pngChunk('caBX', silent))],
    ['silent.jpg', withJpegSegments(bytesOf('plain.jpg'), inJpeg(silent))],
    ['silent.webp', inWebp(silent)],
  ] as const)('that do not, and that a mark would break, are taken out: %s', async ([name, bytes]) => {
    const { changed, into } = await marked(name, bytes);
    expect(changed).toBe(true);
    expect((await readFile(into)).includes('nothing of the kind')).toBe(false);
    expect(await xmpOf(into)).toContain('/trainedAlgorithmicMedia"');
    expect(await pixels(into)).toEqual(await pixels(bytes));
  });
});
