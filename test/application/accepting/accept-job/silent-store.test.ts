import { expect, test } from 'vitest';
import { channelId, jobId } from '../../../../src/domain/ids.ts';
import type { Journal } from '../../../../src/ports/store/journal.ts';
import { ask, message, stageAccepting } from './stage.ts';

const refused = { kind: 'refused', failure: { code: 'store_silent' } };

/** A store whose acceptances wait until they are let go, before they are written or after; and a patience that ends when told. */
async function stageSilence(silent: 'before writing' | 'after writing') {
  const released = Promise.withResolvers<void>();
  const over = new AbortController();
  const waits: number[] = [];
  const onJournal = (journal: Journal): Journal => ({
    ...journal,
    async accept(...asked) {
      if (silent === 'before writing') await released.promise;
      const outcome = await journal.accept(...asked);
      if (silent === 'after writing') await released.promise;
      return outcome;
    },
  });
  const stage = await stageAccepting({
    onJournal,
    deadline(ms) {
      waits.push(ms);
      return { signal: over.signal, [Symbol.dispose]: () => undefined };
    },
  });
  return { ...stage, waits, release: released.resolve, endPatience: () => over.abort() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a store that is silent for a second and a half is answered for, and nothing is written afterwards', async () => {
  const stage = await stageSilence('before writing');
  const answer = stage.ask(ask);
  await turn();
  stage.endPatience();
  expect(await answer).toEqual(refused);
  expect(stage.waits).toEqual([1_500]);
  stage.release();
  await turn();
  expect(await stage.journal.find(ask.id)).toBeNull();
  expect(await stage.used()).toEqual({ images: 0, usd: 0 });
});

test('a row that has landed by then is cancelled before the answer, and holds nothing', async () => {
  const stage = await stageSilence('after writing');
  const answer = stage.ask(ask);
  await turn();
  expect((await stage.job('100')).state).toBe('accepted');
  stage.endPatience();
  expect(await answer).toEqual(refused);
  await expect.poll(async () => (await stage.job('100')).state).toBe('cancelled');
  stage.release();
  await turn();
  expect((await stage.job('100')).state).toBe('cancelled');
  expect(await stage.used()).toEqual({ images: 0, usd: 0 });
});

test('a message waits for as long as the store does', async () => {
  const stage = await stageSilence('before writing');
  const answer = stage.ask({ ...ask, id: jobId('101'), address: message });
  await turn();
  expect(stage.waits).toEqual([]);
  stage.release();
  expect(await answer).toMatchObject({ kind: 'accepted', job: { id: '101' } });
});

test('in a new thread a Discord that does not tell what it was opened from is not called a silent store', async () => {
  const waits: { readonly ms: number; readonly over: () => void }[] = [];
  const stage = await stageAccepting({
    shown: new Promise(() => undefined),
    sleep: (ms) => new Promise((resolve) => waits.push({ ms, over: resolve })),
    deadline(ms) {
      const silence = new AbortController();
      waits.push({ ms, over: () => silence.abort() });
      return { signal: silence.signal, [Symbol.dispose]: () => undefined };
    },
  });
  const thread = { ...ask.address, channel: channelId('77'), parent: ask.address.channel };
  const answer = stage.ask({ ...ask, sources: { kind: 'current' }, address: thread });
  await expect.poll(() => waits.length).toBe(2);

  // Time passes: what was waited for less is over first.
  waits.toSorted((one, other) => one.ms - other.ms)[0]?.over();

  expect(await answer).toEqual({ kind: 'refused', failure: { code: 'no_source' } });
});
