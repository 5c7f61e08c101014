import { writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { originalOf, versionId } from '../../../../src/domain/ids.ts';
import type { PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { Download } from '../../../../src/ports/downloader.ts';
import { measured, polled, stageRequest } from './stage.ts';

type Stage = Awaited<ReturnType<typeof stageRequest>>;

const over = { state: 'ended', made: [], handle: null, doubt: null, wakeAt: null } as const;
const address = { kind: 'address', url: 'https://vendor.example/a.png' } as const;
const submitting: Partial<PaidRequest> = { state: 'submitting', attempt: 1, submittedAt: 1_000 };
const waiting: Partial<PaidRequest> = { ...submitting, state: 'waiting', handle: '"task-1"' };
const collecting: Partial<PaidRequest> = { ...waiting, state: 'collecting', made: [address] };
const ended = (failure: object) => ({ ...over, ending: { kind: 'failure', failure } });

describe('what was made', () => {
  const version = versionId('100-0-0');
  const stored = (now: number) => ({ kind: 'pictures', pictures: [{ version, ...measured, took: now - 1_000 }] });

  test('at an address is fetched, with or without a key, and its job is told', async () => {
    const fetched: unknown[] = [];
    const stage = await stageRequest({
      provider: null,
      request: collecting,
      downloader: {
        async fetch(...given) {
          fetched.push(given);
          await writeFile(given[1], 'a picture');
          return { kind: 'fetched', path: given[1], type: 'image/png', bytes: 9 };
        },
      },
    });

    await stage.step();

    expect(fetched).toEqual([[address.url, stage.scratch.path(version), stage.stopping.signal]]);
    expect(await stage.current()).toEqual({ ...stage.row, ...over, revision: 2, ending: stored(stage.now()) });
    expect(await stage.images.has(originalOf(version))).toBe(true);
    expect(await stage.takeDue(stage.now())).toEqual(['100']);
    expect(stage.warned).toEqual([]);
  });

  test('and came inside the answer is taken from its file', async () => {
    const stage: Stage = await stageRequest({ provider: null, request: { ...collecting, made: [] } });
    const path = stage.scratch.path('from-the-answer');
    await writeFile(path, 'a picture');
    await stage.journal.advanceRequest(stage.row, { made: [{ kind: 'file', path }] });

    await stage.step();

    expect((await stage.current()).ending).toEqual(stored(stage.now()));
    expect(await stage.images.has(originalOf(version))).toBe(true);
  });

  const busy: Download = { kind: 'failed', failure: { code: 'result_lost', seen: { status: 503 } }, final: false };

  test('and cannot be had just now is fetched again later, as a download alone', async () => {
    const stage = await stageRequest({
      provider: null,
      request: { ...collecting, tries: 1 },
      downloader: { fetch: async () => busy },
    });

    await stage.step();

    const again = { tries: 2, wakeAt: stage.now() + 2 * defaultPace.backoff };
    expect(await stage.current()).toEqual({ ...stage.row, ...again, revision: 2 });
    const { id: request, traceId: trace, provider, attempt } = stage.row;
    expect(stage.warned).toEqual([
      {
        fields: { request, trace, provider, attempt, code: 'result_lost', status: 503 },
        message: 'a result could not be fetched; fetching it again',
      },
    ]);
    expect(await stage.takeDue(stage.now())).toEqual([]);
  });

  test('and is no picture has ended, and is not kept', async () => {
    const stage = await stageRequest({
      provider: null,
      request: collecting,
      measure: async () => ({ kind: 'refused', why: 'unreadable' }),
    });
    await stage.keepFile(version);

    await stage.step();

    expect(await stage.current()).toMatchObject(ended({ code: 'result_refused', seen: { vendorCode: 'no picture' } }));
    expect(await stage.images.has(originalOf(version))).toBe(false);
  });

  test.each([
    ['that was cut short by stopping writes nothing', false, 'collecting'],
    ['that came all the same is written down', true, 'ended'],
  ])('%s', async (_, isThere, state) => {
    const stage: Stage = await stageRequest({
      provider: null,
      request: collecting,
      downloader: {
        async fetch() {
          stage.stopping.abort();
          return busy;
        },
      },
      async measure() {
        stage.stopping.abort();
        return measured;
      },
    });
    if (isThere) await stage.keepFile(version);

    await stage.step();

    expect(await stage.current()).toMatchObject({ state, tries: 0 });
    expect(stage.warned).toEqual([]);
  });
});

test('a request that has ended is left alone', async () => {
  const ending = { kind: 'failure', failure: { code: 'moderated' } } as const;
  const stage = await stageRequest({ provider: polled(), request: { ...over, ending } });

  await stage.step();

  expect(await stage.current()).toEqual(stage.row);
});
