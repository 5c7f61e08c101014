import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { recipe, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { createLendCharacters } from '../../../../src/application/characters/lend-characters.ts';
import { createCallPreparation, type PreparedCall } from '../../../../src/application/requests/calling/prepare-call.ts';
import type { Recipe } from '../../../../src/domain/asked/image-request.ts';
import { type VersionId, versionId } from '../../../../src/domain/ids.ts';
import type { Job } from '../../../../src/domain/jobs/job.ts';
import type { Catalogue, Offer } from '../../../../src/domain/offers/provider.ts';
import { isRefused, type RefusedPicture } from '../../../../src/domain/pictures/refused-picture.ts';
import type { ImageProvider } from '../../../../src/ports/image-provider.ts';
import type { PictureFiles } from '../../../../src/ports/picture-files.ts';
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
  measured = { kind: 'refused', why: 'unreadable' },
  converted = { type: 'image/png' },
}: {
  readonly offer?: Partial<Offer>;
  readonly catalogue?: Catalogue;
  readonly addressOf?: (id: VersionId) => string | null;
  readonly callback?: () => string | null;
  readonly measured?: Measured | RefusedPicture;
  readonly converted?: Converted;
} = {}) {
  const stores = await openStores();
  const { images, scratch } = stores;
  const { work, odd, said, pictures } = stubPictures(measured, converted);
  const calledAbout: string[] = [];
  const prepareCall = createCallPreparation({
    catalogue: catalogue ?? catalogueOf(sampleModel('gpt-image-2', sampleOffer(offer))),
    versions: stores.versions,
    images,
    scratch,
    pictures,
    pictureFiles: stubFiles(odd, said),
    addresses: {
      picture: addressOf,
      fullSize: unscripted('fullSize'),
      callback(request) {
        calledAbout.push(request.id);
        return callback();
      },
    },
    lendCharacters: createLendCharacters(stores),
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
      if (changes.type === 'image/gif' || changes.type === 'image/avif') odd.add(`the bytes of ${id}`);
    },
    /** Its file says more than its picture, as those did that were brought along once. */
    saysMore: (id: string) => void said.add(`the bytes of ${id}`),
    inScratch: () => readdir(scratch.directory),
    png: (ordinal: number) => scratch.path(`100-0-picture-${ordinal}`),
  };
}

type Converted = { readonly type: 'image/png' } | RefusedPicture;

function stubPictures(measured: Measured | RefusedPicture, converted: Converted) {
  const work: (readonly [what: string, ...paths: readonly string[]])[] = [];
  /** Contents of files that vendors do not read as they are, and of those that say more than their picture. */
  const odd = new Set<string>();
  const said = new Set<string>();
  const pictures: Pictures = {
    async measure(path) {
      work.push(['measure', await readFile(path, 'utf8')]);
      return measured;
    },
    async toVendorForm(path, into) {
      work.push(['to vendor form', await readFile(path, 'utf8'), into]);
      if (!isRefused(converted)) await writeFile(into, `a png of ${await readFile(path, 'utf8')}`);
      return converted;
    },
    fit: unscripted('fit'),
    readMask: unscripted('readMask'),
    coverRectangle: unscripted('coverRectangle'),
    toAlphaMask: unscripted('toAlphaMask'),
    drawBars: unscripted('drawBars'),
    asReference: unscripted('asReference'),
    contactSheet: unscripted('contactSheet'),
    drawTree: unscripted('drawTree'),
  };
  return { work, odd, said, pictures };
}

const stubFiles = (odd: ReadonlySet<string>, said: ReadonlySet<string>): Pick<PictureFiles, 'clean' | 'look'> => ({
  async clean(path, into) {
    const content = await readFile(path, 'utf8');
    if (!said.has(content)) return 'clean';
    await writeFile(into, `clean: ${content}`);
    return 'cleaned';
  },
  look: async (path) => ({ isVendorForm: !odd.has(await readFile(path, 'utf8')), moves: false }),
});

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
