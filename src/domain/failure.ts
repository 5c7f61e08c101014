/**
 * Everything that may go wrong and is not a bug: a closed list. Each code says whose fault it is (what the member is
 * told), whether the paid request may be sent again, and what happens to the money. Words for people are made in
 * `discord/failure-message.ts` alone.
 */
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

export const failures = {
  /** A rule of this server, or of its operator, forbids it. */
  server_rule: { fault: 'server rule', resend: 'never', money: 'release' },
  /** The vendor refused a field that we let through. */
  bad_request: { fault: 'input', resend: 'never', money: 'release' },
  /** The size breaks the model's rule. */
  bad_size: { fault: 'input', resend: 'never', money: 'release' },
  /** The model is not in the catalogue. */
  unknown_model: { fault: 'input', resend: 'never', money: 'release' },
  /** No prompt, or one that is too long. */
  bad_prompt: { fault: 'input', resend: 'never', money: 'release' },
  /** An edit without a picture. */
  no_source: { fault: 'input', resend: 'never', money: 'release' },
  /** More pictures than the model takes. */
  too_many_sources: { fault: 'input', resend: 'never', money: 'release' },
  /** A file that is not a picture we can read. */
  not_a_picture: { fault: 'input', resend: 'never', money: 'release' },
  /** A mask that leaves nothing to change. */
  empty_mask: { fault: 'input', resend: 'never', money: 'release' },
  /** A picture over the byte or pixel limit. */
  picture_too_large: { fault: 'input', resend: 'never', money: 'release' },
  /** The picture to edit can no longer be fetched. */
  source_gone: { fault: 'input', resend: 'never', money: 'release' },
  /** What was asked for needs a provider or model that is not configured. */
  not_offered: { fault: 'input', resend: 'never', money: 'release' },
  /** A mask or region, and nobody who honours one is configured for this model. */
  masks_not_offered: { fault: 'input', resend: 'never', money: 'release' },
  /** Its asker cancelled it before anything was sent. */
  cancelled: { fault: 'asker', resend: 'never', money: 'release' },
  /** Its asker cancelled it after it was sent: charged if the vendor makes it, and then in /history. */
  hidden: { fault: 'asker', resend: 'never', money: 'if made' },
  /** The vendor's moderation refused the prompt or a picture. */
  moderated: { fault: 'moderation', resend: 'never', money: 'release' },
  /** A limit in dollars applies, and nobody publishes what this model costs. */
  unpriced: { fault: 'quota', resend: 'never', money: 'release' },
  /** A limit of the member, tier or server. */
  quota: { fault: 'quota', resend: 'never', money: 'release' },
  /** Too many requests at the vendor. */
  rate_limited: { fault: 'busy', resend: 'later', money: 'release' },
  /** The line is full. */
  queue_full: { fault: 'busy', resend: 'never', money: 'release' },
  /** This machine has no room for more: its disk, its memory, or the store of originals. */
  no_room: { fault: 'busy', resend: 'never', money: 'release' },
  /** The vendor could not be reached: nothing was sent. */
  unreachable: { fault: 'busy', resend: 'later', money: 'release' },
  /** The vendor says itself that it failed. */
  provider_failed: { fault: 'provider', resend: 'once', money: 'release' },
  /** A task that ended in failure. */
  task_failed: { fault: 'provider', resend: 'never', money: 'release' },
  /** Our key is missing, wrong, expired or not for this service: the operator's alarm. */
  key_refused: { fault: 'provider', resend: 'never', money: 'release' },
  /** Our balance is empty: the operator's alarm, never shown as moderation. */
  out_of_balance: { fault: 'provider', resend: 'never', money: 'release' },
  /** The vendor does not know the model or the path. */
  model_unavailable: { fault: 'provider', resend: 'never', money: 'release' },
  /** A success without a picture in it. */
  no_image: { fault: 'provider', resend: 'never', money: 'operator' },
  /** The picture was made but could not be fetched. */
  result_lost: { fault: 'provider', resend: 'never', money: 'operator' },
  /** The result's address or bytes are not acceptable: a private host, no picture, too large. */
  result_refused: { fault: 'provider', resend: 'never', money: 'operator' },
  /** Nobody can say whether the vendor made it. */
  outcome_unknown: { fault: 'provider', resend: 'never', money: 'operator' },
  /** The place where the answer belongs is gone or closed to us. */
  undeliverable: { fault: 'server rule', resend: 'never', money: 'operator' },
  /** A bug of ours: logged with its stack under an id. */
  bug: { fault: 'ours', resend: 'never', money: 'operator' },
} as const satisfies Record<string, FailureRule>;

export type FailureCode = keyof typeof failures;

/** A limit, in its unit (pictures, or millionths of a dollar), and what stood against it. */
export interface BrokenLimit {
  readonly unit: 'images' | 'usd';
  readonly per: 'day' | 'week' | 'month';
  readonly account: 'guild' | 'member';
  readonly origin: 'member' | 'role' | 'default' | 'server' | 'operator';
  readonly amount: number;
  readonly used: number;
  /** What the request would have taken. */
  readonly asked: number;
  /** Milliseconds since 1970. */
  readonly returnsAt: number;
}

export interface Failure {
  readonly code: FailureCode;
  /** The vendor's own code, for the log; never shown to members. */
  readonly vendorCode?: string;
  /** HTTP status, for the log. */
  readonly status?: number;
  /** The vendor's id of the exchange (`x-request-id`, `trace_id`), for the log. */
  readonly vendorTrace?: string;
  /** When sending again is welcome, in milliseconds from now. */
  readonly retryAfterMs?: number;
  /** What a person needs to put it right, e.g. the nearest legal size or the offending file's name. */
  readonly hint?: string;
  /** Who would do what nobody here does, as people call them: models; for want of those, services that have no key. */
  readonly elsewhere?: { readonly models: readonly string[]; readonly services: readonly string[] };
  /** For `quota`: the limit that would have been broken. */
  readonly limit?: BrokenLimit;
  /** What a member may quote to the operator: the job's id, or a bug's. */
  readonly reference?: string;
}

export const failureRule = (failure: Failure): FailureRule => failures[failure.code];
