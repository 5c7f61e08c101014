import type { VersionId } from '../ids.ts';
import { parentOf, type Version } from './chain.ts';
import { jobOfVersion } from './version-files.ts';

/** What came of one request, and what it was made from; null: of nothing. */
export interface Siblings<Item> {
  readonly items: readonly Item[];
  readonly parent: VersionId | null;
}

/** As many as one request makes. */
const mostTogether = 4;

/** Versions, oldest first, as the requests that made them: what came of one with the same parent is together. */
export function siblingsOf<Item extends { readonly record: Version }>(
  items: readonly Item[],
): readonly Siblings<Item>[] {
  const all: { readonly items: Item[]; readonly parent: VersionId | null }[] = [];
  const together = new Map<string, (typeof all)[number]>();
  for (const item of items) {
    const { id } = item.record;
    const parent = parentOf(item.record);
    const key = `${jobOfVersion(id) ?? id} ${parent ?? ''}`;
    const found = together.get(key);
    if (found !== undefined && found.items.length < mostTogether) found.items.push(item);
    else {
      const siblings = { items: [item], parent };
      all.push(siblings);
      together.set(key, siblings);
    }
  }
  return all;
}
