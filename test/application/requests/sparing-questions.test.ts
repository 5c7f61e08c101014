import { expect, test } from 'vitest';
import { withSparingQuestions } from '../../../src/application/requests/sparing-questions.ts';
import { jobId, type RequestId, requestId, traceId } from '../../../src/domain/ids.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { BatchOutcome, CheckOutcome, PolledProvider } from '../../../src/ports/image-provider.ts';

const context = { signal: new AbortController().signal, scratch: '/nowhere' };
const id = (number: number) => requestId(jobId('1100000000000000001'), number);
const running: CheckOutcome = { kind: 'running' };
const absent = { kind: 'absent' } as const;

/** Time that passes only where somebody waits for it. */
function patientClock() {
  let now = 0;
  return {
    ...createSystemClock(),
    now: () => now,
    async sleep(ms: number) {
      now += ms;
    },
  };
}

interface Asked {
  readonly at: number;
  readonly handles: readonly string[];
}

/** A vendor that answers with no more than a page, of those that it knows. */
function recording({
  perPage = Number.POSITIVE_INFINITY,
  knows = () => true,
}: {
  readonly perPage?: number;
  readonly knows?: (handle: string) => boolean;
} = {}) {
  const clock = patientClock();
  const asked: Asked[] = [];
  const provider: PolledProvider = {
    name: 'acedatacloud',
    answers: 'polled',
    takesCallback: false,
    takesAddresses: false,
    wantsFewQuestions: true,
    deadlineMs: () => 1,
    submit: async () => ({ kind: 'accepted', handle: 'x' }),
    async check(handle) {
      asked.push({ at: clock.now(), handles: [handle] });
      return knows(handle) ? running : absent;
    },
    async checkMany(calls) {
      asked.push({ at: clock.now(), handles: calls.map(({ handle }) => handle) });
      let left = perPage;
      const all = calls.filter(({ handle }) => knows(handle)).length;
      return calls.map(({ handle }): BatchOutcome => {
        if (knows(handle)) return left-- > 0 ? running : { kind: 'left off' };
        return all >= 12 ? { kind: 'left off' } : absent;
      });
    },
    async find(trace) {
      asked.push({ at: clock.now(), handles: [`trace ${trace}`] });
      return absent;
    },
  };
  return { asked, provider, clock };
}

/** Asks about so many at once. */
function askAbout(many: number, provider: PolledProvider, clock: ReturnType<typeof patientClock>, heard = [-1]) {
  const isHeard = (request: RequestId) => heard.some((each) => id(each) === request);
  const sparing = withSparingQuestions(provider, { clock, apart: 1_000, isHeard });
  return Promise.all(Array.from({ length: many }, (_, each) => sparing.check?.(`h${each}`, id(each), context)));
}

const sizes = (asked: readonly Asked[]) => asked.map(({ at, handles }) => [at, handles.length]);

test('a hundred calls that wait are asked about with one question', async () => {
  const { asked, provider, clock } = recording();
  expect(await askAbout(100, provider, clock)).toEqual(Array(100).fill(running));
  expect(asked).toEqual([{ at: 0, handles: Array.from({ length: 100 }, (_, each) => `h${each}`) }]);
});

test('more than a question may be about come in several, a second apart, in their order', async () => {
  const { asked, provider, clock } = recording();
  await askAbout(230, provider, clock);
  expect(sizes(asked)).toEqual([
    [0, 100],
    [1_000, 100],
    [2_000, 30],
  ]);
  expect(asked.flatMap(({ handles }) => handles)).toEqual(Array.from({ length: 230 }, (_, each) => `h${each}`));
});

test('of an answer that holds fewer the rest is asked about next, a page at a time, a second apart', async () => {
  const { asked, provider, clock } = recording({ perPage: 12 });
  expect(await askAbout(30, provider, clock)).toEqual(Array(30).fill(running));
  expect(sizes(asked)).toEqual([
    [0, 30],
    [1_000, 12],
    [2_000, 6],
  ]);
  expect(new Set(asked.slice(1).flatMap(({ handles }) => handles)).size).toBe(18);
});

test('what is missing in an answer is asked about alone, and only then unknown', async () => {
  const { asked, provider, clock } = recording({ knows: (handle) => handle !== 'h7' && handle !== 'h9' });
  const outcomes = await askAbout(20, provider, clock);
  expect(outcomes.flatMap((outcome, index) => (outcome?.kind === 'absent' ? [index] : []))).toEqual([7, 9]);
  expect(asked.map(({ handles }) => handles.length)).toEqual([20, 2]);
});

test('an answer that says nothing at all is tried again with a page that the vendor documents, then with less', async () => {
  const { asked, provider, clock } = recording();
  const small: PolledProvider = {
    ...provider,
    async checkMany(calls, each) {
      const outcomes = (await provider.checkMany?.(calls, each)) ?? [];
      return calls.length > 3 ? calls.map(() => ({ kind: 'left off' })) : outcomes;
    },
  };
  await askAbout(30, small, clock);
  expect(asked.map(({ handles }) => handles.length).slice(0, 5)).toEqual([30, 12, 6, 3, 3]);
});

test('those that the vendor called back about come first', async () => {
  const { asked, provider, clock } = recording({ perPage: 12 });
  await askAbout(40, provider, clock, [38, 39]);
  expect(asked[0]?.handles.slice(0, 3)).toEqual(['h38', 'h39', 'h0']);
  // What was left off waits for its own question; who is called back about meanwhile does not wait for that.
  expect(sizes(asked)).toEqual([
    [0, 40],
    [1_000, 12],
    [2_000, 12],
    [3_000, 4],
  ]);
});

test('what was left off is asked about next, however long the vendor calls back about others', async () => {
  const { asked, provider, clock } = recording({ perPage: 2 });
  const isHeard = (request: RequestId) => [...Array(30).keys()].some((each) => id(100 + each) === request);
  const sparing = withSparingQuestions(provider, { clock, apart: 1_000, isHeard });
  let isOver = false;
  /** One more has been called back about whenever a question has left. */
  const others = (async () => {
    for (let each = 100; each < 130 && !isOver; each += 1) await sparing.check?.(`h${each}`, id(each), context);
  })();
  const outcomes = await Promise.all([0, 1, 2, 3].map((each) => sparing.check?.(`h${each}`, id(each), context)));
  isOver = true;
  await others;
  expect(outcomes).toEqual(Array(4).fill(running));
  expect(asked.length).toBeLessThan(10);
});

test('calls of one kind that are called back about do not keep those of another waiting', async () => {
  const { asked, provider, clock } = recording();
  const isHeard = (request: RequestId) => request !== id(0);
  const kindOf = (handle: string) => (handle === 'h0' ? 'rare' : 'usual');
  const sparing = withSparingQuestions({ ...provider, kindOf }, { clock, apart: 1_000, isHeard });
  let isOver = false;
  const others = (async () => {
    for (let each = 1; each < 30 && !isOver; each += 1) await sparing.check?.(`h${each}`, id(each), context);
  })();
  expect(await sparing.check?.('h0', id(0), context)).toEqual(running);
  isOver = true;
  await others;
  expect(asked.length).toBeLessThan(5);
});

test('calls of different kinds have questions of their own', async () => {
  const { asked, provider, clock } = recording();
  await askAbout(6, { ...provider, kindOf: (handle) => String(Number(handle.slice(1)) % 2) }, clock);
  expect(asked.map(({ handles }) => handles)).toEqual([
    ['h0', 'h2', 'h4'],
    ['h1', 'h3', 'h5'],
  ]);
});

test('look-ups wait for their turn too', async () => {
  const { asked, provider, clock } = recording();
  const sparing = withSparingQuestions(provider, { clock, apart: 1_000 });
  await Promise.all([
    sparing.check?.('h', id(0), context),
    sparing.find?.(traceId('t'), id(1), context),
    sparing.find?.(traceId('u'), id(2), context),
  ]);
  expect(asked).toEqual([
    { at: 0, handles: ['h'] },
    { at: 1_000, handles: ['trace t'] },
    { at: 2_000, handles: ['trace u'] },
  ]);
});

test('who stops waiting is asked about no more, and shortens nobody’s distance', async () => {
  const { asked, provider, clock } = recording();
  const sparing = withSparingQuestions(provider, { clock, apart: 1_000 });
  await sparing.check?.('first', id(0), context);
  const leaving = new AbortController();
  const left = sparing.check?.('left', id(1), { ...context, signal: leaving.signal });
  leaving.abort();
  const [gone] = await Promise.all([left, sparing.check?.('last', id(2), context)]);
  expect(gone).toEqual({ kind: 'unanswered', failure: { code: 'unreachable' } });
  expect(asked).toEqual([
    { at: 0, handles: ['first'] },
    { at: 1_000, handles: ['last'] },
  ]);
});

test('a question that fails fails for whoever asked it, and the next one is asked all the same', async () => {
  const { provider, clock } = recording();
  let isBroken = true;
  const breaking: PolledProvider = {
    ...provider,
    async checkMany(calls, each) {
      if (isBroken) throw new Error('broken');
      return provider.checkMany?.(calls, each) ?? [];
    },
  };
  const sparing = withSparingQuestions(breaking, { clock, apart: 1 });
  const both = () => Promise.allSettled([sparing.check?.('a', id(0), context), sparing.check?.('b', id(1), context)]);
  expect((await both()).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isBroken = false;
  expect((await both()).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
});
