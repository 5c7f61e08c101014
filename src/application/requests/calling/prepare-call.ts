import { picturesSent } from '../../../domain/asked/image-request.ts';
import { fieldsFor } from '../../../domain/asked/recipe-fields.ts';
import { recipeOf } from '../../../domain/asked/recipe-of.ts';
import type { Dimensions } from '../../../domain/asked/size.ts';
import type { Failure } from '../../../domain/failure.ts';
import { importedVersionId, originalOf, shownCopyId, type UserId, type VersionId } from '../../../domain/ids.ts';
import type { Job, PaidRequest, PictureType } from '../../../domain/jobs/job.ts';
import type { Catalogue } from '../../../domain/offers/provider.ts';
import { extensionOf } from '../../../domain/pictures/picture-type.ts';
import { isRefused, type RefusedPicture, refusalOf } from '../../../domain/pictures/refused-picture.ts';
import { vendorPrompt } from '../../../domain/vendor-prompt.ts';
import type { ImageProvider, ProviderRequest, ProviderSource } from '../../../ports/image-provider.ts';
import type { PictureFiles } from '../../../ports/picture-files.ts';
import type { Pictures } from '../../../ports/pictures.ts';
import type { ImageStore } from '../../../ports/store/image-store.ts';
import type { Scratch } from '../../../ports/store/scratch.ts';
import type { VersionStore } from '../../../ports/store/version-store.ts';
import type { LendCharacters } from '../../characters/lend-characters.ts';
import { offerTo } from '../offer-to.ts';
import { createLendPart } from './lend-part.ts';

export interface Addresses {
  /** A signed, short-lived address of an original that a vendor can fetch; null without a public address. */
  picture(version: VersionId): string | null;
  /** One of the same picture for people, whose file says that AI made it. */
  fullSize(version: VersionId): string | null;
  /** Where the vendor may call back about this request; null without a public address, or where that mode is off. */
  callback(request: PaidRequest): string | null;
}

/**
 * `gone`: an original is no longer in the store. `unsendable`: the catalogue no longer offers this. `refused`: a picture
 * cannot be made into what a vendor reads.
 */
export type PreparedCall = AsyncDisposable &
  (
    | { readonly kind: 'prepared'; readonly call: ProviderRequest }
    | { readonly kind: 'gone' }
    | { readonly kind: 'unsendable' }
    | { readonly kind: 'refused'; readonly failure: Failure }
  );

export type PrepareCall = (job: Job, request: PaidRequest, provider: ImageProvider) => Promise<PreparedCall>;

/** Puts a paid call together from rows; its files are lent until it is disposed of. */
export function createCallPreparation({
  catalogue,
  versions,
  images,
  scratch,
  pictures,
  pictureFiles,
  addresses,
  lendCharacters,
  nameOf,
}: {
  readonly catalogue: Catalogue;
  readonly versions: VersionStore;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures;
  readonly pictureFiles: Pick<PictureFiles, 'clean' | 'look'>;
  readonly addresses: Addresses;
  readonly lendCharacters: LendCharacters;
  /** What vendors know a member by: always the same, and nothing that leads back to them. */
  readonly nameOf: (member: UserId) => string;
}): PrepareCall {
  const lendPart = createLendPart({ images });
  return async function prepareCall(job, request, provider) {
    const recipe = job.task === null ? undefined : recipeOf(job.task, request);
    const offer = offerTo(job, request, catalogue);
    const model = offer?.vendorModel[request.operation];
    if (recipe === undefined || offer === undefined || model === undefined) return without('unsendable');

    const { asker } = job.address;
    await using files = new AsyncDisposableStack();
    const part = await lendPart(job, offer, files);
    if (part === 'gone') return without('gone');
    const sources: ProviderSource[] = [];
    let first: Dimensions | null = null;
    for (const version of job.sources ?? []) {
      const shown = await borrow(version, files);
      if (shown === null) return without('gone');
      first ??= shown;
      const name = `picture-${sources.length + 1}`;
      const sent = await sendable(shown, { name, into: scratch.path(`${request.id}-${name}`), asker }, files);
      if (isRefused(sent)) return withoutReading(refusalOf(sent, filenameOf(job, version)));
      sources.push(sent);
    }
    const { mask, markup, shown: shownPart, region } = part;
    const shownIn = `picture-${sources.length + 1}.png`;
    const given = shownPart === null ? sources : [...sources, asSource(shownPart, shownIn)];
    const lent = await lendCharacters(recipe, given.length + 1, files);
    if ('code' in lent) return withoutReading(lent);
    const all = [...given, ...lent.sources];
    if (picturesSent({ recipe, sources }) > 0 && all.length === 0) return without('gone');
    const call: ProviderRequest = {
      id: request.id,
      operation: request.operation,
      model,
      prompt: vendorPrompt({
        prompt: recipe.prompt,
        sources: sources.length,
        characters: lent.described,
        isSheet: recipe.sheetOf !== undefined,
        shown: shownPart?.as,
        startsOver: recipe.startsOver,
        rework: recipe.rework,
        part: region,
      }),
      ...fieldsFor(recipe, offer, { operation: request.operation, first }),
      sources: all,
      ...(mask === null ? {} : { mask: { path: mask.path } }),
      markup: markup === null ? undefined : { path: markup.path },
      traceId: request.traceId,
      callbackUrl: (provider.takesCallback ? addresses.callback(request) : null) ?? undefined,
      user: nameOf(asker),
      asker,
      // Two previews cost as much as a whole draft.
      previews: offer.streams && recipe.draft === undefined ? previewsAsked : undefined,
      moderation: offer.moderation,
      compression: offer.compression,
      complexity: offer.complexity,
    };
    const held = files.move();
    return { kind: 'prepared', call, [Symbol.asyncDispose]: () => held.disposeAsync() };
  };

  /** A version's original, else the copy that was shown of it. */
  async function borrow(id: VersionId, files: AsyncDisposableStack): Promise<Shown | null> {
    const version = await versions.find(id);
    if (version === null) return null;
    const isTheirs = version.kind === 'imported';
    const original = files.use(await images.lend(originalOf(id)));
    if (original !== null) return { ...version, path: original.path, address: addresses.picture(id), isTheirs };
    const copy = files.use(await images.lend(shownCopyId(id)));
    const measured = copy === null ? null : await pictures.measure(copy.path);
    if (copy === null || measured === null || isRefused(measured)) return null;
    return { ...measured, path: copy.path, address: null, isTheirs };
  }

  /**
   * As vendors are to see it (contract, promise 7): as it is, where people and vendors see the same in it, or made anew at
   * `into`. `name` is none of ours: in a version's id stand channels, and members for private ones.
   */
  async function sendable(
    { type, path, address, isTheirs }: Shown,
    { name, into, asker }: { readonly name: string; readonly into: string; readonly asker: UserId },
    files: AsyncDisposableStack,
  ): Promise<ProviderSource | RefusedPicture> {
    // Brought along before metadata was taken out at once.
    const isCleaned = isTheirs && (await pictureFiles.clean(path, `${into}.clean`)) === 'cleaned';
    if (isCleaned) files.defer(() => scratch.discard(`${into}.clean`));
    const clean = isCleaned ? `${into}.clean` : path;
    if ((await pictureFiles.look(clean))?.isVendorForm === true) {
      return { path: clean, address: isCleaned ? null : address, filename: `${name}.${extensionOf(type)}`, type };
    }
    files.defer(() => scratch.discard(into));
    const made = await pictures.toVendorForm(clean, into, asker);
    if (isRefused(made)) return made;
    return { path: into, address: null, filename: `${name}.${extensionOf(made.type)}`, type: made.type };
  }
}

/** A picture of our own making, which no vendor can fetch. */
const asSource = ({ path }: { readonly path: string }, filename: string): ProviderSource => ({
  path,
  address: null,
  filename,
  type: 'image/png',
});

const nothingLent = { [Symbol.asyncDispose]: () => Promise.resolve() };
const without = (kind: 'gone' | 'unsendable'): PreparedCall => ({ kind, ...nothingLent });
const withoutReading = (failure: Failure): PreparedCall => ({ kind: 'refused', failure, ...nothingLent });

/** As its member called the file that the version was made of, where the job still knows of it. */
function filenameOf({ task, address: { channel, audience, asker } }: Job, version: VersionId): string | undefined {
  const given = (task?.sources ?? []).flatMap((source) => (source.kind === 'picture' ? [source.picture] : []));
  const owner = audience === 'asker' ? asker : null;
  return given.find(({ id }) => importedVersionId(id, channel, owner) === version)?.filename;
}

/** The first is soon there, the second looks like the result; each costs as much as 100 tokens of it (reference, 5.7). */
const previewsAsked = 2;

/** A source as it lies in the store: the original, or the copy that a message showed of it, which has no address. */
interface Shown extends Dimensions {
  readonly path: string;
  readonly type: PictureType;
  readonly address: string | null;
  /** Somebody brought it along. */
  readonly isTheirs: boolean;
}
