import { describe, expect, test } from 'vitest';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { StreamedProvider } from '../../../../src/ports/image-provider.ts';
import { answering, call, immediate, polled, stageRequest } from './stage.ts';

const accepted = { kind: 'accepted', handle: '"task-1"' } as const;
const file = { kind: 'file', path: '/scratch/one' } as const;
const unreachable = { kind: 'failed', failure: { code: 'unreachable' } } as const;
const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null } as const;

const unreachableEnding = { kind: 'failure', failure: { code: 'unreachable' } };

describe('an answer to the call', () => {
  test('that brings the picture has it fetched at once, for what the vendor counted', async () => {
    const stage = await stageRequest({
      provider: immediate(async () => ({ kind: 'made', pictures: [file], cost: 4_000 })),
    });

    await stage.step();

    expect(await stage.current()).toMatchObject({
      ...{ state: 'collecting', attempt: 1, handle: null, made: [file], price: 4_000, wakeAt: stage.now() },
    });
  });

  test('that streams shows its previews on the way', async () => {
    const provider: StreamedProvider = {
      name: 'acedatacloud',
      answers: 'streamed',
      takesCallback: false,
      takesAddresses: false,
      async generate(given, { onPreview, signal, scratch }) {
        expect([given, signal, scratch]).toEqual([call, stage.stopping.signal, stage.scratch.directory]);
        onPreview(file);
        return { kind: 'made', pictures: [{ ...file, path: '/scratch/two' }] };
      },
      deadlineMs: () => 1,
    };
    const stage: Awaited<ReturnType<typeof stageRequest>> = await stageRequest({ provider });

    await stage.step();

    expect(stage.previews).toEqual([['100', file]]);
    expect(await stage.current()).toMatchObject({
      state: 'collecting',
      made: [{ kind: 'file', path: '/scratch/two' }],
      price: 165_000,
    });
  });

  const unknown = { kind: 'unknown', failure: { code: 'unreachable', seen: { vendorCode: 'reset' } } } as const;

  test('that leaves its outcome open is looked up by its trace id, never sent again', async () => {
    const stage = await stageRequest({ provider: answering(unknown) });
    const now = stage.now();

    await stage.step();

    expect(await stage.current()).toMatchObject({
      state: 'submitting',
      attempt: 1,
      doubt: { since: now, next: 'unknown', failure: unknown.failure },
      wakeAt: now + defaultPace.resendAfter,
    });
    // Only for a refusal it matters who else there is.
    expect(stage.asksForOthers()).toBe(0);
    expect(await stage.takeDue(now)).toEqual([]);
  });

  test('that leaves it open at one who cannot be asked ends it', async () => {
    const stage = await stageRequest({ provider: immediate(async () => unknown) });

    await stage.step();

    const failure = { code: 'outcome_unknown', seen: { vendorCode: 'reset' } };
    expect(await stage.current()).toMatchObject({ ...over, ending: { kind: 'failure', failure } });
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
  });

  test('that says nothing was taken has it sent again after a pause, even where another could make it', async () => {
    const stage = await stageRequest({ provider: answering(unreachable), another: true });

    await stage.step();

    expect(await stage.current()).toMatchObject({
      state: 'new',
      attempt: 1,
      wakeAt: stage.now() + defaultPace.backoff,
    });
    expect(stage.warned.map(({ message }) => message)).toEqual(['the vendor took nothing; sending again later']);
    // It is no end, so there is nothing for its job to see.
    expect(await stage.takeDue(stage.now() + defaultPace.backoff)).toEqual([]);
  });

  test('that is the last of too many failures leaves it to another at once', async () => {
    const stage = await stageRequest({ provider: answering(unreachable), another: true });
    for (let faults = 1; faults < defaultPace.health.faultsToRest; faults += 1) {
      stage.health.note('acedatacloud', unreachable);
    }

    await stage.step();

    expect(await stage.current()).toMatchObject({ ...over, attempt: 1, ending: unreachableEnding });
    expect(stage.health.resting()).toEqual(new Set(['acedatacloud']));
  });

  test('that is the last of too many failures is tried again where there is no other', async () => {
    const stage = await stageRequest({ provider: answering(unreachable), another: false });
    for (let faults = 1; faults < defaultPace.health.faultsToRest; faults += 1) {
      stage.health.note('acedatacloud', unreachable);
    }

    await stage.step();

    expect(await stage.current()).toMatchObject({ state: 'new', attempt: 1 });
  });

  const broken = { kind: 'failed', failure: { code: 'provider_failed', seen: { status: 500 } } } as const;
  test.each([
    ['once, before it is sent once more', 0, false, 'send again'],
    ['twice, before another is asked', 1, true, 'give up'],
  ] as const)('that says itself that it failed is looked up %s', async (_, attempt, another, next) => {
    const stage = await stageRequest({ provider: answering(broken), request: { attempt }, another });

    await stage.step();

    const doubt = { since: stage.now(), next, failure: broken.failure };
    expect(await stage.current()).toMatchObject({ state: 'submitting', attempt: attempt + 1, doubt });
  });

  test('that it failed twice is the end where there is no other', async () => {
    const stage = await stageRequest({ provider: answering(broken), request: { attempt: 1 }, another: false });

    await stage.step();

    expect(await stage.current()).toMatchObject({ ...over, ending: { kind: 'failure', failure: broken.failure } });
  });
});

describe('stopping in the middle of a call', () => {
  const cut = (outcome: Parameters<typeof answering>[0]) =>
    polled({
      async submit() {
        stage?.stopping.abort();
        return outcome;
      },
    });
  let stage: Awaited<ReturnType<typeof stageRequest>> | undefined;

  test.each([[{ kind: 'unknown', failure: { code: 'unreachable' } }], [unreachable]] as const)(
    'leaves the row as it was sent: %j',
    async (outcome) => {
      stage = await stageRequest({ provider: cut(outcome) });

      await stage.step();

      expect(await stage.current()).toEqual(stage.leaving[0]);
      expect(stage.warned).toEqual([]);
      expect(stage.asksForOthers()).toBe(0);
    },
  );

  test.each([
    [accepted, 'waiting'],
    [{ kind: 'made', pictures: [file] }, 'collecting'],
  ] as const)('still writes down what was paid for: %j', async (outcome, state) => {
    stage = await stageRequest({ provider: cut(outcome) });

    await stage.step();

    expect((await stage.current()).state).toBe(state);
  });
});
