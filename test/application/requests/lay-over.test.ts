import { readFile, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { recipe, sampleJob } from '../../../scripts/sample-records.ts';
import { createLayOver } from '../../../src/application/requests/lay-over.ts';
import type { Recipe } from '../../../src/domain/asked/image-request.ts';
import { coverageId, jobId, originalOf, paintedId, versionId } from '../../../src/domain/ids.ts';
import type { StoredPicture } from '../../../src/domain/jobs/job.ts';
import type { LaidOver, LosslessType } from '../../../src/ports/likeness.ts';
import { openStores } from '../stage.ts';

const source = versionId('11-0-0');
const made = versionId('100-0-0');
const painted: StoredPicture = { version: made, type: 'image/png', width: 512, height: 384, bytes: 9_000 };
const laid: LaidOver = { kind: 'laid', share: 0.1, type: 'image/png', width: 640, height: 480, bytes: 12_000 };

/** A source of 640 by 480, its part, and what the vendor painted of it. */
async function stageLaying(outcome: LaidOver = laid, asked: Partial<Recipe> = {}) {
  const stores = await openStores();
  const { images, scratch, versions } = stores;
  await stores.keepVersion(source, { width: 640, height: 480 });
  for (const id of [source, coverageId(jobId('100')), paintedId(made)]) await stores.keepFile(id);
  const seen: (readonly [LosslessType, ...contents: readonly string[]])[] = [];
  const layOver = createLayOver({
    versions,
    images,
    scratch,
    likeness: {
      async layOver(files, type, into) {
        const contents = [files.source, files.result, files.coverage].map((path) => readFile(path, 'utf8'));
        seen.push([type, ...(await Promise.all(contents))]);
        if (outcome.kind === 'laid') await writeFile(into, 'laid over');
        return outcome;
      },
    },
  });
  const mask = { kind: 'region', region: 'left' } as const;
  const job = sampleJob('100', {
    sources: [source],
    task: {
      recipe: { ...recipe, size: 'auto', mask, keep: 'exact', ...asked },
      sources: [{ kind: 'version', version: source }],
    },
  });
  return {
    ...stores,
    seen,
    laying: () => layOver(job, painted),
    async fileOf(id: Parameters<typeof images.lend>[0]) {
      await using file = await images.lend(id);
      return file === null ? null : readFile(file.path, 'utf8');
    },
  };
}

test('the version is what was laid over, and what the vendor painted stays byte for byte', async () => {
  const stage = await stageLaying();

  expect(await stage.laying()).toEqual({
    version: made,
    type: 'image/png',
    width: 640,
    height: 480,
    bytes: 12_000,
    kept: 'exact',
  });

  expect(stage.seen).toEqual([['image/png', 'the bytes of 11-0-0', 'the bytes of w100-0-0', 'the bytes of m100']]);
  expect(await stage.fileOf(originalOf(made))).toBe('laid over');
  expect(await stage.fileOf(paintedId(made))).toBe('the bytes of w100-0-0');
});

test('done again after a crash it comes to the same', async () => {
  const stage = await stageLaying();
  const first = await stage.laying();
  expect(await stage.laying()).toEqual(first);
  expect(await stage.fileOf(originalOf(made))).toBe('laid over');
});

test('WebP that was asked for stays WebP, without loss', async () => {
  const stage = await stageLaying({ ...laid, type: 'image/webp' }, { format: 'webp' });
  expect(await stage.laying()).toMatchObject({ type: 'image/webp', kept: 'exact' });
  expect(stage.seen[0]?.[0]).toBe('image/webp');
});

test('what is too large for WebP without loss is the PNG that was made instead', async () => {
  const stage = await stageLaying(laid, { format: 'webp' });
  expect(await stage.laying()).toMatchObject({ type: 'image/png', kept: 'exact' });
});

test.each([undefined, 'png'] as const)('it is PNG where nobody asked for WebP (format: %s)', async (format) => {
  const stage = await stageLaying(laid, { format });
  await stage.laying();
  expect(stage.seen[0]?.[0]).toBe('image/png');
});

test('composed anew, it is as the vendor painted it', async () => {
  const stage = await stageLaying({ kind: 'does not fit' });
  expect(await stage.laying()).toEqual({ ...painted, kept: 'no fit' });
  expect(await stage.fileOf(originalOf(made))).toBe('the bytes of w100-0-0');
});

test('another size than the source’s is as the vendor painted it; the source’s own is laid over', async () => {
  const other = await stageLaying(laid, { size: '1024x1024' });
  expect(await other.laying()).toEqual({ ...painted, kept: 'size' });
  expect(other.seen).toEqual([]);
  const same = await stageLaying(laid, { size: '640x480' });
  expect(await same.laying()).toMatchObject({ kept: 'exact' });
});

test('a source that retention took meanwhile cannot be laid over', async () => {
  const stage = await stageLaying();
  await stage.images.remove(originalOf(source));
  expect(await stage.laying()).toEqual({ ...painted, kept: 'no fit' });
});
