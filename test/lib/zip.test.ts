import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeZip, type ZipEntry, zipEnd, zipOverhead } from '../../src/lib/zip.ts';
import { temporaryDirectory } from '../storage/temporary.ts';
import { unzip } from '../unzip.ts';

const never = new AbortController().signal;
const text = (name: string, ...pieces: readonly string[]): ZipEntry => ({
  kind: 'text',
  name,
  async *pieces() {
    yield* pieces;
  },
});

test('texts and files come out as they went in, one file lent at a time, and no larger than was told', async () => {
  const directory = await temporaryDirectory();
  let lent = 0;
  let most = 0;
  const bytes = Buffer.alloc(300_000, 'picture ');
  const file = (name: string) => ({
    kind: 'file' as const,
    name,
    at: new Date('2026-11-30T12:00:00Z'),
    async lend() {
      lent += 1;
      most = Math.max(most, lent);
      const path = join(directory, `lent-${lent}`);
      await writeFile(path, bytes);
      return {
        path,
        async [Symbol.asyncDispose]() {
          lent -= 1;
        },
      };
    },
  });
  const gone: ZipEntry = { ...file('gone.png'), lend: async () => null };
  const entries = [text('README.txt', 'Für ', 'alle'), file('a/1.png'), gone, file('a/2.png')];
  const path = join(directory, 'all.zip');

  const size = await writeZip(path, from(entries), never);

  expect(size).toBe((await stat(path)).size);
  const bound =
    zipEnd + 2 * bytes.length + 9 + ['README.txt', 'a/1.png', 'a/2.png'].map(zipOverhead).reduce((a, b) => a + b);
  expect(size).toBeLessThanOrEqual(bound);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const found = unzip(path);
  expect([...found.keys()]).toEqual(['README.txt', 'a/1.png', 'a/2.png']);
  expect(found.get('README.txt')?.toString()).toBe('Für alle');
  expect(found.get('a/2.png')?.equals(bytes)).toBe(true);
  expect([lent, most]).toEqual([0, 1]);
});

test('what cannot be read, or is not wanted any more, makes no archive and leaves nothing lent', async () => {
  const directory = await temporaryDirectory();
  const path = join(directory, 'all.zip');
  let returned = 0;
  const missing: ZipEntry = {
    kind: 'file',
    name: 'a.png',
    at: new Date(),
    lend: async () => ({
      path: join(directory, 'nowhere'),
      async [Symbol.asyncDispose]() {
        returned += 1;
      },
    }),
  };
  await expect(writeZip(path, from([text('b.txt', 'b'), missing]), never)).rejects.toThrow('ENOENT');
  expect(returned).toBe(1);

  const stopped = AbortSignal.abort(new Error('stopping'));
  await expect(writeZip(path, from([text('b.txt', 'b')]), stopped)).rejects.toThrow();
});

async function* from(entries: readonly ZipEntry[]) {
  yield* entries;
}
