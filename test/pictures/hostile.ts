import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { isRefused } from '../../src/domain/pictures/refused-picture.ts';
import type { OpenPictures } from '../../src/pictures/pictures.ts';
import { peoplesFiles } from '../fixtures/people/corpus.ts';
import { watchChildrenMemory } from './children-memory.ts';
import { openPictures } from './open-pictures.ts';
import { samplePictures } from './sample-pictures.ts';

const memoryMb = 512;

/**
 * Any bytes, and pictures with bytes changed, cut off, or told to be large: whatever is done with them ends, and the
 * children together stay within the memory that is set, and 100 MB.
 */
export async function playHostile(numRuns: number): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-hostile-'));
  const pictures = openPictures({ memoryMb });
  const people = (await peoplesFiles()).map(({ bytes }) => bytes).filter(({ byteLength }) => byteLength < 20_000);
  const samples = [...people, ...(await Promise.all(samplePictures.map(({ make }) => make())))];
  try {
    using memory = watchChildrenMemory();
    const law = fc.asyncProperty(hostileBytes(samples), fc.constantFrom(...uses), async (bytes, use) => {
      const path = join(directory, randomUUID());
      await writeFile(path, bytes);
      const measured = await pictures.measure(path);
      const into = `${path}.out`;
      const result = await use({ pictures, path, into, bytes: bytes.length });
      // What has no header that makes sense, or is too large by it, is shown to no decoder.
      if (isRefused(measured) && measured.why === 'unreadable') {
        expect(result).toEqual(use === sheet ? 'written' : measured);
      }
    });
    await fc.assert(law, { numRuns });
    const { running, waiting, admitted } = pictures.state();
    expect({ running, waiting, admitted }).toEqual({ running: 0, waiting: 0, admitted: 0 });
    if (platform() === 'linux') expect(memory.most()).toBeLessThan((memoryMb + 100) * 1e6);
  } finally {
    await pictures.close();
    await rm(directory, { recursive: true, force: true });
  }
}

interface Use {
  readonly pictures: OpenPictures;
  readonly path: string;
  readonly into: string;
  readonly bytes: number;
}

const sheet = ({ pictures, path, into }: Use) => pictures.contactSheet([{ path }, null, { path }], into, null);

const uses: readonly ((use: Use) => Promise<unknown>)[] = [
  ({ pictures, path, into }) => pictures.readMask(path, { width: 64, height: 64 }, into, null),
  ({ pictures, path, into }) => pictures.toVendorForm(path, into, null),
  ({ pictures, path, into, bytes }) => pictures.fit(path, Math.max(0, bytes - 1), into, null),
  ({ pictures, path, into }) => pictures.asReference(path, 20, into, null),
  sheet,
  ({ pictures, path, into }) =>
    pictures.findMarks(path, path, { coverage: into, markup: `${into}.markup`, shown: `${into}.shown` }, null),
];

function hostileBytes(samples: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const changed = fc
    .record({
      sample: fc.constantFrom(...samples),
      length: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
      // Headers stand at the beginning.
      changes: fc.array(fc.tuple(fc.oneof(fc.nat(60), fc.nat(2_000)), fc.nat(255)), { maxLength: 8 }),
    })
    .map(({ sample, length, changes }) => {
      const bytes = Buffer.from(sample.subarray(0, Math.ceil(sample.length * length)));
      for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
      return bytes;
    });
  const random = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ weight: 9, arbitrary: changed }, { weight: 1, arbitrary: random });
}
