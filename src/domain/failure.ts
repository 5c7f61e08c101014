import type { Quality } from './asked/image-request.ts';
import type { SizeChoice } from './asked/size.ts';
import type { BadRequestReason, BrokenLimit, Elsewhere, Seen } from './failure-data.ts';
import type { ModelId } from './ids.ts';
import type { UnreadFile } from './pictures/unread-file.ts';
import type { BrokenRule } from './server/rule-against.ts';

export {
  type BadRequestReason,
  type BrokenLimit,
  badRequestReasons,
  type Elsewhere,
  type Seen,
} from './failure-data.ts';

/**
 * Everything that may go wrong and is not a bug: a closed list, each code with exactly its own data. Words for people
 * are made in `words/failure-message.ts` alone.
 */
export type Failure =
  /** A rule of this server forbids it; no `rule` where it is one of Discord's own, which has no sentence. */
  | ({ readonly code: 'server_rule' } & (BrokenRule | { readonly rule?: undefined }))
  /** Something in it is on this server's list of words. Which, its asker alone is told, from what is kept for a day. */
  | { readonly code: 'blocklist' }
  /** Its member may not use the bot in this server for now; `until`: milliseconds since 1970. */
  | { readonly code: 'paused'; readonly until: number }
  /** The operator lets this server or this member not use the bot. */
  | { readonly code: 'not_served'; readonly whom: 'guild' | 'member' }
  /** A field that is none of its choices, two that exclude each other, or something that the vendor refused. */
  | { readonly code: 'bad_request'; readonly reason: BadRequestReason; readonly seen?: Seen | undefined }
  /** The size breaks the model's rule; `nearest`: what it could make instead, where that is known. */
  | ({ readonly code: 'bad_size'; readonly nearest?: SizeChoice | undefined; readonly seen?: Seen | undefined } & OfOne)
  /** The model is not in the catalogue; `named`: as it was typed. */
  | { readonly code: 'unknown_model'; readonly named: string }
  /** A comparison that has the same model twice; `model`: its name for people. */
  | { readonly code: 'compared_twice'; readonly model: string }
  /** Nobody of that name is saved for its asker there; `named`: as it was typed. */
  | { readonly code: 'unknown_character'; readonly named: string }
  /** A character was deleted before its picture was sent; no name where that is not known. */
  | { readonly code: 'character_gone'; readonly named?: string | undefined }
  /** A character has its reference sheet, or it is being made. */
  | { readonly code: 'sheet_made' }
  /** No prompt, or one that is too long. */
  | { readonly code: 'bad_prompt' }
  /** An edit without a picture. */
  | { readonly code: 'no_source' }
  /** More pictures than the model takes. */
  | ({ readonly code: 'too_many_sources'; readonly most: number; readonly elsewhere?: Elsewhere | undefined } & OfOne)
  /** A file that is not a picture we can read, or that the vendor cannot; `place`: which of those sent, from 1, as it says. */
  | {
      readonly code: 'not_a_picture';
      readonly filename?: string | undefined;
      /** By its bytes it is HEIC, whatever its name. */
      readonly heic?: boolean | undefined;
      readonly place?: number | undefined;
      readonly seen?: Seen | undefined;
    }
  /** What was pointed at shows files, stickers or links, and none of them is a picture that we can read. */
  | { readonly code: 'nothing_readable'; readonly files: readonly UnreadFile[] }
  /** A mask that leaves nothing to change. */
  | { readonly code: 'empty_mask' }
  /** What was given as marks shows none, or is no copy of the picture. */
  | { readonly code: 'no_marks'; readonly why: 'none' | 'no copy' }
  /** The vendor does not take the mask that we made for it. */
  | { readonly code: 'mask_refused'; readonly seen?: Seen | undefined }
  /** A picture over the limit of bytes or pixels, ours or the vendor's; `place` likewise. */
  | {
      readonly code: 'picture_too_large';
      readonly filename?: string | undefined;
      readonly place?: number | undefined;
      readonly seen?: Seen | undefined;
    }
  /** The picture to edit can no longer be fetched; no name where it is a version. */
  | { readonly code: 'source_gone'; readonly filename?: string | undefined; readonly seen?: Seen | undefined }
  /** What was asked for needs a provider or model that is not configured; `model`: its name for people. */
  | { readonly code: 'not_offered'; readonly model?: string | undefined; readonly elsewhere?: Elsewhere | undefined }
  /** A transparent background, of a model that makes none. */
  | { readonly code: 'transparency_not_offered'; readonly model: string; readonly elsewhere?: Elsewhere | undefined }
  /** A quality that this model does not have; `offered`: those that it has. */
  | {
      readonly code: 'quality_not_offered';
      readonly model: string;
      readonly offered: readonly Quality[];
      readonly elsewhere?: Elsewhere | undefined;
    }
  /** Drafts, of a model whose drafts cost more than a quarter of the finished picture, or nobody knows how much. */
  | { readonly code: 'draft_not_offered'; readonly model: string; readonly elsewhere?: Elsewhere | undefined }
  /** Its asker cancelled it before anything was sent. */
  | { readonly code: 'cancelled' }
  /** Its asker cancelled it after it was sent: charged if the vendor makes it, and then in /history. */
  | { readonly code: 'hidden' }
  /** The vendor's moderation refused the prompt or a picture. */
  | { readonly code: 'moderated'; readonly seen?: Seen | undefined }
  /** A limit in dollars applies, and nobody publishes what this model costs. */
  | { readonly code: 'unpriced'; readonly model: ModelId }
  /** A limit of the member, tier or server, and what stood against it. */
  | ({ readonly code: 'quota' } & BrokenLimit)
  /** Too many requests at the vendor. */
  | { readonly code: 'rate_limited'; readonly retryAfterMs?: number | undefined; readonly seen?: Seen | undefined }
  /** The line is full. */
  | { readonly code: 'queue_full'; readonly retryAfterMs: number }
  /** What we keep everything in did not answer in time: nothing was accepted. */
  | { readonly code: 'store_silent' }
  /** So many of this server's, or of this member's, stand in the line already. */
  | { readonly code: 'share_full'; readonly whose: 'guild' | 'member'; readonly retryAfterMs: number }
  /** This machine has no room for more: its disk, its memory, or the store of originals. */
  | { readonly code: 'no_room'; readonly retryAfterMs: number }
  /** The vendor could not be reached: nothing was sent. */
  | { readonly code: 'unreachable'; readonly seen?: Seen | undefined }
  /** The vendor says itself that it failed. */
  | { readonly code: 'provider_failed'; readonly retryAfterMs?: number | undefined; readonly seen?: Seen | undefined }
  /** A task that ended in failure. */
  | { readonly code: 'task_failed'; readonly seen?: Seen | undefined }
  /** Our key is missing, wrong, expired or not for this service: the operator's alarm. */
  | { readonly code: 'key_refused'; readonly seen?: Seen | undefined }
  /** Our balance is empty: the operator's alarm, never shown as moderation. */
  | { readonly code: 'out_of_balance'; readonly seen?: Seen | undefined }
  /** The vendor does not know the model or the path. */
  | { readonly code: 'model_unavailable'; readonly seen?: Seen | undefined }
  /** A success without a picture in it. */
  | { readonly code: 'no_image'; readonly seen?: Seen | undefined }
  /** The picture was made but could not be fetched. */
  | { readonly code: 'result_lost'; readonly retryAfterMs?: number | undefined; readonly seen?: Seen | undefined }
  /** The result's address or bytes are not acceptable: a private host, no picture, too large. */
  | { readonly code: 'result_refused'; readonly seen?: Seen | undefined }
  /** Nobody can say whether the vendor made it. */
  | { readonly code: 'outcome_unknown'; readonly retryAfterMs?: number | undefined; readonly seen?: Seen | undefined }
  /** The place where the answer belongs is gone or closed to us; `why`: Discord's code or a word of ours, for the log. */
  | { readonly code: 'undeliverable'; readonly why: string }
  /** A bug of ours: logged with its stack under this id, the job's or its own. */
  | { readonly code: 'bug'; readonly reference: string };

/** Which model it is about, by its name for people, where several were asked. */
type OfOne = { readonly model?: string | undefined };

/** Why an answer is `undeliverable` whose place is open: a rule of the server refuses what it says. */
export const wordsRefused = 'words refused';

export type FailureCode = Failure['code'];
export type FailureOf<Code extends FailureCode> = Extract<Failure, { readonly code: Code }>;

/** Whose fault it is: what the member is told. */
export type Fault = 'asker' | 'server rule' | 'input' | 'moderation' | 'quota' | 'busy' | 'provider' | 'ours';

/**
 * - `never`: sending again cannot help, or might pay twice.
 * - `later`: nothing was taken; send again after a pause.
 * - `once`: the vendor's own error body says that it failed; once more, and only if it knows no task of ours.
 */
export type Resend = 'never' | 'later' | 'once';

/** `release`: the member pays nothing and nor do we. `operator`: the vendor may have charged; the member pays nothing. `if made`: not known yet. */
export type Money = 'release' | 'operator' | 'if made';

interface FailureRule {
  readonly fault: Fault;
  readonly resend: Resend;
  readonly money: Money;
}

/** Of each code: whose fault it is, whether the paid request may be sent again, and what happens to the money. */
export const failures = {
  server_rule: { fault: 'server rule', resend: 'never', money: 'release' },
  blocklist: { fault: 'server rule', resend: 'never', money: 'release' },
  paused: { fault: 'server rule', resend: 'never', money: 'release' },
  not_served: { fault: 'server rule', resend: 'never', money: 'release' },
  bad_request: { fault: 'input', resend: 'never', money: 'release' },
  bad_size: { fault: 'input', resend: 'never', money: 'release' },
  unknown_model: { fault: 'input', resend: 'never', money: 'release' },
  compared_twice: { fault: 'input', resend: 'never', money: 'release' },
  unknown_character: { fault: 'input', resend: 'never', money: 'release' },
  character_gone: { fault: 'input', resend: 'never', money: 'release' },
  sheet_made: { fault: 'input', resend: 'never', money: 'release' },
  bad_prompt: { fault: 'input', resend: 'never', money: 'release' },
  no_source: { fault: 'input', resend: 'never', money: 'release' },
  too_many_sources: { fault: 'input', resend: 'never', money: 'release' },
  not_a_picture: { fault: 'input', resend: 'never', money: 'release' },
  nothing_readable: { fault: 'input', resend: 'never', money: 'release' },
  empty_mask: { fault: 'input', resend: 'never', money: 'release' },
  no_marks: { fault: 'input', resend: 'never', money: 'release' },
  mask_refused: { fault: 'ours', resend: 'never', money: 'release' },
  picture_too_large: { fault: 'input', resend: 'never', money: 'release' },
  source_gone: { fault: 'input', resend: 'never', money: 'release' },
  not_offered: { fault: 'input', resend: 'never', money: 'release' },
  quality_not_offered: { fault: 'input', resend: 'never', money: 'release' },
  transparency_not_offered: { fault: 'input', resend: 'never', money: 'release' },
  draft_not_offered: { fault: 'input', resend: 'never', money: 'release' },
  cancelled: { fault: 'asker', resend: 'never', money: 'release' },
  hidden: { fault: 'asker', resend: 'never', money: 'if made' },
  moderated: { fault: 'moderation', resend: 'never', money: 'release' },
  unpriced: { fault: 'quota', resend: 'never', money: 'release' },
  quota: { fault: 'quota', resend: 'never', money: 'release' },
  rate_limited: { fault: 'busy', resend: 'later', money: 'release' },
  queue_full: { fault: 'busy', resend: 'never', money: 'release' },
  store_silent: { fault: 'busy', resend: 'never', money: 'release' },
  share_full: { fault: 'busy', resend: 'never', money: 'release' },
  no_room: { fault: 'busy', resend: 'never', money: 'release' },
  unreachable: { fault: 'busy', resend: 'later', money: 'release' },
  provider_failed: { fault: 'provider', resend: 'once', money: 'release' },
  task_failed: { fault: 'provider', resend: 'never', money: 'release' },
  key_refused: { fault: 'provider', resend: 'never', money: 'release' },
  out_of_balance: { fault: 'provider', resend: 'never', money: 'release' },
  model_unavailable: { fault: 'provider', resend: 'never', money: 'release' },
  no_image: { fault: 'provider', resend: 'never', money: 'operator' },
  result_lost: { fault: 'provider', resend: 'never', money: 'operator' },
  result_refused: { fault: 'provider', resend: 'never', money: 'operator' },
  outcome_unknown: { fault: 'provider', resend: 'never', money: 'operator' },
  undeliverable: { fault: 'server rule', resend: 'never', money: 'operator' },
  bug: { fault: 'ours', resend: 'never', money: 'operator' },
} as const satisfies Record<FailureCode, FailureRule>;

export const failureRule = ({ code }: { readonly code: FailureCode }): FailureRule => failures[code];

/** What was seen of the vendor's answer, for those that come from one. */
export const seenIn = (failure: Failure): Seen | undefined => ('seen' in failure ? failure.seen : undefined);

/** When sending again is welcome, in milliseconds from now, where somebody said so. */
export const retryAfterIn = (failure: Failure): number | undefined =>
  'retryAfterMs' in failure ? failure.retryAfterMs : undefined;
