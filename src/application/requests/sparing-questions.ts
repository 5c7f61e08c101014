import type { RequestId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CallContext, CheckOutcome, ImageProvider } from '../../ports/image-provider.ts';

/** The page that the vendor documents for a batch. */
const mostTogether = 12;

interface Question {
  readonly handle: string;
  readonly id: RequestId;
  readonly context: CallContext;
  readonly answer: (outcome: CheckOutcome | PromiseLike<CheckOutcome>) => void;
}

/**
 * For a vendor that wants few questions (AceDataCloud: under one a second, reference C26): they go out one after the
 * other, `apart` milliseconds at least, and those about calls that wait go together where the vendor takes several.
 */
export function withSparingQuestions(
  provider: ImageProvider,
  { clock, apart }: { readonly clock: Clock; readonly apart: number },
): ImageProvider {
  if (provider.wantsFewQuestions !== true) return provider;
  const { check, find } = provider;
  const asking: Question[] = [];
  let turn: Promise<void> = Promise.resolve();
  let askedAt = Number.NEGATIVE_INFINITY;

  /** One at a time, in order, each at its distance from the last. */
  function inTurn<Result>(context: CallContext, ask: () => Promise<Result>): Promise<Result> {
    const before = turn;
    const mine = (async () => {
      await before;
      const wait = askedAt + apart - clock.now();
      // Whoever stops waiting does not ask; the provider answers an aborted question by itself.
      if (wait > 0) await clock.sleep(wait, context.signal).catch(() => undefined);
      askedAt = clock.now();
      return ask();
    })();
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  return {
    ...provider,
    ...(find === undefined
      ? {}
      : { find: (trace, id, context, asked) => inTurn(context, () => find.call(provider, trace, id, context, asked)) }),
    ...(check === undefined ? {} : { check: checkInTurn }),
  } as ImageProvider;

  function checkInTurn(handle: string, id: RequestId, context: CallContext): Promise<CheckOutcome> {
    const { promise, resolve } = Promise.withResolvers<CheckOutcome>();
    asking.push({ handle, id, context, answer: resolve });
    // Whoever comes first takes a turn for all who have come by then, and every further page one of its own.
    if (asking.length % mostTogether === 1) void inTurn(context, askTogether);
    return promise;
  }

  async function askTogether(): Promise<void> {
    const questions = asking.splice(0, mostTogether);
    const [first] = questions;
    if (first === undefined) return;
    const many = provider.answers === 'polled' ? provider.checkMany : undefined;
    if (many === undefined || questions.length === 1) {
      for (const { handle, id, context, answer } of questions) {
        if (check !== undefined) answer(check.call(provider, handle, id, context));
      }
      return;
    }
    try {
      const outcomes = await many.call(provider, questions, first.context);
      for (const [index, { answer }] of questions.entries()) {
        answer(outcomes[index] ?? { kind: 'unanswered', failure: { code: 'unreachable' } });
      }
    } catch (error) {
      for (const { answer } of questions) answer(Promise.reject(error));
    }
  }
}
