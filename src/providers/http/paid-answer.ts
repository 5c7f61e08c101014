import { type FailureCode, type Seen, seenIn } from '../../domain/failure.ts';
import { isAboutAccount } from '../../domain/offers/health.ts';
import type { NoAnswer, Outcome, SubmitOutcome } from '../../ports/image-provider.ts';
import type { UpstreamOutcome } from './upstream.ts';
import type { AnswerHead } from './upstream-answer.ts';
import { failureOf, type Refusal } from './upstream-failure.ts';

// What a vendor's answers come to, in the port's words.

/**
 * A paid call's answer is settled by its vendor. Without one, nothing was sent, or nobody can say what became of it.
 * `vendorTrace`: the vendor's id of the exchange, where it was seen before the answer was lost.
 */
export async function afterPaying<Value>(
  outcome: UpstreamOutcome<Value>,
  settle: (value: Value, head: AnswerHead) => SubmitOutcome | Promise<SubmitOutcome>,
  vendorTrace?: string,
): Promise<SubmitOutcome> {
  switch (outcome.kind) {
    case 'not sent':
      return { kind: 'failed', failure: { code: 'unreachable', seen: { vendorCode: outcome.reason } } };
    case 'lost':
    case 'senseless':
      return unknown({ vendorCode: outcome.reason, status: outcome.status, vendorTrace });
    case 'answered':
      return settle(outcome.value, outcome.head);
    default:
      return outcome satisfies never;
  }
}

/** An error answer to a paid call: it was refused, or it does not say so. */
export function afterRefusal(refusal: Refusal): SubmitOutcome {
  const failure = failureOf(refusal);
  return { kind: failure.code === 'outcome_unknown' ? 'unknown' : 'failed', failure };
}

/** Nothing can be made of the answer. */
const noSense = 'no sense';

/** The vendor took a paid call, it seems, and nothing can be made of what it says. */
export const senseless = (head: AnswerHead, vendorTrace?: string): SubmitOutcome =>
  unknown({ vendorCode: noSense, status: head.status, vendorTrace });

/** A free question that was not answered, or not in a way that could be read. */
export function withoutAnswer(outcome: Exclude<UpstreamOutcome<unknown>, { readonly kind: 'answered' }>): NoAnswer {
  if (outcome.kind === 'senseless') return senselessAnswer({ vendorCode: outcome.reason, status: outcome.status });
  return { kind: 'unanswered', failure: { code: 'unreachable', seen: { vendorCode: outcome.reason } } };
}

/**
 * An error answer to a free question: the vendor is busy or broken, or refuses our account, and may say more when it is
 * not; what else it says against a question that we ask all the time makes no sense.
 */
export function questionRefused(refusal: Refusal): NoAnswer {
  const failure = failureOf(refusal);
  const isForNow = refusal.head.status >= 500 || retryable.includes(failure.code) || isAboutAccount(failure);
  return isForNow ? { kind: 'unanswered', failure } : senselessAnswer({ ...seenIn(failure), vendorCode: noSense });
}

const retryable: readonly FailureCode[] = ['rate_limited', 'provider_failed', 'outcome_unknown'];

/** A free question was answered with something that nothing can be made of. */
export const senselessAnswer = (seen: Seen = { vendorCode: noSense }): NoAnswer => ({
  kind: 'senseless',
  failure: { code: 'outcome_unknown', seen },
});

/** A success without a picture in it. */
export const noImage = (vendorTrace: string | undefined): Outcome & { readonly kind: 'failed' } => ({
  kind: 'failed',
  failure: { code: 'no_image', seen: vendorTrace === undefined ? undefined : { vendorTrace } },
});

/** Nobody can say whether the call was taken. */
export const unknown = (seen: Seen): SubmitOutcome => ({ kind: 'unknown', failure: { code: 'outcome_unknown', seen } });
