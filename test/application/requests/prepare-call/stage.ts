import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { recipe, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { createCallPreparation, type PreparedCall } from '../../../../src/application/requests/prepare-call.ts';
import type { Recipe } from '../../../../src/domain/asked/image-request.ts';
import { type VersionId, versionId } from '../../../../src/domain/ids.ts';
import type { Job } from '../../../../src/domain/jobs/job.ts';
import type { Catalogue, Offer } from '../../../../src/domain/offers/provider.ts';
import type { ImageProvider } from '../../../../src/ports/image-provider.ts';
import type { Measured, Pictures } from '../../../../src/ports/pictures.ts';
import { catalogueOf, openStores, sampleModel, sampleOffer, unscripted } from '../../stage.ts';

export const provider: ImageProvider = {
  name: 'acedatacloud',
  answers: 'immediate',
  takesCallback: false,
  takesAddresses: true,
  deadlineMs: unscripted('deadlineMs'),
  generate: unscripted('generate'),
};
export const calledBack: ImageProvider = { ...provider, takesCallback: true };

/** Everything that a call is prepared from; what it does to pixels and addresses is noted. */
export async function stageCall({
  offer = {},
  catalogue,
  addressOf = (id) => `https://here.example/${id}`,
  callback = unscripted('callback'),
  measured = null,
}: {
  readonly offer?: Partial<Offer>;
  readonly catalogue?: Catalogue;
  readonly addressOf?: (id: VersionId) => string | null;
  readonly callback?: () => string | null;
  readonly measured?: Measured | null;
} = {}) {
  const stores = await openStores();
  const { images, scratch } = stores;
  const work: (readonly [what: string, ...paths: readonly string[]])[] = [];
  const pictures: Pictures = {
    async measure(path) {
      work.push(['measure', await readFile(path, 'utf8')]);
      return measured;
    },
    async toPng(path, into) {
      work.push(['to png', await readFile(path, 'utf8'), into]);
      await writeFile(into, `a png of ${await readFile(path, 'utf8')}`);
    },
    fit: unscripted('fit'),
    readMask: unscripted('readMask'),
    coverRectangle: unscripted('coverRectangle'),
    toAlphaMask: unscripted('toAlphaMask'),
    drawBars: unscripted('drawBars'),
  };
  const calledAbout: string[] = [];
  const prepareCall = createCallPreparation({
    catalogue: catalogue ?? catalogueOf(sampleModel('gpt-image-2', sampleOffer(offer))),
    versions: stores.versions,
    images,
    scratch,
    pictures,
    addresses: {
      picture: addressOf,
      callback(request) {
        calledAbout.push(request.id);
        return callback();
      },
    },
    nameOf: (member) => `member ${member}`,
  });
  return {
    ...stores,
    work,
    calledAbout,
    prepareCall,
    /** A version with its original. */
    async keep(id: string, changes: Parameters<typeof stores.keepVersion>[1] = {}) {
      await stores.keepVersion(id, changes);
      await stores.keepFile(id);
    },
    inScratch: () => readdir(scratch.directory),
    png: (ordinal: number) => scratch.path(`100-0-picture-${ordinal}.png`),
  };
}

/** A job whose pictures are prepared. */
export function jobOf(sources: readonly string[], changes: Partial<Recipe> = {}, more: Partial<Job> = {}): Job {
  const ids = sources.map(versionId);
  return sampleJob('100', {
    task: { recipe: { ...recipe, ...changes }, sources: ids.map((version) => ({ kind: 'version', version })) },
    sources: ids,
    ...more,
  });
}

export const edit = sampleRequest('100', 0);
export const generation = sampleRequest('100', 0, { operation: 'generate' });

/** What can be given back, whatever it is: a call that is not prepared has nothing lent, and is disposed of like one. */
export const disposable = { [Symbol.asyncDispose]: expect.any(Function) };

/** The call that is prepared. */
export function callOf(prepared: PreparedCall) {
  if (prepared.kind !== 'prepared') throw new Error(`it is ${prepared.kind}`);
  return prepared.call;
}

/** The call that is prepared, with what lies in the files of its sources just now. */
export async function contentsOf(prepared: PreparedCall) {
  const call = callOf(prepared);
  return {
    size: call.size,
    mask: call.mask === undefined ? null : await readFile(call.mask.path, 'utf8'),
    sources: await Promise.all(
      call.sources.map(async ({ path, ...source }) => ({ ...source, content: await readFile(path, 'utf8') })),
    ),
  };
}
