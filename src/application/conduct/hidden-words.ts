import type { Version } from '../../domain/chain/chain.ts';
import type { GuildId, UserId } from '../../domain/ids.ts';
import type { Wording } from './wording.ts';

/** Whether the words that a version came of are not shown to this reader. */
export type IsWordless = (version: Pick<Version, 'owner' | 'recipe' | 'revisedPrompt'>) => boolean;

/** Of the versions of one server, or (null) of direct messages. */
export type HiddenWords = (guild: GuildId | null, reader: UserId) => Promise<IsWordless>;

/** Words that are on their server's list are for their asker alone, as the message of their picture does not show them either. */
export const createHiddenWords =
  ({ wording }: { readonly wording: Wording }): HiddenWords =>
  async (guild, reader) => {
    const isBlocked = await wording.blockingIn(guild);
    return ({ owner, recipe, revisedPrompt }) =>
      owner !== reader &&
      recipe !== null &&
      isBlocked([recipe.prompt, ...(revisedPrompt === undefined ? [] : [revisedPrompt])]);
  };
