import { parentOf, type Version } from '../../domain/chain/chain.ts';
import type { VersionId } from '../../domain/ids.ts';
import { mergeInstructions } from '../../domain/likeness/instructions.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { HiddenWords } from '../conduct/hidden-words.ts';
import type { Services } from '../services.ts';
import type { LikenessServices } from './likeness-services.ts';

/** From a version back to where its chain began, itself first; what was undone is not on the way. */
export async function pathOf(version: Version, versions: Pick<VersionStore, 'find'>): Promise<readonly Version[]> {
  const path = [version];
  const seen = new Set<VersionId>([version.id]);
  let parent = parentOf(version);
  while (parent !== null && !seen.has(parent)) {
    const before = await versions.find(parent);
    if (before === null) break;
    seen.add(parent);
    path.push(before);
    parent = parentOf(before);
  }
  return path;
}

/**
 * Those of a path that were asked for in words. What was put back says nothing that its own parent does not, and neither does
 * what a button made of one picture.
 */
export const editsOn = (path: readonly Version[]): readonly Version[] =>
  path.filter(
    ({ sources, recipe, restOf }) =>
      sources.length > 0 && recipe !== null && recipe.rework === undefined && restOf === undefined,
  );

/** What it takes to make a version anew from the picture that its chain began with. */
export function createOrigin({
  version: visible,
  versions,
  hiddenWords,
}: Pick<Services, 'version'> & {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly hiddenWords: HiddenWords;
}): LikenessServices['origin'] {
  return async function origin(id, place) {
    const version = await visible(id, place);
    if (version === null) return null;
    const path = await pathOf(version, versions);
    const first = path.at(-1);
    const edits = editsOn(path);
    if (first === undefined || edits.length < fewest || (await visible(first.id, place)) === null) return null;
    // Its form shows all the words, and without some of them it would be another picture.
    if (edits.some(await hiddenWords(version.guild, place.user))) return null;
    const prompts = edits.flatMap(({ recipe }) => recipe?.prompt ?? []).toReversed();
    return { first: first.id, instructions: mergeInstructions(prompts), audience: version.audience };
  };
}

/** After one edit the original is what it was made from: Again does the same. */
const fewest = 2;
