import { describe, expect, test } from 'vitest';
import { address } from '../../../../scripts/sample-records.ts';
import { jobId, versionId } from '../../../../src/domain/ids.ts';
import type { Constraint } from '../../../../src/domain/money/limits.ts';
import { catalogueOf, sampleModel, sampleOffer } from '../../stage.ts';
import { ask, directMessage, message, recipe, stageAccepting } from './stage.ts';

const nothing = { images: 0, usd: 0 };
const limit = (unit: Constraint['unit'], amount: number): Constraint => ({
  account: 'member',
  unit,
  per: 'day',
  amount,
  origin: 'default',
});
const unpriced = catalogueOf(sampleModel('gpt-image-2', sampleOffer({ price: () => null })));
const midnight = Date.UTC(2026, 10, 22);

describe('a refusal', () => {
  test('to an interaction is told on the spot, and nothing is written down', async () => {
    const stage = await stageAccepting();

    const answer = await stage.ask({ ...ask, recipe: { ...recipe, model: 'dall-e-1' } });

    expect(answer).toEqual({ kind: 'refused', failure: { code: 'unknown_model', named: 'dall-e-1' } });
    expect(await stage.journal.find(ask.id)).toBeNull();
    // What cannot be made at all is not asked about further.
    expect(stage.calls).toEqual([]);
  });

  test('to a message is a job that has only its refusal to deliver', async () => {
    const stage = await stageAccepting();
    const failure = { code: 'unknown_model', named: 'dall-e-1' };

    const answer = await stage.ask({ ...ask, recipe: { ...recipe, model: 'dall-e-1' }, address: message });

    expect(answer).toEqual({ kind: 'refused', failure });
    expect(await stage.journal.find(ask.id)).toEqual({
      job: {
        id: '100',
        revision: 0,
        state: 'delivering',
        task: null,
        address: message,
        acceptedAt: stage.clock.now(),
        startedAt: null,
        shown: { kind: 'nothing' },
        sources: [],
        warnings: [],
        failure,
        cancelledAt: null,
        tries: 0,
        wakeAt: stage.clock.now(),
      },
      requests: [],
    });
    expect(await stage.used()).toEqual(nothing);
    expect(stage.calls).toEqual([['wake']]);
  });

  test('to a message that is delivered twice comes once', async () => {
    const stage = await stageAccepting();
    const wrong = { ...ask, recipe: { ...recipe, prompt: '  ' }, address: message };

    const answers = await Promise.all([stage.ask(wrong), stage.ask(wrong)]);

    expect(answers).toContainEqual({ kind: 'refused', failure: { code: 'bad_prompt' } });
    expect(answers).toContainEqual({ kind: 'known' });
    expect(stage.calls).toEqual([['wake']]);
  });

  test('about a private picture is private too', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('6-0-0', { audience: 'asker' });
    const sources = { kind: 'given', sources: [{ kind: 'version', version: versionId('6-0-0') }] } as const;

    await stage.ask({ ...ask, recipe: { ...recipe, prompt: '' }, sources, address: directMessage });

    expect((await stage.job('100')).address).toEqual({ ...directMessage, audience: 'asker' });
  });

  test('is what an edit gets whose list of pictures is empty', async () => {
    const stage = await stageAccepting();

    const answer = await stage.ask({ ...ask, sources: { kind: 'given', sources: [] } });

    expect(answer).toEqual({ kind: 'refused', failure: { code: 'no_source' } });
    expect(stage.calls).toEqual([]);
  });

  test('to a message that would edit where there is no picture is told by its job', async () => {
    const stage = await stageAccepting();

    await stage.ask({ ...ask, sources: { kind: 'current' }, address: message });

    expect(await stage.job('100')).toMatchObject({ state: 'delivering', failure: { code: 'no_source' } });
    expect(stage.calls).toEqual([['wake']]);
  });
});

describe('where there is no room', () => {
  const noRoom = { code: 'no_room', retryAfterMs: 3_600_000 } as const;

  test('nobody’s request is taken, and no limit is looked at', async () => {
    const stage = await stageAccepting({ noRoom });

    expect(await stage.ask(ask)).toEqual({ kind: 'refused', failure: noRoom });

    expect(await stage.journal.find(ask.id)).toBeNull();
    expect(stage.calls).toEqual([['may accept']]);
  });

  test('a message is told so by its job', async () => {
    const stage = await stageAccepting({ noRoom });

    await stage.ask({ ...ask, address: message });

    expect(await stage.job('100')).toMatchObject({ state: 'delivering', failure: noRoom });
    expect(stage.said()).toEqual(['may accept', 'wake']);
  });
});

describe('a full line', () => {
  test('takes what just fits, and tells the next to come back', async () => {
    const stage = await stageAccepting({ queueMax: 3 });
    await stage.ask({ ...ask, id: jobId('100') });
    stage.calls.length = 0;

    expect(await stage.ask({ ...ask, id: jobId('101') })).toEqual({
      kind: 'refused',
      failure: { code: 'queue_full', retryAfterMs: 300_000 },
    });
    expect(await stage.journal.find(jobId('101'))).toBeNull();
    expect(await stage.used()).toEqual({ images: 2, usd: 24_400 });
    expect(stage.said()).toEqual(['may accept', 'constraints']);

    const one = await stage.ask({ ...ask, id: jobId('102'), recipe: { ...recipe, count: 1 } });
    expect(one.kind).toBe('accepted');
  });

  test('still takes the refusal of a message, which stands in no line', async () => {
    const stage = await stageAccepting({ queueMax: 1 });

    await stage.ask({ ...ask, address: message });

    expect(await stage.job('100')).toMatchObject({ state: 'delivering', failure: { code: 'queue_full' } });
    expect(stage.said()).toEqual(['may accept', 'constraints', 'wake']);
  });
});

describe('a limit', () => {
  test('is kept to the last picture', async () => {
    const constraints = [limit('images', 4)];
    const stage = await stageAccepting({ constraints });

    expect((await stage.ask({ ...ask, id: jobId('100') })).kind).toBe('accepted');
    expect((await stage.ask({ ...ask, id: jobId('101') })).kind).toBe('accepted');
    stage.calls.length = 0;
    const third = await stage.ask({ ...ask, id: jobId('102') });

    const broken = { constraint: constraints[0], used: 4, asked: 2, returnsAt: midnight };
    expect(third).toEqual({ kind: 'refused', failure: { code: 'quota', ...broken } });
    expect(await stage.journal.find(jobId('102'))).toBeNull();
    expect(await stage.used()).toEqual({ images: 4, usd: 48_800 });
    // Others are told by what was refused, for it was not held.
    expect(stage.calls.at(-1)).toEqual(['after asking', address, constraints, { images: 2, usd: 24_400 }]);
  });

  test('in dollars says in dollars what would have been too much', async () => {
    const constraints = [limit('images', 100), limit('usd', 24_399)];
    const stage = await stageAccepting({ constraints });

    const answer = await stage.ask(ask);

    const broken = { constraint: constraints[1], used: 0, asked: 24_400, returnsAt: midnight };
    expect(answer).toEqual({ kind: 'refused', failure: { code: 'quota', ...broken } });
  });

  test('that a message would break is told by its job, and nothing shows that it was understood', async () => {
    const stage = await stageAccepting({ constraints: [limit('images', 1)] });

    await stage.ask({ ...ask, address: message });

    expect(await stage.job('100')).toMatchObject({ state: 'delivering', task: null, failure: { code: 'quota' } });
    expect(await stage.requests('100')).toEqual([]);
    expect(await stage.used()).toEqual(nothing);
    expect(stage.said()).toEqual(['may accept', 'constraints', 'after asking', 'wake']);
  });

  test('that is kept is told as what is held already', async () => {
    const constraints = [limit('images', 2)];
    const stage = await stageAccepting({ constraints });

    await stage.ask(ask);

    expect(stage.calls.at(-1)).toEqual(['after asking', address, constraints, nothing]);
  });
});

describe('a model of which nobody knows the price', () => {
  test('is refused where dollars are limited', async () => {
    const stage = await stageAccepting({ catalogue: unpriced, constraints: [limit('usd', 1_000_000)] });

    expect(await stage.ask(ask)).toEqual({ kind: 'refused', failure: { code: 'unpriced', model: 'gpt-image-2' } });

    expect(await stage.journal.find(ask.id)).toBeNull();
    expect(stage.said()).toEqual(['may accept', 'constraints']);
  });

  test('is made where only pictures are, and holds no dollars', async () => {
    const stage = await stageAccepting({ catalogue: unpriced, constraints: [limit('images', 10)] });

    expect((await stage.ask(ask)).kind).toBe('accepted');

    expect((await stage.requests('100')).map(({ price }) => price)).toEqual([null, null]);
    expect(await stage.used()).toEqual({ images: 2, usd: 0 });
  });
});
