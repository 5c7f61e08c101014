import { isVisibleTo } from '../../domain/chain/chain.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Ask, AskAnswer, AskedSources, Services } from '../services.ts';
import { kept } from './kept-characters.ts';

/**
 * The same request once more, by whoever sees its picture: with the same characters, but for those that are somebody else's
 * own. That its asker may use those pictures was decided when it was made.
 */
export function createAskAgain({
  versions,
  ask,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly ask: (ask: Ask & { readonly vouched: true }) => Promise<AskAnswer>;
}): Services['askAgain'] {
  return async function askAgain(version, id, address) {
    const record = await versions.find(version);
    if (record === null || record.recipe === null) return null;
    if (!isVisibleTo(record, { channel: address.channel, user: address.asker })) return null;
    const { characters, ...recipe } = record.recipe;
    const sources = record.sources.map((each) => ({ kind: 'version', version: each }) as const);
    const given: AskedSources = sources.length === 0 ? { kind: 'none' } : { kind: 'given', sources };
    return ask({ id, recipe, sources: given, characters: kept(characters), address, vouched: true });
  };
}
