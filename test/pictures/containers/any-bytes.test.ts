import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { markAsMade, readHeader, stripMetadata } from '../../../src/pictures/containers/index.ts';
import { peoplesFiles } from '../../fixtures/people/corpus.ts';

const directory = await mkdtemp(join(tmpdir(), 'retouch-bytes-'));
afterAll(() => rm(directory, { recursive: true }));
const samples = (await peoplesFiles()).map(({ bytes }) => bytes).filter(({ byteLength }) => byteLength < 20_000);

/** What befalls a file: bytes that are others, some that are gone, some that come twice. */
const harm = fc.record({
  kind: fc.constantFrom('set', 'cut', 'repeat', 'end'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 12 }),
});

const mutated = fc
  .tuple(fc.constantFrom(...samples), fc.array(harm, { minLength: 1, maxLength: 6 }))
  .map(([sample, harms]) =>
    harms.reduce((file, { kind, at, bytes }) => {
      const from = Math.floor(at * file.byteLength);
      const [before, behind] = [file.subarray(0, from), file.subarray(from)];
      switch (kind) {
        case 'set':
          return Buffer.concat([before, bytes, behind.subarray(bytes.byteLength)]);
        case 'cut':
          return Buffer.concat([before, behind.subarray(bytes.byteLength)]);
        case 'repeat':
          return Buffer.concat([before, behind.subarray(0, 64), behind]);
        default:
          return Buffer.from(before);
      }
    }, Buffer.from(sample)),
  );

/** Whatever it is, it is read, or it is not; and what is read can be cleaned and marked. */
async function readWhatever(bytes: Uint8Array): Promise<void> {
  const path = join(directory, 'any');
  await writeFile(path, bytes);
  const header = await readHeader(path);
  if (header === null) return;
  const clean = join(directory, 'clean');
  const cleaned = (await stripMetadata(path, clean)) ? clean : path;
  expect(await readHeader(cleaned)).toEqual({ ...header, others: false });
  expect(await stripMetadata(cleaned, join(directory, 'again'))).toBe(false);
  const marked = join(directory, 'marked');
  if (await markAsMade(cleaned, marked, 'generated'))
    expect(await readHeader(marked)).toEqual({ ...header, others: false });
}

test('any bytes are a picture or not, and never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), (bytes) => readWhatever(bytes)),
    { numRuns: 200 },
  );
});

test('pictures that something befell are read or not, and never a fault', async () => {
  await fc.assert(
    fc.asyncProperty(mutated, (bytes) => readWhatever(bytes)),
    { numRuns: 1_500 },
  );
});
