import type { UsedCharacter } from '../../domain/asked/image-request.ts';
import type { VersionId } from '../../domain/ids.ts';
import type { Made } from '../../domain/pictures/made.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

/** What a picture is called that is made from these, and shows these. */
export type MadeFrom = (
  sources: readonly VersionId[],
  characters?: readonly Pick<UsedCharacter, 'made'>[],
) => Promise<Made>;

/**
 * Each version says it of itself, so that a chain of thousands costs what one of two does; those from before it was
 * written down are followed back to what they were made from.
 */
export function createMadeFrom({ versions }: { readonly versions: Pick<VersionStore, 'find'> }): MadeFrom {
  return async function madeFrom(sources, characters = []) {
    if (characters.some(({ made }) => made === 'composite')) return 'composite';
    const seen = new Set(sources);
    for (const id of seen) {
      const version = await versions.find(id);
      if (version?.kind === 'imported' || version?.made === 'composite') return 'composite';
      if (version === null || version.made !== undefined) continue;
      // Somebody's own picture at the far end of a very long chain is called one rather than not.
      if (seen.size > mostFollowed) return 'composite';
      for (const source of version.sources) seen.add(source);
    }
    return 'generated';
  };
}

const mostFollowed = 1_000;
