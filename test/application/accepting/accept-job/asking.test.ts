import { describe, expect, test } from 'vitest';
import { address } from '../../../../scripts/sample-records.ts';
import { chainOf } from '../../../../src/domain/chain/heads.ts';
import { jobId, userId, versionId } from '../../../../src/domain/ids.ts';
import type { Audience } from '../../../../src/domain/jobs/job.ts';
import { catalogueOf, sampleModel, sampleOffer } from '../../stage.ts';
import { ask, directMessage, message, readRecipe, recipe, stageAccepting } from './stage.ts';

const source = (id: string) => ({ kind: 'version', version: versionId(id) }) as const;
const given = (...ids: readonly string[]) => ({ kind: 'given', sources: ids.map(source) }) as const;
const nothing = { images: 0, usd: 0 };

describe('asking', () => {
  test('by an interaction is written down whole, holds its price, and waits for its acknowledgement', async () => {
    const stage = await stageAccepting();
    const now = stage.clock.now();

    const answer = await stage.ask(ask);

    const job = {
      id: '100',
      revision: 0,
      state: 'accepted',
      task: { recipe: readRecipe, sources: [] },
      address,
      acceptedAt: now,
      startedAt: null,
      shown: { kind: 'nothing' },
      sources: null,
      warnings: [],
      failure: null,
      cancelledAt: null,
      tries: 0,
      wakeAt: now + 20_000,
    };
    const request = (ordinal: number) => ({
      id: `100-${ordinal}`,
      job: '100',
      revision: 0,
      state: 'new',
      ordinal,
      provider: 'acedatacloud',
      operation: 'generate',
      traceId: `uuid-${ordinal + 1}`,
      attempt: 0,
      submittedAt: null,
      handle: null,
      made: [],
      ending: null,
      doubt: null,
      tries: 0,
      wakeAt: null,
      price: 12_200,
    });
    expect(answer).toEqual({ kind: 'accepted', job });
    expect(await stage.journal.find(ask.id)).toEqual({ job, requests: [request(0), request(1)] });
    expect(await stage.used()).toEqual({ images: 2, usd: 24_400 });
    expect(stage.calls).toEqual([
      ['may accept'],
      ['constraints', { guild: '1', user: '50', roles: ['3', '4'] }],
      ['after asking', address, [], nothing],
    ]);
  });

  test('by a message needs no acknowledgement: it is due at once, and the message is shown as understood', async () => {
    const stage = await stageAccepting();

    const answer = await stage.ask({ ...ask, address: message });

    const job = await stage.job('100');
    expect(answer).toEqual({ kind: 'accepted', job });
    expect(job).toMatchObject({ state: 'queued', wakeAt: stage.clock.now(), address: message });
    expect(stage.said()).toEqual(['may accept', 'constraints', 'after asking', 'wake', 'notice']);
    expect(stage.calls.at(-1)).toEqual(['notice', job, 'queued']);
  });

  test('with pictures is an edit of them all, and priced as one', async () => {
    const stage = await stageAccepting();

    await stage.ask({ ...ask, sources: given('5-0-0', '6-0-0') });

    expect((await stage.job('100')).task).toEqual({
      recipe: readRecipe,
      sources: [source('5-0-0'), source('6-0-0')],
    });
    const paid = (await stage.requests('100')).map(({ operation, price }) => ({ operation, price }));
    expect(paid).toEqual([
      { operation: 'edit', price: 22_202 },
      { operation: 'edit', price: 22_202 },
    ]);
    expect(await stage.used()).toEqual({ images: 2, usd: 44_404 });
  });

  test('for what the model does not take keeps the word about it', async () => {
    const catalogue = catalogueOf(sampleModel('gpt-image-2', sampleOffer({ takes: ['size'] })));
    const stage = await stageAccepting({ catalogue });

    await stage.ask(ask);

    const word = { kind: 'ignored', field: 'quality', model: 'gpt-image-2' };
    expect((await stage.job('100')).warnings).toEqual([word]);
  });
});

describe('the same event delivered twice', () => {
  test('is one job, and the second asks nobody anything', async () => {
    const stage = await stageAccepting();
    await stage.ask(ask);
    const before = await stage.journal.find(ask.id);
    stage.calls.length = 0;

    expect(await stage.ask({ ...ask, recipe: { ...recipe, count: 4 }, address: message })).toEqual({ kind: 'known' });

    expect(await stage.journal.find(ask.id)).toEqual(before);
    expect(await stage.used()).toEqual({ images: 2, usd: 24_400 });
    expect(stage.calls).toEqual([]);
  });

  test('at the same moment is one job with one hold, and one sign that it was understood', async () => {
    const stage = await stageAccepting();
    const twice = { ...ask, address: message };

    const answers = await Promise.all([stage.ask(twice), stage.ask(twice)]);

    expect(answers.map(({ kind }) => kind).sort()).toEqual(['accepted', 'known']);
    expect(await stage.requests('100')).toHaveLength(2);
    expect(await stage.used()).toEqual({ images: 2, usd: 24_400 });
    const told = stage.said().filter((what) => what === 'wake' || what === 'notice' || what === 'after asking');
    expect(told).toEqual(['after asking', 'wake', 'notice']);
  });
});

describe('the current version', () => {
  const current = { kind: 'current' } as const;
  const moved = (audience: Audience) =>
    ({ chain: chainOf(address), user: userId('50'), audience, by: 'result' }) as const;
  const head = (id: string | null, by: string) => ({
    version: id === null ? null : versionId(id),
    movedBy: jobId(by),
  });

  test('is what an edit without a picture works on', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0');
    await stage.versions.moveHead(moved('everyone'), head('5-0-0', '5'));

    await stage.ask({ ...ask, sources: current });

    expect((await stage.job('100')).task?.sources).toEqual([source('5-0-0')]);
  });

  test('of the asker alone is seen by their interaction and their direct message, not by a message for all', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0');
    await stage.keepVersion('6-0-0', { audience: 'asker' });
    await stage.versions.moveHead(moved('everyone'), head('5-0-0', '5'));
    await stage.versions.moveHead(moved('asker'), head('6-0-0', '6'));

    await stage.ask({ ...ask, id: jobId('100'), sources: current });
    const byInteraction = await stage.job('100');
    await stage.abandon(jobId('100'));
    await stage.ask({ ...ask, id: jobId('101'), sources: current, address: directMessage });
    await stage.ask({ ...ask, id: jobId('102'), sources: current, address: message });

    const seen = async (id: string) => {
      const { task, address: answered } = await stage.job(id);
      return [task?.sources, answered.audience];
    };
    expect([byInteraction.task?.sources, byInteraction.address.audience]).toEqual([[source('6-0-0')], 'asker']);
    expect(await seen('101')).toEqual([[source('6-0-0')], 'asker']);
    expect(await seen('102')).toEqual([[source('5-0-0')], 'everyone']);
  });

  test.each([
    ['never was one', null],
    ['was undone back to nothing', head(null, '6')],
  ])('is no silent text-to-image where there %s', async (_, last) => {
    const stage = await stageAccepting();
    if (last !== null) await stage.versions.moveHead(moved('everyone'), last);

    const answer = await stage.ask({ ...ask, sources: current });

    expect(answer).toEqual({ kind: 'refused', failure: { code: 'no_source' } });
    expect(await stage.journal.find(ask.id)).toBeNull();
    expect(stage.calls).toEqual([]);
  });
});

describe('what is made from a private picture', () => {
  test('is private, wherever that stands among the pictures', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0');
    await stage.keepVersion('6-0-0', { audience: 'asker' });

    await stage.ask({ ...ask, sources: given('5-0-0', '6-0-0') });

    expect((await stage.job('100')).address).toEqual({ ...address, audience: 'asker' });
    expect(stage.calls.at(-1)).toEqual(['after asking', { ...address, audience: 'asker' }, [], nothing]);
  });

  test('is everybody’s where the picture is, or nobody knows of it', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0');

    await stage.ask({ ...ask, sources: given('5-0-0', '404-0-0') });

    expect((await stage.job('100')).address).toEqual(address);
  });

  test('is refused to a message in a server, whose answer everybody sees', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('6-0-0', { audience: 'asker' });

    const answer = await stage.ask({ ...ask, sources: given('6-0-0'), address: message });

    expect(answer).toEqual({ kind: 'refused', failure: { code: 'no_source' } });
    expect(await stage.job('100')).toMatchObject({ state: 'delivering', task: null, address: message });
  });
});
