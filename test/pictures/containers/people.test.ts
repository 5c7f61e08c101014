import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { markAsMade, readHeader, stripMetadata, uprightSize } from '../../../src/pictures/containers/index.ts';
import { isVendorForm } from '../../../src/pictures/vendor-form.ts';
import { peoplesFiles } from '../../fixtures/people/corpus.ts';
import { secrets } from '../../fixtures/people/parts.ts';
import { type PeoplesFile, seenSize } from '../../fixtures/people/peoples-file.ts';

const files = await peoplesFiles();
const directory = await mkdtemp(join(tmpdir(), 'retouch-people-'));
afterAll(() => rm(directory, { recursive: true }));

const read = files.filter(({ sent }) => sent.kind !== 'refused' || sent.code === 'picture_too_large');

async function stripped({ name, bytes }: PeoplesFile) {
  const [path, into] = [join(directory, name), join(directory, `${name}.clean`)];
  await writeFile(path, bytes);
  const changed = await stripMetadata(path, into);
  return { changed, path: changed ? into : path, before: path };
}

const pixels = async (path: string) => {
  const { data, info } = await sharp(path, { failOn: 'none', pages: -1 }).raw().toBuffer({ resolveWithObject: true });
  return { data, info };
};

describe.for(read)('$name, from $from', (file) => {
  test('is read without a decoder', async () => {
    const { path } = await stripped(file);
    const header = await readHeader(path);
    if (header === null) throw new Error('it was not read');
    if (file.sent.kind === 'refused') return;
    expect(uprightSize(header)).toEqual(seenSize);
    expect(isVendorForm(header)).toBe(file.sent.kind !== 'anew');
  });

  test('keeps its pixels and loses what it says of its sender', async () => {
    const { changed, path, before } = await stripped(file);
    if (file.sent.kind === 'refused') return;
    if (file.sent.kind === 'same') expect(changed).toBe(false);
    if (file.sent.kind === 'clean') expect(changed).toBe(true);
    const said = await readFile(before, 'latin1');
    expect(secrets.some((each) => said.includes(each))).toBe(/^with-|^hdr|^turned/.test(file.name));
    const kept = await readFile(path, 'latin1');
    expect(secrets.filter((each) => kept.includes(each))).toEqual([]);
    expect(await pixels(path)).toEqual(await pixels(before));
    const { orientation = 1, icc } = await sharp(before).metadata();
    const after = await sharp(path).metadata();
    expect(after.orientation ?? 1).toBe(orientation);
    expect(after.icc?.equals(icc ?? Buffer.alloc(0)) ?? icc === undefined).toBe(true);
  });

  test('is the same when it is cleaned once more', async () => {
    const { path } = await stripped(file);
    expect(await stripMetadata(path, join(directory, 'again'))).toBe(false);
  });
});

test.for(files.filter(({ sent }) => sent.kind === 'refused' && sent.code === 'not_a_picture'))(
  '$name, from $from, is no picture',
  async ({ name, bytes }) => {
    const path = join(directory, name);
    await writeFile(path, bytes);
    expect(await readHeader(path)).toBeNull();
  },
);

describe('a file of more than is read at once', () => {
  const large = sharp({
    create: {
      width: 1_000,
      height: 900,
      channels: 3,
      background: '#777',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });
  const encodings: readonly (readonly [name: string, encode: () => Promise<Buffer>])[] = [
    [
      'large.jpg',
      () =>
        large
          .clone()
          .jpeg({ quality: 100 })
          .withExif({ IFD0: { Artist: 'Ada Lovelace' } })
          .toBuffer(),
    ],
    [
      'large.png',
      () =>
        large
          .clone()
          .png()
          .withExif({ IFD0: { Artist: 'Ada Lovelace' } })
          .toBuffer(),
    ],
    [
      'large.webp',
      () =>
        large
          .clone()
          .webp({ lossless: true })
          .withExif({ IFD0: { Artist: 'Ada Lovelace' } })
          .toBuffer(),
    ],
  ];

  test.for(encodings)('%s is cleaned and marked as any', async ([name, encode]) => {
    const bytes = await encode();
    expect(bytes.byteLength).toBeGreaterThan(500_000);
    const file: PeoplesFile = { name, from: 'a good camera', bytes, sent: { kind: 'clean' } };
    const { changed, path, before } = await stripped(file);
    expect(changed).toBe(true);
    expect(await readFile(path, 'latin1')).not.toContain('Ada Lovelace');
    const marked = join(directory, `marked-${name}`);
    expect(await markAsMade(path, marked, 'generated')).toBe(true);
    expect((await sharp(marked).metadata()).xmpAsString).toContain('trainedAlgorithmicMedia');
    const [first, last] = [await pixels(before), await pixels(marked)];
    expect(last.info).toEqual(first.info);
    expect(last.data.equals(first.data)).toBe(true);
  });
});
