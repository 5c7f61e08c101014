import { fieldsFor } from '../../domain/asked/recipe-fields.ts';
import type { Dimensions } from '../../domain/asked/size.ts';
import { shownCopyId, type UserId, type VersionId } from '../../domain/ids.ts';
import type { Job, PaidRequest, PictureType } from '../../domain/jobs/job.ts';
import type { Catalogue } from '../../domain/offers/provider.ts';
import { extensionOf, isReadByVendors } from '../../domain/pictures/picture-type.ts';
import type { ImageProvider, ProviderRequest, ProviderSource } from '../../ports/image-provider.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import { offerTo } from './offer-to.ts';
import { coverageOf } from './prepare-mask.ts';

export interface Addresses {
  /** A signed, short-lived address of an original that the world can fetch; null without a public address. */
  picture(version: VersionId): string | null;
  /** Where the vendor may call back about this request; null without a public address, or where that mode is off. */
  callback(request: PaidRequest): string | null;
}

/** `gone`: an original is no longer in the store. `unsendable`: the catalogue no longer offers this. */
export type CallLending<Result> =
  | { readonly kind: 'sent'; readonly result: Result }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unsendable' };

export type WithCall = <Result>(
  job: Job,
  request: PaidRequest,
  provider: ImageProvider,
  send: (call: ProviderRequest) => Promise<Result>,
) => Promise<CallLending<Result>>;

/** Puts a paid call together from rows, and lends its source files while `send` runs. */
export function createCallPreparation({
  catalogue,
  versions,
  images,
  pictures,
  addresses,
  nameOf,
}: {
  readonly catalogue: Catalogue;
  readonly versions: VersionStore;
  readonly images: ImageStore;
  readonly pictures: Pictures;
  readonly addresses: Addresses;
  /** What vendors know a member by: always the same, and nothing that leads back to them. */
  readonly nameOf: (member: UserId) => string;
}): WithCall {
  return async function withCall<Result>(
    job: Job,
    request: PaidRequest,
    provider: ImageProvider,
    send: (call: ProviderRequest) => Promise<Result>,
  ): Promise<CallLending<Result>> {
    const recipe = job.task?.recipe;
    const offer = offerTo(job, request.provider, catalogue);
    const model = offer?.vendorModel[request.operation];
    if (recipe === undefined || offer === undefined || model === undefined) return { kind: 'unsendable' };

    const sources: ProviderSource[] = [];
    const converted: string[] = [];
    let first: Dimensions | null = null;
    const lend = async (remaining: readonly VersionId[], mask: string | null): Promise<CallLending<Result>> => {
      const [next, ...rest] = remaining;
      if (next === undefined) {
        const result = await send({
          id: request.id,
          operation: request.operation,
          model,
          prompt: recipe.prompt,
          ...fieldsFor(recipe, offer, { operation: request.operation, first }),
          sources,
          ...(mask === null ? {} : { mask: { path: mask } }),
          traceId: request.traceId,
          callbackUrl: (provider.takesCallback ? addresses.callback(request) : null) ?? undefined,
          user: nameOf(job.address.asker),
          previews: offer.streams ? previewsAsked : undefined,
          moderation: offer.moderation,
          compression: offer.compression,
        });
        return { kind: 'sent', result };
      }
      const version = await versions.find(next);
      if (version === null) return { kind: 'gone' };
      const lendFile = async (path: string, shown: Shown): Promise<CallLending<Result>> => {
        first ??= shown;
        const name = `picture-${sources.length + 1}`;
        const source = await sendable(shown, path, name, images.scratchPath(`${request.id}-${name}.png`));
        sources.push(source);
        if (source.path !== path) converted.push(source.path);
        return lend(rest, mask);
      };
      const address = addresses.picture(version.id);
      const lent = await images.withFile(next, (path) => lendFile(path, { ...version, address }));
      if (lent !== null) return lent;
      const copied = await images.withFile(shownCopyId(next), async (path) => {
        const measured = await pictures.measure(path);
        return measured === null ? null : lendFile(path, { ...measured, address: null });
      });
      return copied ?? { kind: 'gone' };
    };
    try {
      const coverage = coverageOf(job);
      if (coverage === null) return await lend(job.sources ?? [], null);
      const lent = await images.withFile(coverage, (path) => lend(job.sources ?? [], path));
      return lent ?? { kind: 'gone' };
    } finally {
      for (const path of converted) await images.discard(path);
    }
  };

  /**
   * Vendors read PNG, JPEG and WebP; anything else is handed over as a PNG of its first frame, made at `into`. `name` is
   * none of ours: in a version's id stand channels, and members for private ones.
   */
  async function sendable(shown: Shown, path: string, name: string, into: string): Promise<ProviderSource> {
    const { type, address } = shown;
    if (isReadByVendors(type)) return { path, address, filename: `${name}.${extensionOf(type)}`, type };
    await pictures.toPng(path, into);
    return { path: into, address: null, filename: `${name}.png`, type: 'image/png' };
  }
}

/** The first is soon there, the second looks like the result; each costs as much as 100 tokens of it (reference, 5.7). */
const previewsAsked = 2;

/** A source as it lies in the store: the original, or the copy that a message showed of it, which has no address. */
interface Shown extends Dimensions {
  readonly type: PictureType;
  readonly address: string | null;
}
