import { describe, expect, test } from 'vitest';
import { recipe } from '../../../../scripts/sample-records.ts';
import type { PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { CheckOutcome, FindOutcome } from '../../../../src/ports/image-provider.ts';
import { catalogueOf, sampleModel, sampleOffer, unscripted } from '../../stage.ts';
import { immediate, polled, stageRequest } from './stage.ts';

type Stage = Awaited<ReturnType<typeof stageRequest>>;

const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null } as const;
const address = { kind: 'address', url: 'https://vendor.example/a.png' } as const;
const submitting: Partial<PaidRequest> = { state: 'submitting', attempt: 1, submittedAt: 1_000 };
const waiting: Partial<PaidRequest> = { ...submitting, state: 'waiting', handle: '"task-1"' };
const ended = (failure: object) => ({ ...over, ending: { kind: 'failure', failure } });
const lost = { kind: 'failed', failure: { code: 'unreachable' } } as const;

/** Was sent a moment ago, not in 1970. */
const justSent = (stage: Stage) =>
  stage.journal.advanceRequest(stage.row, { submittedAt: stage.now() }).then(() => undefined);

describe('a call whose outcome is open', () => {
  const open = {
    since: 5,
    next: 'send again',
    failure: { code: 'provider_failed', seen: { vendorCode: 'x' } },
  } as const;

  test('is asked about by its trace id, and by how it was asked for', async () => {
    const asked: unknown[] = [];
    const provider = polled({
      async find(...given) {
        asked.push(given);
        return { kind: 'running', handle: '"task-2"' };
      },
    });
    const ratios = { kind: 'ratios', ratios: ['1:1', '2:3'], resolutions: ['1K'] } as const;
    const catalogue = catalogueOf(sampleModel('gpt-image-2', sampleOffer({ sizes: ratios })));
    const stage = await stageRequest({ provider, request: { ...submitting, doubt: open }, catalogue });

    await stage.step();

    const context = { signal: stage.stopping.signal, scratch: stage.scratch.directory };
    expect(asked).toEqual([['trace-100-0', '100-0', context, { aspect: { ratio: '2:3', resolution: '1K' } }]]);
    expect(await stage.current()).toEqual({
      ...stage.row,
      revision: 2,
      state: 'waiting',
      handle: '"task-2"',
      doubt: null,
      wakeAt: stage.now() + defaultPace.firstCheck,
    });
    expect(stage.lent).toEqual([]);
  });

  test.each([
    ['that was made is fetched', { kind: 'made', pictures: [address] }, { state: 'collecting', made: [address] }],
    ['that failed has ended', lost, ended({ code: 'unreachable' })],
    ['that nobody knows may be sent again', { kind: 'absent' }, { state: 'new', attempt: 1, doubt: null }],
  ] as const satisfies readonly (readonly [string, FindOutcome, object])[])('%s', async (_, found, becomes) => {
    const provider = polled({ find: async () => found });
    const stage = await stageRequest({ provider, request: { ...submitting, doubt: open } });
    await justSent(stage);

    await stage.step();

    expect(await stage.current()).toMatchObject(becomes);
    expect(await stage.takeDue(stage.now())).toEqual(
      becomes.state === 'ended' ? ['100'] : becomes.state === 'new' ? [] : ['100-0'],
    );
  });

  test('because we crashed while sending it is in doubt from now, and not sent again', async () => {
    const provider = polled({ find: async () => ({ kind: 'absent' }) });
    const stage = await stageRequest({ provider, request: submitting });

    await stage.step();

    const failure = { code: 'outcome_unknown', seen: { vendorCode: 'interrupted' } };
    expect(await stage.current()).toMatchObject({
      state: 'submitting',
      attempt: 1,
      doubt: { since: stage.now(), next: 'unknown', failure },
      wakeAt: stage.now() + defaultPace.doubtEvery,
    });
  });

  test.each([
    ['by a crash', null, { code: 'outcome_unknown', seen: { vendorCode: 'interrupted' } }],
    ['for what was seen', open, { code: 'outcome_unknown', seen: { vendorCode: 'x' } }],
  ])('%s at one who cannot be asked has ended', async (_, doubt, failure) => {
    const stage = await stageRequest({
      provider: immediate(unscripted('generate')),
      request: { ...submitting, doubt },
    });

    await stage.step();

    expect(await stage.current()).toMatchObject(ended(failure));
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
  });

  test.each(['submitting', 'waiting'] as const)('has ended unknown when the key is gone (%s)', async (state) => {
    const stage = await stageRequest({ provider: null, request: { ...waiting, state } });

    await stage.step();

    expect(await stage.current()).toMatchObject(ended({ code: 'outcome_unknown' }));
  });
});

describe('a call that waits at the vendor', () => {
  test('is asked about by its handle, and again after a while', async () => {
    const asked: unknown[] = [];
    const provider = polled({
      async check(...given) {
        asked.push(given);
        return { kind: 'running' };
      },
    });
    const stage = await stageRequest({ provider, request: waiting });
    await justSent(stage);
    const before = await stage.current();

    await stage.step();

    const context = { signal: stage.stopping.signal, scratch: stage.scratch.directory };
    expect(asked).toEqual([['"task-1"', '100-0', context]]);
    const wakeAt = stage.now() + Math.round(defaultPace.checkEvery * 0.9);
    expect(await stage.current()).toEqual({ ...before, revision: 3, wakeAt });
    expect(await stage.takeDue(wakeAt - 1)).toEqual([]);
  });

  test('is asked about as often as its vendor wants at least', async () => {
    const provider = polled({ check: async () => ({ kind: 'running' }), checkAtLeastEveryMs: 1_000 });
    const stage = await stageRequest({ provider, request: waiting });
    await justSent(stage);

    await stage.step();

    expect((await stage.current()).wakeAt).toBe(stage.now() + 900);
  });

  test.each([
    ['is fetched when it was made', { kind: 'made', pictures: [address] }, { state: 'collecting', made: [address] }],
    ['has ended when it failed', lost, ended({ code: 'unreachable' })],
  ] as const satisfies readonly (readonly [string, CheckOutcome, object])[])('%s', async (_, outcome, becomes) => {
    const stage = await stageRequest({ provider: polled({ check: async () => outcome }), request: waiting });

    await stage.step();

    expect(await stage.current()).toMatchObject(becomes);
    expect(await stage.takeDue(stage.now())).toEqual([becomes.state === 'ended' ? '100' : '100-0']);
  });

  test('without a handle, or at one who answers no such question, is looked up by its trace id', async () => {
    const find = async (): Promise<FindOutcome> => ({ kind: 'running', handle: '"found"' });
    const generate = unscripted('generate');
    const noHandle = await stageRequest({ provider: polled({ find }), request: { ...waiting, handle: null } });
    const noCheck = await stageRequest({ provider: { ...immediate(generate), find }, request: waiting });

    await noHandle.step();
    await noCheck.step();

    expect((await noHandle.current()).handle).toBe('"found"');
    expect((await noCheck.current()).handle).toBe('"found"');
  });

  test.each([
    ['its size', recipe.size, { width: 1024, height: 1536 }],
    ['that the model decides', 'auto', null],
  ] as const)('is waited for by %s', async (_, size, told) => {
    const sizes: unknown[] = [];
    const deadlineMs = (asked: unknown) => {
      sizes.push(asked);
      return 500;
    };
    const provider = polled({ check: async () => ({ kind: 'running' }), deadlineMs });
    const task = { recipe: { ...recipe, size }, sources: [] };
    const stage = await stageRequest({ provider, job: { task }, request: waiting });
    await justSent(stage);
    stage.clock.pass(501);

    await stage.step();

    expect(sizes).toEqual([told]);
    const failure = { code: 'outcome_unknown', seen: { vendorCode: 'deadline' } };
    expect((await stage.current()).doubt).toEqual({ since: stage.now(), next: 'unknown', failure });
  });
});

describe('a free question', () => {
  const failed = { kind: 'unanswered', failure: { code: 'unreachable' } } as const;

  test.each([
    ['by trace id', submitting],
    ['by handle', waiting],
  ])('%s tells how its image service is', async (_, request) => {
    const answers: (typeof failed | { kind: 'running'; handle: string })[] = Array(3).fill(failed);
    const next = async () => answers.shift() ?? ({ kind: 'running', handle: '"h"' } as const);
    const stage = await stageRequest({ provider: polled({ find: next, check: next }), request });
    await justSent(stage);

    for (let questions = 0; questions < defaultPace.health.faultsToRest; questions += 1) await stage.step();
    const restedAfterThree = stage.health.resting().has('acedatacloud');
    await stage.step();

    expect([restedAfterThree, stage.health.resting().size]).toEqual([true, 0]);
  });

  test.each([
    ['by trace id', submitting],
    ['by handle', waiting],
  ])('%s that was cut short by stopping writes nothing', async (_, request) => {
    const cut = async () => {
      stage.stopping.abort();
      return { kind: 'failed', failure: { code: 'out_of_balance' } } as const;
    };
    const stage: Stage = await stageRequest({ provider: polled({ find: cut, check: cut }), request });

    await stage.step();

    expect(await stage.current()).toEqual(stage.row);
    expect(stage.health.resting()).toEqual(new Set());
    expect(stage.warned).toEqual([]);
  });
});
