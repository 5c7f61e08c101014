import type { Recipe } from '../../../domain/asked/image-request.ts';
import type { Version } from '../../../domain/chain/chain.ts';
import type { VersionId } from '../../../domain/ids.ts';
import type { ListedVersion } from './gather-chain.ts';

/** Where a picture is, or why it is nowhere. `part`: in which of several archives; `link`: an address for a day. */
export type Whereabouts =
  | { readonly file: string; readonly part: number }
  | { readonly file: null; readonly why: 'gone' | 'too large'; readonly link?: string | undefined };

/** A version as `chain.json` tells of it. What it was made from is named where it is in this chain, and seen by whoever asks. */
export function exportedVersion(
  { name, charge, isOriginal }: ListedVersion,
  version: Version,
  {
    nameOf,
    where,
    isCurrent,
    isWordless,
  }: {
    readonly nameOf: (version: VersionId) => string | null;
    readonly where: Whereabouts;
    readonly isCurrent: boolean;
    /** What it came of is not for whoever asks to read. */
    readonly isWordless: boolean;
  },
): object {
  const { kind, owner, audience, recipe, model, type, width, height, bytes, madeAt } = version;
  const parents = version.restOf === undefined ? version.sources : [version.restOf];
  return {
    name,
    current: isCurrent,
    kind,
    private: audience === 'asker',
    spoiler: version.spoiler ?? false,
    by: owner,
    madeAt: new Date(madeAt).toISOString(),
    parents: parents.flatMap((each) => nameOf(each) ?? []),
    model,
    recipe: recipe === null ? null : { ...exportedRecipe(recipe), ...(isWordless ? { prompt: null } : {}) },
    revisedPrompt: isWordless ? null : (version.revisedPrompt ?? null),
    ...{ type, width, height, bytes },
    cost: charge === null ? null : { usd: charge.usd / 1_000_000, pictures: charge.images },
    picture: where.file === null ? where : { ...where, original: isOriginal },
  };
}

/** What it was asked with, without what is named by ids of the store alone. */
function exportedRecipe(recipe: Recipe): object {
  const { characters = [], mask, sheetOf: _sheet, ...asked } = recipe;
  return {
    ...asked,
    part: mask === undefined ? undefined : mask.kind === 'region' ? mask.region : 'marked',
    characters: characters.length === 0 ? undefined : characters.map((each) => each.name),
  };
}
