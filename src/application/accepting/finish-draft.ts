import { isVisibleTo } from '../../domain/chain/chain.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Ask, AskAnswer, Services } from '../services.ts';
import { kept } from './kept-characters.ts';

/**
 * The finished picture of a draft, by whoever sees that: an edit of it, with its words and whoever is in it, at the size and
 * quality that were asked for with the drafts. Who asked for those has agreed to its price with theirs; anybody else, and
 * they too where it is dearer by now, are asked first.
 */
export function createFinishDraft({
  versions,
  ask,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly ask: (ask: Ask) => Promise<AskAnswer>;
}): Services['finishDraft'] {
  return async function finishDraft(version, id, address) {
    const record = await versions.find(version);
    const recipe = record?.recipe;
    if (record === null || recipe?.draft === undefined) return null;
    if (!isVisibleTo(record, { channel: address.channel, user: address.asker })) return null;
    const { prompt, model, background, format, characters, draft } = recipe;
    const { price = 0, size, quality } = draft;
    return ask({
      id,
      recipe: { prompt, model, background, format, size, quality, rework: 'finish' },
      sources: { kind: 'given', sources: [{ kind: 'version', version }] },
      characters: kept(characters),
      confirmed: record.owner === address.asker ? price : 0,
      address,
    });
  };
}
