import { describe, expect, test } from 'vitest';
import { sampleJob } from '../../../scripts/sample-records.ts';
import { roomForMark } from '../../../src/application/handing-out/marking.ts';
import { createPreviews } from '../../../src/application/jobs/previews.ts';
import type { Job, MadePicture } from '../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import type { Posted, Progress } from '../../../src/ports/messenger.ts';
import type { Measured } from '../../../src/ports/pictures.ts';

const givenBack = { [Symbol.asyncDispose]: () => Promise.resolve() };

const measured: Measured = { type: 'image/png', width: 64, height: 64, bytes: 100 };

/** Previews with everything around them noted; Discord takes what it is given unless told otherwise. */
function stage(posts: readonly Posted[] = [], known = Number.POSITIVE_INFINITY) {
  let now = 10_000;
  const answers = [...posts];
  const woken: number[] = [];
  const discarded: string[] = [];
  const shown: Progress[] = [];
  const warned: unknown[] = [];
  const limits: number[] = [];
  const broken = new Set<string>();
  const job: Job = { ...sampleJob('700'), state: 'running', startedAt: 9_000 };
  const unused = () => {
    throw new Error('not expected');
  };
  const previews = createPreviews({
    isCovered: async () => false,
    marking: { madeFrom: async () => 'generated', lendMade: async (_made, path) => ({ path, ...givenBack }) },
    uploads: { within: async (_place, told) => Math.min(told, known) },
    journal: { wake: async (_, at) => void woken.push(at) },
    messenger: {
      progress: async ({ address }, progress) => {
        shown.push(progress);
        return answers.shift() ?? { kind: 'posted', message: 'm' as never, channel: address.channel };
      },
    },
    scratch: { discard: async (path) => void discarded.push(path) },
    pictures: {
      async fit(path, limit, into) {
        limits.push(limit);
        if (broken.has(path)) return { kind: 'refused', why: 'unreadable' };
        return path.includes('large')
          ? { ...measured, type: 'image/webp', bytes: limit, path: `${into}.webp`, changed: true, smaller: false }
          : { ...measured, path, changed: false, smaller: false };
      },
    },
    runtime: {
      clock: { now: () => now, random: unused, uuid: unused, sleep: unused, deadline: unused },
      pace: { ...defaultPace, previewEvery: 2_000 },
      log: {
        debug: unused,
        info: () => undefined,
        warn: (...said) => void warned.push(said),
        error: unused,
      },
    },
    wake: () => undefined,
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ previews, job, woken, discarded, shown, warned, broken, limits },
    pass: (ms: number) => {
      now += ms;
    },
    async comes(path: string) {
      const picture: MadePicture = { kind: 'file', path };
      previews.arrived(job, picture);
      await settled();
    },
  };
}

describe('previews', () => {
  test('the first is shown at once, and gone afterwards', async () => {
    const { previews, job, woken, discarded, shown, comes } = stage();
    await comes('one');
    expect([woken, previews.dueAt(job.id)]).toEqual([[10_000], 2_000]);
    expect(await previews.show(job)).toEqual({
      shown: { kind: 'preview' },
      address: { ...job.address, message: 'm' },
      wakeAt: null,
    });
    expect(shown).toEqual([{ kind: 'preview', path: 'one', type: 'image/png', since: 9_000 }]);
    expect(discarded).toEqual(['one']);
    expect([await previews.show(job), previews.dueAt(job.id)]).toEqual([null, null]);
  });

  test('the next waits for its time, and gives way to a newer one', async () => {
    const { previews, job, woken, discarded, shown, comes, pass } = stage();
    await comes('one');
    await previews.show(job);
    pass(500);
    await comes('two');
    await comes('three');
    expect(woken).toEqual([10_000, 12_000, 12_000]);
    expect(discarded).toEqual(['one', 'two']);
    expect([await previews.show(job), previews.dueAt(job.id)]).toEqual([null, 12_000]);
    pass(1_500);
    await previews.show(job);
    expect(shown.map((each) => each.kind === 'preview' && each.path)).toEqual(['one', 'three']);
    expect(discarded).toEqual(['one', 'two', 'three']);
  });

  test('is as small as its place was seen to need, and never large', async () => {
    for (const [known, limit] of [
      [Number.POSITIVE_INFINITY, 2_000_000 - roomForMark],
      [1_000_000, 1_000_000 - roomForMark],
    ] as const) {
      const { previews, job, comes, limits } = stage([], known);
      await comes('one');
      await previews.show(job);
      expect(limits).toEqual([limit]);
    }
  });

  test('a large one is made small, and neither form is left', async () => {
    const { previews, job, discarded, shown, comes } = stage();
    await comes('large');
    await previews.show(job);
    expect(shown).toMatchObject([{ path: 'large.shown.webp', type: 'image/webp' }]);
    expect(discarded).toEqual(['large.shown.webp', 'large']);
  });

  test('what is forgotten is never shown', async () => {
    const { previews, job, discarded, shown, comes } = stage();
    await comes('one');
    await previews.forget(job.id);
    await previews.forget(job.id);
    expect([await previews.show(job), previews.dueAt(job.id), shown, discarded]).toEqual([null, null, [], ['one']]);
  });

  test('what is no picture, or lies elsewhere, is not shown', async () => {
    const { previews, job, discarded, shown, broken, comes, woken } = stage();
    broken.add('one');
    await comes('one');
    expect(await previews.show(job)).toBeNull();
    expect([shown, discarded]).toEqual([[], ['one']]);
    previews.arrived(job, { kind: 'address', url: 'https://pictures.test/a.png' });
    expect(woken).toHaveLength(1);
  });

  test.each([
    [{ kind: 'later', afterMs: 700 }, { wakeAt: 10_700 }],
    [{ kind: 'too large' }, null],
    [{ kind: 'impossible', code: '10008' }, null],
  ] as const)('Discord answers %j: the preview is given up, and the job goes on', async (posted, expected) => {
    const { previews, job, discarded, comes } = stage([posted]);
    await comes('one');
    expect(await previews.show(job)).toEqual(expected);
    expect(discarded).toEqual(['one']);
    expect(previews.dueAt(job.id)).toBeNull();
  });
});
