import { expect, test } from 'vitest';
import { withSparingQuestions } from '../../../src/application/requests/sparing-questions.ts';
import { jobId, requestId, traceId } from '../../../src/domain/ids.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { CheckOutcome, PolledProvider } from '../../../src/ports/image-provider.ts';

const context = { signal: new AbortController().signal, scratch: '/nowhere' };
const id = (number: number) => requestId(jobId('1100000000000000001'), number);

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

function recording(clock: { now(): number }) {
  const asked: { readonly at: number; readonly handles: readonly string[] }[] = [];
  const running: CheckOutcome = { kind: 'running' };
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
      return running;
    },
    async checkMany(calls) {
      asked.push({ at: clock.now(), handles: calls.map(({ handle }) => handle) });
      return calls.map(() => running);
    },
    async find(trace) {
      asked.push({ at: clock.now(), handles: [`trace ${trace}`] });
      return { kind: 'absent' };
    },
  };
  return { asked, provider };
}

test('thirty calls that wait are asked about in three questions, a second apart', async () => {
  const clock = patientClock();
  const { asked, provider } = recording(clock);
  const sparing = withSparingQuestions(provider, { clock, apart: 1_000 });
  const outcomes = await Promise.all(
    Array.from({ length: 30 }, (_, each) => sparing.check?.(`h${each}`, id(each), context)),
  );
  expect(outcomes).toEqual(Array.from({ length: 30 }, () => ({ kind: 'running' })));
  expect(asked.map(({ at, handles }) => [at, handles.length])).toEqual([
    [0, 12],
    [1_000, 12],
    [2_000, 6],
  ]);
  expect(asked.flatMap(({ handles }) => handles)).toEqual(Array.from({ length: 30 }, (_, each) => `h${each}`));
});

test('look-ups wait for their turn too', async () => {
  const clock = patientClock();
  const { asked, provider } = recording(clock);
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

test('a question that fails fails for whoever asked it, and the next one is asked all the same', async () => {
  const clock = patientClock();
  const { provider } = recording(clock);
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
