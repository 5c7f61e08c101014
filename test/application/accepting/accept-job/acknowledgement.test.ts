import { describe, expect, test } from 'vitest';
import { address } from '../../../../scripts/sample-records.ts';
import { jobId, messageId, versionId } from '../../../../src/domain/ids.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import { ask, stageAccepting } from './stage.ts';

const source = (id: string) => ({ kind: 'version', version: versionId(id) }) as const;
const given = (...ids: readonly string[]) => ({ kind: 'given', sources: ids.map(source) }) as const;
const nothing = { images: 0, usd: 0 };

describe('the acknowledgement', () => {
  test('lets a generation join the line at once, and its message say more when Discord’s own sign has stood', async () => {
    const stage = await stageAccepting();
    await stage.ask(ask);
    const acceptedAt = stage.clock.now();
    const before = await stage.job('100');
    stage.calls.length = 0;
    stage.clock.pass(1_500);

    await stage.acknowledged(ask.id, messageId('900'));

    expect(await stage.job('100')).toEqual({
      ...before,
      revision: 1,
      state: 'queued',
      address: { ...address, message: '900' },
      sources: [],
      wakeAt: acceptedAt + defaultPace.statusAfter,
    });
    const wakes = (await stage.requests('100')).map(({ state, wakeAt }) => ({ state, wakeAt }));
    expect(wakes).toEqual(Array(2).fill({ state: 'new', wakeAt: acceptedAt + 1_500 }));
    expect(stage.calls).toEqual([['wake']]);
  });

  test('has the pictures of an edit fetched before it joins the line', async () => {
    const stage = await stageAccepting();
    await stage.ask({ ...ask, sources: given('5-0-0') });
    const before = await stage.job('100');
    stage.clock.pass(1_500);

    await stage.acknowledged(ask.id, null);

    expect(await stage.job('100')).toEqual({ ...before, revision: 1, state: 'queued', wakeAt: stage.clock.now() });
    expect((await stage.requests('100')).map(({ wakeAt }) => wakeAt)).toEqual([null, null]);
    expect(stage.said().at(-1)).toBe('wake');
  });

  test('noted twice, or of nothing that is known, changes nothing', async () => {
    const stage = await stageAccepting();
    await stage.ask(ask);
    await stage.acknowledged(ask.id, messageId('900'));
    const before = await stage.journal.find(ask.id);
    stage.calls.length = 0;

    await stage.acknowledged(ask.id, messageId('901'));
    await stage.acknowledged(jobId('404'), messageId('901'));

    expect(await stage.journal.find(ask.id)).toEqual(before);
    expect(stage.calls).toEqual([]);
  });

  test('that could not be made cancels it: no prompt, no token and no hold is left', async () => {
    const stage = await stageAccepting();
    await stage.ask(ask);
    const before = await stage.job('100');

    await stage.abandon(ask.id);

    expect(await stage.job('100')).toEqual({
      ...before,
      revision: 1,
      state: 'cancelled',
      task: null,
      address: { ...address, token: null, tokenExpiresAt: null },
      wakeAt: null,
    });
    expect(await stage.used()).toEqual(nothing);
  });

  test('that was made after all is not taken back', async () => {
    const stage = await stageAccepting();
    await stage.ask(ask);
    await stage.acknowledged(ask.id, null);
    const before = await stage.journal.find(ask.id);

    await stage.abandon(ask.id);
    await stage.abandon(jobId('404'));

    expect(await stage.journal.find(ask.id)).toEqual(before);
    expect(await stage.used()).toEqual({ images: 2, usd: 24_400 });
  });
});
