import type { Version } from '../../domain/chain/chain.ts';
import { storedRequestId } from '../../domain/ids.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { Place } from '../asking.ts';
import type { HiddenWords } from '../conduct/hidden-words.ts';
import type { Services } from '../services.ts';
import type { Naming } from './about-version.ts';
import type { BehindMore, NamedVersion, ToldRecipe } from './behind-more.ts';

/**
 * What made a version, for whoever sees it. What it was made from is named only to those who see that, too; and words that
 * its server's list has are for its asker alone, as its message does not show them either.
 */
export function createToldRecipe({
  version: visible,
  naming,
  journal,
  hiddenWords,
}: Pick<Services, 'version'> & {
  readonly naming: Naming;
  readonly journal: Pick<Journal, 'findRequest'>;
  readonly hiddenWords: HiddenWords;
}): BehindMore['recipe'] {
  return async function toldRecipe(id, reader) {
    const version = await visible(id, reader);
    const named = version === null ? null : await naming.named(version);
    const recipe = version?.recipe ?? null;
    if (version === null || named === null || recipe === null) return null;
    const { owner, madeAt, width, height, sources, restOf } = version;
    const revisedPrompt = version.revisedPrompt ?? null;
    const seen = await Promise.all(sources.map((each) => seenSource(each, reader)));
    return {
      ...named,
      ...{ owner, madeAt, recipe, revisedPrompt },
      got: { width, height },
      isWordless: (await hiddenWords(version.guild, reader.user))(version),
      sources: seen.filter((each) => each !== null),
      unseen: seen.filter((each) => each === null).length,
      restOf: restOf === undefined ? null : await seenSource(restOf, reader),
      cost: await costOf(version),
    };
  };

  async function seenSource(id: Version['id'], reader: Place): Promise<ToldRecipe['sources'][number] | null> {
    const version = await visible(id, reader);
    const named: NamedVersion | null = version === null ? null : await naming.named(version);
    return version === null || named === null ? null : { ...named, isSent: version.kind === 'imported' };
  }

  /** What was charged for it; of one from before that was kept, as long as its paid call is known. */
  async function costOf({ id, restOf, cost }: Version): Promise<number | null> {
    if (restOf !== undefined) return 0;
    if (cost !== undefined) return cost;
    const request = await journal.findRequest(storedRequestId(id.replace(/-\d+$/, '')));
    return request?.ending?.kind === 'pictures' ? request.price : null;
  }
}
