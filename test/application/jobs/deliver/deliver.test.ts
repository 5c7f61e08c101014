import { expect, test } from 'vitest';
import { sampleRequest } from '../../../../scripts/sample-records.ts';
import { versionId } from '../../../../src/domain/ids.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import { hour, isPictures, made, raise, saidOf, taken } from './stage.ts';

test('a job that ends with our own fault charges nothing, though one of its pictures was made', async () => {
  const other = sampleRequest('100', 1, {
    state: 'ended',
    attempt: 1,
    price: 40_000,
    ending: { kind: 'failure', failure: { code: 'bug', reference: '100' } },
  });
  const stage = await raise({
    job: { failure: { code: 'bug', reference: '100' } },
    requests: [made(0), other],
    post: () => taken,
  });

  await stage.step();

  expect((await stage.found()).job.state).toBe('failed');
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect((await stage.losses()).toSorted((one, two) => one.request.localeCompare(two.request))).toEqual([
    { request: '100-0', code: 'bug', usd: 40_000 },
    { request: '100-1', code: 'bug', usd: 40_000 },
  ]);
});

test('pictures that a place does not take end in a sentence, and cost nothing', async () => {
  const stage = await raise({
    requests: [made(0)],
    post: (answer) => (isPictures(saidOf(answer)) ? { kind: 'impossible', code: '50013' } : taken),
  });

  await stage.step();
  await stage.step();

  expect(saidOf(stage.posted.at(-1))).toEqual({ code: 'undeliverable', why: '50013' });
  expect((await stage.found()).job).toMatchObject({ state: 'failed', shown: { kind: 'ending' }, task: null });
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect(await stage.losses()).toEqual([{ request: '100-0', code: 'undeliverable', usd: 40_000 }]);
});

test('a place that takes nothing at all: it ends all the same', async () => {
  const stage = await raise({ requests: [made(0)], post: () => ({ kind: 'impossible', code: '10003' }) });

  await stage.step();
  await stage.step();

  expect((await stage.found()).job).toMatchObject({ state: 'failed', failure: { code: 'undeliverable' } });
  expect(stage.posted).toHaveLength(2);
});

test('a picture that can never be written down ends in a sentence, not in silence', async () => {
  const stage = await raise({
    requests: [made(0)],
    post: () => taken,
    recordVersions: () => Promise.reject(new Error('the disk is full')),
  });

  for (let steps = 0; steps < 5; steps += 1) await stage.step();

  expect(stage.posted.map(saidOf)).toEqual([{ code: 'bug', reference: '100' }]);
  expect((await stage.found()).job.state).toBe('failed');
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
  expect(await stage.losses()).toEqual([{ request: '100-0', code: 'bug', usd: 40_000 }]);
});

test('a job that waited for hours still has its picture delivered when Discord takes no answer at first', async () => {
  let isBusy = true;
  const stage = await raise({
    requests: [made(0)],
    post: () => (isBusy ? { kind: 'later', afterMs: 2_000 } : taken),
  });
  stage.pass(5 * hour);

  await stage.step();
  isBusy = false;
  await stage.step();

  expect((await stage.found()).job.state).toBe('done');
  expect(await stage.charged()).toEqual({ images: 1, usd: 40_000 });
});

test('an answer that Discord never takes is given up after an hour or more of tries', async () => {
  const stage = await raise({
    job: { tries: Math.ceil(hour / defaultPace.maxBackoff) + 1 },
    requests: [made(0)],
    post: () => ({ kind: 'later', afterMs: 2_000 }),
  });

  await stage.step();

  expect((await stage.found()).job).toMatchObject({ state: 'failed', failure: { code: 'undeliverable' } });
  expect(await stage.charged()).toEqual({ images: 0, usd: 0 });
});

test('whether it drifted is looked at once its job has ended, and only of what was shown', async () => {
  const shown = await raise({ requests: [made(0), made(1)], post: () => taken });
  await shown.step();
  expect(shown.looked).toEqual(['100-0-0 when done']);

  const unseen = await raise({ requests: [made(0)], post: () => ({ kind: 'impossible', code: '10003' }) });
  await unseen.step();
  await unseen.step();
  expect(unseen.looked).toEqual([]);
});

test('what was deleted since a first delivery is not recorded or shown once more', async () => {
  const [first, second] = [versionId('100-0-0'), versionId('100-1-0')];
  const recorded: unknown[] = [];
  const stage = await raise({
    requests: [made(0), made(1)],
    post: () => taken,
    recordVersions: async (_work, _thread, deleted) => void recorded.push([...(deleted ?? [])]),
    deleted: [first],
  });

  await stage.step();

  expect(recorded).toEqual([[first]]);
  expect(stage.leftOut).toEqual([[first]]);
  expect(await stage.shown()).toEqual([second]);
  expect((await stage.found()).job.state).toBe('done');
});

test('where all of it was deleted, nothing is shown any more, and it ends', async () => {
  const stage = await raise({ requests: [made(0)], post: () => taken, deleted: [versionId('100-0-0')] });

  await stage.step();

  expect(stage.posted).toEqual([]);
  expect((await stage.found()).job.state).toBe('done');
});
