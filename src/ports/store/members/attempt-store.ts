import type { Source, UsedCharacter } from '../../../domain/asked/image-request.ts';
import type { AskedRecipe } from '../../../domain/asked/read-recipe.ts';
import type { CharacterId, JobId } from '../../../domain/ids.ts';
import type { ReplyAddress } from '../../../domain/jobs/job.ts';
import type { UnreadFile } from '../../../domain/pictures/unread-file.ts';
import type { TryAgain } from '../../../domain/try-again.ts';

/** A request that was refused or failed, as it was asked for. */
export interface Attempt {
  /** Of what asked for it. */
  readonly id: JobId;
  readonly how: TryAgain;
  readonly recipe: AskedRecipe;
  readonly sources:
    | { readonly kind: 'none' }
    | { readonly kind: 'given'; readonly sources: readonly Source[] }
    | { readonly kind: 'current'; readonly ifNone?: 'tell' | undefined };
  readonly characters?:
    | { readonly kind: 'named'; readonly names: readonly string[] }
    | { readonly kind: 'chosen'; readonly ids: readonly CharacterId[] }
    | { readonly kind: 'kept'; readonly characters: readonly UsedCharacter[] }
    | undefined;
  readonly leftOut?: readonly UnreadFile[] | undefined;
  /** That its asker may use these sources was decided before. */
  readonly vouched?: boolean | undefined;
  /** Without its token. */
  readonly address: ReplyAddress;
  /** It is refused by its server's list of words: those of its asker's that are on it, where that is known. */
  readonly blocked?: { readonly words: string | null } | undefined;
  readonly madeAt: number;
}

/** Whether moderators were asked to let it pass, and did. */
export type Appeal = 'none' | 'asked' | 'allowed';

/** Requests that may be asked once more, for a day. */
export interface AttemptStore {
  /** Keeping one again changes nothing. Of a member's the last fifty are kept. */
  keep(attempt: Attempt): Promise<void>;
  find(id: JobId): Promise<{ readonly attempt: Attempt; readonly appeal: Appeal } | null>;
  /** Of two at once one is told `true`. */
  appeal(id: JobId, from: Appeal, to: Appeal): Promise<boolean>;
  drop(id: JobId): Promise<void>;
  /** Those older than a day. */
  prune(now: number): Promise<void>;
}
