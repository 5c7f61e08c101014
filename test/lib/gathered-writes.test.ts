import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGatheredWrites } from '../../src/lib/gathered-writes.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

const mebibyte = 1024 * 1024;
const some = (bytes: number, of = 7) => Buffer.alloc(bytes, of);

/** A file that remembers how much was written at once. `takes`: the most that the system takes of it. */
function remembering(takes = Number.POSITIVE_INFINITY) {
  const writes: number[] = [];
  const content: Uint8Array[] = [];
  const file = {
    async writev(pieces: readonly NodeJS.ArrayBufferView[]) {
      const whole = Buffer.concat(pieces.map((each) => new Uint8Array(each.buffer, each.byteOffset, each.byteLength)));
      const taken = whole.subarray(0, Math.min(takes, whole.length));
      writes.push(taken.length);
      content.push(taken);
      return { bytesWritten: taken.length, buffers: [] };
    },
    async writeFile(rest: Uint8Array) {
      writes.push(rest.length);
      content.push(rest);
    },
  };
  return { file: file as unknown as FileHandle, writes, content: () => Buffer.concat(content) };
}

test('pieces are written once there is a mebibyte of them, and what is left at the end', async () => {
  const { file, writes } = remembering();
  const gathered = createGatheredWrites(file);
  for (let piece = 0; piece < 40; piece += 1) await gathered.write(some(65_536));
  expect(writes).toEqual([mebibyte, mebibyte]);
  await gathered.flush();
  await gathered.flush();
  expect(writes).toEqual([mebibyte, mebibyte, 8 * 65_536]);
});

test('a large piece is not cut, and tiny ones are not held for ever', async () => {
  const { file, writes } = remembering();
  const gathered = createGatheredWrites(file);
  await gathered.write(some(3 * mebibyte));
  expect(writes).toEqual([3 * mebibyte]);
  for (let piece = 0; piece < 256; piece += 1) await gathered.write(some(1));
  expect(writes).toEqual([3 * mebibyte, 256]);
});

test('what the system did not take at once is written after it', async () => {
  const { file, writes, content } = remembering(10);
  const gathered = createGatheredWrites(file);
  await gathered.write(Buffer.from('0123456'));
  await gathered.write(Buffer.from('789abc'));
  await gathered.flush();
  expect(writes).toEqual([10, 3]);
  expect(content().toString()).toBe('0123456789abc');
});

test('in whatever pieces it comes, the file has all of it in its order', async () => {
  const path = join(await temporaryDirectory(), 'file');
  const sizes = fc.array(fc.oneof(fc.nat(50), fc.nat(700_000)), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(sizes, async (each) => {
      const pieces = each.map((size, index) => some(size, index + 1));
      const file = await open(path, 'w');
      const gathered = createGatheredWrites(file);
      for (const piece of pieces) await gathered.write(piece);
      await gathered.flush();
      await file.close();
      expect(Buffer.compare(await readFile(path), Buffer.concat(pieces))).toBe(0);
    }),
    { numRuns: 30 },
  );
});
