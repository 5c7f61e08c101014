import type { RequestId } from '../../domain/ids.ts';
import { allAborted } from '../../lib/all-aborted.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CallContext, CheckOutcome, ImageProvider } from '../../ports/image-provider.ts';
import { createQuestionLine, type Question } from './question-line.ts';

/** As many calls as one question may be about: each is a row with its job in hand, and its answer a kilobyte or two. */
const mostTogether = 100;

interface Options {
  readonly clock: Clock;
  readonly apart: number;
  /** Whether the vendor called back about it: then it is asked about before the others. */
  readonly isHeard?: ((id: RequestId) => boolean) | undefined;
}

/**
 * For a vendor that wants few questions (AceDataCloud: under one a second, reference C26): they go out one after the
 * other, `apart` milliseconds at least, and those about calls that wait go together where the vendor takes several.
 */
export function withSparingQuestions(provider: ImageProvider, options: Options): ImageProvider {
  if (provider.wantsFewQuestions !== true) return provider;
  const { check, find } = provider;
  const inTurn = createTurns(options);
  const checkInTurn = check && createTogether(provider, inTurn, options);
  return {
    ...provider,
    ...(find === undefined
      ? {}
      : {
          find: (trace, id, context, asked) =>
            inTurn(context.signal, () => find.call(provider, trace, id, context, asked)),
        }),
    ...(checkInTurn === undefined ? {} : { check: checkInTurn }),
  } as ImageProvider;
}

type InTurn = <Result>(signal: AbortSignal, ask: () => Promise<Result>) => Promise<Result>;

/** One at a time, in order, each at its distance from the last. */
function createTurns({ clock, apart }: Options): InTurn {
  let turn: Promise<void> = Promise.resolve();
  let askedAt = Number.NEGATIVE_INFINITY;
  return function inTurn(signal, ask) {
    const before = turn;
    const mine = (async () => {
      await before;
      const wait = askedAt + apart - clock.now();
      // Whoever stops waiting does not ask; the provider answers an aborted question by itself.
      if (wait > 0) await clock.sleep(wait, signal).catch(() => undefined);
      if (!signal.aborted) askedAt = clock.now();
      return ask();
    })();
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  };
}

/** Those about calls that wait, together. */
function createTogether(provider: ImageProvider, inTurn: InTurn, { isHeard = () => false }: Options) {
  const polled = provider.answers === 'polled' ? provider : null;
  const many = polled?.checkMany;
  const line = createQuestionLine({
    most: many === undefined ? 1 : mostTogether,
    isHeard,
    kindOf: (handle) => polled?.kindOf?.(handle) ?? '',
  });
  /** Of the turn that was taken and has not come; aborted when nobody waits for it any more. */
  let taken: AbortController | null = null;

  return function check(handle: string, id: RequestId, context: CallContext): Promise<CheckOutcome> {
    const { promise, resolve } = Promise.withResolvers<CheckOutcome>();
    const question: Question = { handle, id, context, answer: resolve };
    const leave = () => {
      line.leave(question);
      resolve(unheard);
      if (line.isEmpty()) taken?.abort();
    };
    if (context.signal.aborted) return Promise.resolve(unheard);
    context.signal.addEventListener('abort', leave);
    line.join(question);
    takeTurn();
    return promise.finally(() => context.signal.removeEventListener('abort', leave));
  };

  /** Whoever comes first takes a turn for all who have come by then, and every further page one of its own. */
  function takeTurn(): void {
    if (taken !== null || line.isEmpty()) return;
    const turn = new AbortController();
    taken = turn;
    void inTurn(turn.signal, async () => {
      taken = null;
      const questions = turn.signal.aborted ? [] : line.next();
      takeTurn();
      await ask(questions);
    });
  }

  async function ask(questions: readonly Question[]): Promise<void> {
    const [first] = questions;
    if (first === undefined) return;
    if (many === undefined || questions.length === 1) {
      const { handle, id, context, answer } = first;
      if (provider.check !== undefined) answer(provider.check(handle, id, context));
      line.goOn([], 1);
      return;
    }
    try {
      using waited = allAborted(questions.map(({ context }) => context.signal));
      const outcomes = await many.call(polled, questions, { ...first.context, signal: waited.signal });
      const unsaid: Question[] = [];
      for (const [index, question] of questions.entries()) {
        const outcome = outcomes[index] ?? unheard;
        if (outcome.kind === 'left off') unsaid.push(question);
        else question.answer(outcome);
      }
      line.goOn(
        unsaid.filter(({ context }) => !context.signal.aborted),
        questions.length,
      );
      takeTurn();
    } catch (error) {
      for (const { answer } of questions) answer(Promise.reject(error));
    }
  }
}

const unheard: CheckOutcome = { kind: 'unanswered', failure: { code: 'unreachable' } };
