import type { UsedCharacter } from '../../domain/asked/image-request.ts';
import { findAsked } from '../../domain/characters/asked.ts';
import { type Character, type CharacterUser, isUsableBy } from '../../domain/characters/character.ts';
import { hasAt } from '../../domain/characters/names.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CharacterId, JobId } from '../../domain/ids.ts';
import { isEnded, type Warning } from '../../domain/jobs/job.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { AskedCharacters } from '../asking.ts';

export type ResolvedCharacters =
  | { readonly kind: 'found'; readonly characters: readonly Character[]; readonly warnings: readonly Warning[] }
  | { readonly kind: 'refused'; readonly failure: Failure };

/** Who is to be in what is asked for, found among those that its asker may use there. */
export interface CharactersOfAsk {
  resolve(asked: AskedCharacters | undefined, prompt: string, asker: CharacterUser): Promise<ResolvedCharacters>;
  /** Why there is no reference sheet of that character to be asked for: it has one, or one is being made. Null: there is. */
  refusalOfSheet(id: CharacterId): Promise<Failure | null>;
  /** The same for a request that is about to be written down; no other makes one from now on, unless this comes to nothing. */
  claimSheet(id: CharacterId, job: JobId): Promise<Failure | null>;
  /** They were used, by a request that was taken. */
  used(characters: readonly UsedCharacter[], user: CharacterUser['user'], at: number): Promise<void>;
}

export function createCharactersOfAsk({
  characters: store,
  journal,
}: {
  readonly characters: Pick<CharacterStore, 'find' | 'usableBy' | 'used' | 'claimSheet'>;
  readonly journal: Pick<Journal, 'find'>;
}): CharactersOfAsk {
  return {
    async resolve(asked, prompt, asker) {
      if (asked?.kind === 'kept') return keptOnes(asked.characters, asker);
      const names = asked?.kind === 'named' ? asked.names : [];
      const ids = asked?.kind === 'chosen' ? asked.ids : [];
      if (names.length + ids.length === 0 && !hasAt(prompt)) return found([]);
      const outcome = findAsked({ names, ids }, prompt, await store.usableBy(asker), asker.user);
      switch (outcome.kind) {
        case 'found':
          return found(outcome.characters);
        case 'unknown':
          return refused({ code: 'unknown_character', named: outcome.named });
        case 'gone':
          return refused({ code: 'character_gone' });
        default:
          return outcome satisfies never;
      }
    },

    refusalOfSheet: async (id) => (await sheetBefore(id)).refusal,

    async claimSheet(id, job) {
      const { refusal, before } = await sheetBefore(id);
      if (refusal !== null || before === job) return refusal;
      return (await store.claimSheet(id, before, job)) ? null : { code: 'sheet_made' };
    },

    async used(characters, user, at) {
      if (characters.length > 0)
        await store.used(
          characters.map(({ id }) => id),
          user,
          at,
        );
    },
  };

  /**
   * The request that is to make its sheet so far; one that failed or was cancelled brought none. Nothing is known of one that
   * was never taken, or was so long ago that jobs are forgotten.
   */
  async function sheetBefore(
    id: CharacterId,
  ): Promise<{ readonly refusal: Failure | null; readonly before: JobId | null }> {
    const character = await store.find(id);
    if (character === null) return { refusal: { code: 'character_gone' }, before: null };
    const before = character.sheet;
    const asked = before === null ? null : await journal.find(before);
    const isMade = asked !== null && (!isEnded(asked.job) || asked.job.state === 'done');
    return { refusal: isMade ? { code: 'sheet_made' } : null, before };
  }

  /** As in an earlier picture, which may be another member's, or old. */
  async function keptOnes(kept: readonly UsedCharacter[], asker: CharacterUser): Promise<ResolvedCharacters> {
    const characters: Character[] = [];
    const gone: string[] = [];
    const notTheirs: string[] = [];
    for (const { id, name } of kept) {
      const character = await store.find(id);
      if (character === null) gone.push(name);
      else if (isUsableBy(character, asker)) characters.push(character);
      else notTheirs.push(name);
    }
    return found(characters, [...leftOut('gone', gone), ...leftOut('not theirs', notTheirs)]);
  }
}

const leftOut = (why: 'gone' | 'not theirs', names: readonly string[]): readonly Warning[] =>
  names.length === 0 ? [] : [{ kind: 'characters left out', why, names }];

const found = (characters: readonly Character[], warnings: readonly Warning[] = []): ResolvedCharacters => ({
  kind: 'found',
  characters,
  warnings,
});
const refused = (failure: Failure): ResolvedCharacters => ({ kind: 'refused', failure });
