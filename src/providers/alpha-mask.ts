import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../domain/failure.ts';
import { isRefused, refusalOf } from '../domain/pictures/refused-picture.ts';
import type { ProviderRequest } from '../ports/image-provider.ts';
import type { Pictures } from '../ports/pictures.ts';

/** `path` is null where no mask was asked for. */
export type LentMask = AsyncDisposable &
  ({ readonly kind: 'mask'; readonly path: string | null } | { readonly kind: 'failed'; readonly failure: Failure });

/**
 * The mask of an edit as vendors of OpenAI's kind want it, until it is disposed of: a PNG of the first picture's size,
 * see-through where it is to be edited.
 */
export async function lendAlphaMask(
  { id, mask, sources, asker }: ProviderRequest,
  { pictures, scratch }: { readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>; readonly scratch: string },
): Promise<LentMask> {
  await using files = new AsyncDisposableStack();
  const [source] = sources;
  const lending = <Mask extends object>(lent: Mask) => {
    const kept = files.move();
    return { ...lent, [Symbol.asyncDispose]: () => kept.disposeAsync() };
  };
  if (mask === undefined || source === undefined) return lending({ kind: 'mask', path: null });
  const size = await pictures.measure(source.path);
  if (isRefused(size)) return lending({ kind: 'failed', failure: refusalOf(size, source.filename) });
  const path = join(scratch, `${id}.mask.png`);
  files.defer(() => rm(path, { force: true }));
  const made = await pictures.toAlphaMask(mask.path, path, size, asker ?? null);
  if (isRefused(made)) return lending({ kind: 'failed', failure: refusalOf(made) });
  return lending({ kind: 'mask', path });
}
