import { describe, expect, test } from 'vitest';
import { address, recipe as madeWith } from '../../../../scripts/sample-records.ts';
import { channelId, jobId, originalId, userId, versionId } from '../../../../src/domain/ids.ts';
import { stageAccepting } from './stage.ts';

const source = (id: string) => ({ kind: 'version', version: versionId(id) }) as const;

describe('Again', () => {
  const version = versionId('5-0-0');

  test('asks for the same once more, with the same pictures, mask, format and number', async () => {
    const stage = await stageAccepting();
    const mask = { kind: 'coverage', id: originalId('m5') } as const;
    const full = { ...madeWith, background: 'opaque', format: 'webp', count: 3, mask } as const;
    const sources = [versionId('3-0-0'), versionId('4-0-0')];
    await stage.keepVersion('5-0-0', { recipe: full, sources });

    const answer = await stage.askAgain(version, jobId('100'), address);

    expect(answer).toEqual({ kind: 'accepted', job: await stage.job('100') });
    // A part keeps the rest, also where it was made before that could be said.
    const recipe = { ...full, keep: 'exact' };
    expect((await stage.job('100')).task).toEqual({ recipe, sources: [source('3-0-0'), source('4-0-0')] });
    expect(await stage.requests('100')).toHaveLength(3);
  });

  test('of a picture made from words alone is a generation', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0', { sources: [] });

    await stage.askAgain(version, jobId('100'), address);

    expect((await stage.job('100')).task).toEqual({ recipe: madeWith, sources: [] });
    expect((await stage.requests('100')).map(({ operation }) => operation)).toEqual(['generate']);
  });

  test('of one’s own private picture works elsewhere too', async () => {
    const stage = await stageAccepting();
    await stage.keepVersion('5-0-0', { audience: 'asker', sources: [] });

    const answer = await stage.askAgain(version, jobId('100'), { ...address, channel: channelId('11') });

    expect(answer?.kind).toBe('accepted');
  });

  test.each([
    ['is gone', null],
    ['was imported and has no recipe', { recipe: null, model: null }],
    ['is somebody else’s private one', { audience: 'asker', owner: userId('51') }],
    ['somebody else has in another channel', { channel: channelId('11'), owner: userId('51') }],
  ] as const)('of a picture that %s asks for nothing', async (_, changes) => {
    const stage = await stageAccepting();
    if (changes !== null) await stage.keepVersion('5-0-0', { sources: [], ...changes });

    expect(await stage.askAgain(version, jobId('100'), address)).toBeNull();

    expect(await stage.journal.find(jobId('100'))).toBeNull();
    expect(stage.calls).toEqual([]);
  });
});
