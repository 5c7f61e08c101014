import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Failure } from '../domain/failure.ts';
import type { ProviderRequest } from '../ports/image-provider.ts';
import type { Pictures } from '../ports/pictures.ts';

/**
 * Lends the mask of an edit as vendors of OpenAI's kind want it: a PNG of the first picture's size, see-through where it
 * is to be edited. Null: no mask was asked for.
 */
export async function withAlphaMask<Result>(
  { id, mask, sources }: ProviderRequest,
  { pictures, scratch }: { readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>; readonly scratch: string },
  use: (mask: string | null) => Promise<Result>,
): Promise<Result | { readonly kind: 'failed'; readonly failure: Failure }> {
  const [source] = sources;
  if (mask === undefined || source === undefined) return use(null);
  const size = await pictures.measure(source.path);
  if (size === null) return { kind: 'failed', failure: { code: 'not_a_picture', filename: source.filename } };
  const path = join(scratch, `${id}.mask.png`);
  try {
    await pictures.toAlphaMask(mask.path, path, size);
    return await use(path);
  } finally {
    await rm(path, { force: true });
  }
}
