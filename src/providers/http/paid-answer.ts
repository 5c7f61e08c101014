import type { Failure, Seen } from '../../domain/failure.ts';
import type { Outcome, SubmitOutcome } from '../../ports/image-provider.ts';
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

/** A free question went unanswered, or was answered with something that nothing can be made of. */
export const unanswered = (failure: Failure) => ({ kind: 'unanswered', failure }) as const;
export const unansweredSenselessly = unanswered({ code: 'unreachable', seen: { vendorCode: noSense } });

/** A success without a picture in it. */
export const noImage = (vendorTrace: string | undefined): Outcome & { readonly kind: 'failed' } => ({
  kind: 'failed',
  failure: { code: 'no_image', seen: vendorTrace === undefined ? undefined : { vendorTrace } },
});

/** Nobody can say whether the call was taken. */
export const unknown = (seen: Seen): SubmitOutcome => ({ kind: 'unknown', failure: { code: 'outcome_unknown', seen } });
