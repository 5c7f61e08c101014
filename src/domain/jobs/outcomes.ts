import type { Failure } from '../failure.ts';
import type { ChannelId, MessageId } from '../ids.ts';
import type { MadePicture, StoredPicture } from './job.ts';

/** The vendor made something (`made` is never empty), or says that it did not. */
export type Outcome =
  /** `cost`: what the vendor's own count makes of it, in millionths of a dollar; left out where it does not count. */
  | { readonly kind: 'made'; readonly pictures: readonly MadePicture[]; readonly cost?: number | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure };

/**
 * The answer to a paid call. `unknown`: the call left us, and nobody can say from its answer whether it was taken
 * (connection lost, a gateway's 5xx, an answer that makes no sense). `failure` then says what was seen.
 */
export type SubmitOutcome =
  | { readonly kind: 'accepted'; readonly handle: string }
  | Outcome
  | { readonly kind: 'unknown'; readonly failure: Failure };

/**
 * A free question that told nothing. `unanswered`: it could not be asked; ask again later. `senseless`: the vendor
 * answers, and nothing can be made of what it says; nobody waits for that to change for longer than a doubt may last.
 */
export type NoAnswer = { readonly kind: 'unanswered' | 'senseless'; readonly failure: Failure };

/** The answer to a free question. `absent`: the vendor knows no such call (yet). */
export type CheckOutcome = { readonly kind: 'running' } | { readonly kind: 'absent' } | Outcome | NoAnswer;

/** Of a call that was asked about with others. `left off`: the answer was cut, and said nothing of it; ask again, with fewer. */
export type BatchOutcome = CheckOutcome | { readonly kind: 'left off' };

/** As `CheckOutcome`, with the `handle` under which the vendor knows the call. */
export type FindOutcome =
  | { readonly kind: 'running'; readonly handle: string }
  | Outcome
  | { readonly kind: 'absent' }
  | NoAnswer;

/** What came of bringing a made picture into our store. */
export type Collected =
  /** `price`: what they cost by their real size; left out: as the request was taken. */
  | {
      readonly kind: 'collected';
      readonly pictures: readonly StoredPicture[];
      readonly price?: number | null | undefined;
    }
  | { readonly kind: 'again' | 'failed'; readonly failure: Failure };

/** What Discord made of a message that was written, or changed. */
export type Posted =
  /** `channel` differs from the address where the answer went elsewhere (a direct message). */
  | { readonly kind: 'posted'; readonly message: MessageId; readonly channel: ChannelId }
  /** A file is over the limit of this place; `limit` in bytes where Discord or the guild tells a better one. */
  | { readonly kind: 'too large' }
  /** A rule of the server refuses what it says, also without the words of its asker; a plain sentence may pass. */
  | { readonly kind: 'words refused'; readonly code: string }
  /** Discord is down or asks to wait. */
  | { readonly kind: 'later'; readonly afterMs: number }
  /** Nothing can be written there any more: gone, or closed to us. `code` is Discord's. */
  | { readonly kind: 'impossible'; readonly code: string };
