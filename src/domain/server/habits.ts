import type { ImageTask } from '../asked/image-request.ts';
import type { ReplyAddress } from '../jobs/job.ts';
import type { ServerRules } from './server-rules.ts';

/**
 * Where an answer goes, with what its server has set of how pictures are shown. It is written down with the request, so
 * that what was accepted stays as it was accepted, whatever is set later. `isNew`: it stands for `/imagine`.
 */
export function addressedBy(
  { spoiler, threads }: Pick<ServerRules, 'spoiler' | 'threads'>,
  address: ReplyAddress,
  isNew: boolean,
): ReplyAddress {
  const { guild, parent, audience, kind } = address;
  const mayOpen = guild !== null && parent === null && audience === 'everyone' && kind === 'interaction';
  return {
    ...address,
    spoiler: spoiler === true ? true : undefined,
    opensThread: threads === true && isNew && mayOpen ? true : undefined,
  };
}

/** Whether it stands for `/imagine`: from words alone, or sent as one. A reference sheet belongs to its character. */
export const isNewPicture = (
  {
    recipe,
    sources,
  }: { readonly recipe: Pick<ImageTask['recipe'], 'sheetOf'>; readonly sources: ImageTask['sources'] },
  isImagine: boolean,
): boolean => (isImagine || sources.length === 0) && recipe.sheetOf === undefined;
