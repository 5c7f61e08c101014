import type { Failure, FailureCode } from './failure.ts';
import type { JobId } from './ids.ts';
import type { Audience } from './jobs/job.ts';

/** How what failed may be asked once more: just so, or only with other words. */
export type TryAgain = 'as it is' | 'other words';

/** What its asker is offered of it. */
export interface OfferedAttempt {
  readonly id: JobId;
  /** Who sees the answer. */
  readonly audience: Audience;
  readonly how: TryAgain;
  /** What was asked for, where only its asker reads it. */
  readonly prompt: string | null;
  /** Which of their words are on the server's list, where that is known. */
  readonly words?: string | null | undefined;
  /** Moderators may be asked to let it pass. */
  readonly mayAppeal?: boolean | undefined;
}

/** Whether moderators can be asked: what they let pass they have read, and a message holds no more of it. */
export const isReadable = (prompt: string): boolean => prompt.length <= mostRead;

/** Of Discord's 2000 characters, where each takes a backslash. */
const mostRead = 900;

/**
 * Null: asking again cannot help, or is no button's business: a rule that stands, an option that has to be chosen anew,
 * a picture that is gone, something that only the operator can mend.
 */
export function howToTryAgain(failure: Failure): TryAgain | null {
  // Refused in words that nobody here knows, or for something in it.
  if (failure.code === 'bad_request') {
    return failure.reason === 'vendor' || failure.reason === 'unexplained' ? 'other words' : null;
  }
  return ways[failure.code] ?? null;
}

const ways: Readonly<Partial<Record<FailureCode, TryAgain>>> = {
  moderated: 'other words',
  blocklist: 'other words',
  rate_limited: 'as it is',
  queue_full: 'as it is',
  store_silent: 'as it is',
  share_full: 'as it is',
  no_room: 'as it is',
  unreachable: 'as it is',
  provider_failed: 'as it is',
  task_failed: 'as it is',
  no_image: 'as it is',
  result_lost: 'as it is',
  result_refused: 'as it is',
  outcome_unknown: 'as it is',
  bug: 'as it is',
};
