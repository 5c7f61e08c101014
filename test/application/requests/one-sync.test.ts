import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleRequest } from '../../../scripts/sample-records.ts';
import { createCollect } from '../../../src/application/requests/collect.ts';
import { originalOf, versionId } from '../../../src/domain/ids.ts';
import type { MadePicture } from '../../../src/domain/jobs/job.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import { createDownloader } from '../../../src/providers/http/download.ts';
import { keepPictures } from '../../../src/providers/streams/keep-pictures.ts';
import { readJson } from '../../../src/providers/streams/read-json.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { openScratch } from '../../../src/storage/files/scratch.ts';
import { startLocalServer } from '../../providers/local-server.ts';
import { largePng } from '../../providers/pictures.ts';
import { temporaryDirectory } from '../../storage/temporary.ts';
import { watchFiles } from '../../watched-files.ts';
import { unscripted } from '../stage.ts';

const version = versionId('100-0-0');
const original = originalOf(version);
const picture = largePng(4_000_000);
const never = new AbortController().signal;

/** The real scratch, store and downloader, as a result passes through them. */
async function open() {
  const directory = join(await temporaryDirectory(), 'images');
  const clock = createSystemClock();
  const scratch = await openScratch({ directory, clock });
  const images = await openImageStore({ directory });
  // As after the first few hundred pictures: the folder that it belongs into is there.
  const shelf = join(directory, 'originals', createHash('sha256').update(original).digest('hex').slice(0, 2));
  await mkdir(shelf);
  const server = await startLocalServer((_, response) => response.end(picture));
  const downloader = createDownloader({ clock, origins: [server.origin] });
  const pictures = {
    measure: async () => ({ type: 'image/png', width: 1, height: 1, bytes: picture.length }) as const,
  };
  const collect = createCollect({
    images,
    scratch,
    downloader,
    pictures: { ...pictures, fit: unscripted('fit') } as never,
  });
  return {
    scratch: scratch.directory,
    shelf,
    server,
    /** Takes what was made as the request's, and looks whether it is the picture. */
    async take(made: readonly MadePicture[]) {
      const request = sampleRequest('100', 0, { state: 'collecting', made });
      expect((await collect(request, never)).kind).toBe('collected');
      await using lent = await images.lend(original);
      expect(Buffer.compare(await readFile(lent?.path ?? ''), picture)).toBe(0);
    },
    files: await watchFiles(),
  };
}

/** An answer that brings the picture itself, as it comes from a network. */
async function* answering(text: string) {
  const bytes = Buffer.from(JSON.stringify({ b64_json: text }));
  for (let at = 0; at < bytes.length; at += 16_384) yield bytes.subarray(at, at + 16_384);
}

async function keep(scratch: string, text: string, outlives?: 'crash') {
  await using json = await readJson(answering(text), scratch, ['b64_json']);
  const { b64_json } = json.value as { readonly b64_json: string };
  const handed = [{ kind: 'base64', text: b64_json.replace(/^data:;file,/, '') }] as const;
  return await keepPictures(handed, { id: '100-0', scratch, json, ...(outlives === undefined ? {} : { outlives }) });
}

test('a picture that was downloaded is synced once, in the store, and written by the megabyte', async () => {
  const { server, scratch, shelf, take, files } = await open();

  await take([{ kind: 'address', url: `${server.origin}/a.png` }]);

  expect(files.synced).toEqual([join(scratch, original), shelf]);
  expect(new Set(files.written.map((path) => dirname(path)))).toEqual(new Set([scratch]));
  expect(files.written).toHaveLength(4);
});

test('a picture that came as base64 is synced once, before its name is written down, and written by the megabyte', async () => {
  const { scratch, shelf, take, files } = await open();

  const made = await keep(scratch, picture.toString('base64'));
  const [part, ...names] = files.synced;
  expect(basename(part ?? '')).toMatch(/^[\da-f-]{36}\.part$/);
  expect(names).toEqual([scratch]);
  expect(files.written).toHaveLength(4);
  files.forget();
  await take(made);

  expect(files.synced).toEqual([shelf]);
});

test('a picture so small that it stays in its answer is synced as often', async () => {
  const { scratch, files } = await open();

  await keep(scratch, largePng(30_000).toString('base64'));

  expect(files.synced.map((path) => dirname(path))).toEqual([scratch, dirname(scratch)]);
  expect(files.written).toHaveLength(1);
});

test('a preview is never synced: the next one takes its place', async () => {
  const { scratch, files } = await open();

  for (const bytes of [30_000, 400_000]) await keep(scratch, largePng(bytes).toString('base64'), 'crash');

  expect(files.synced).toEqual([]);
});
