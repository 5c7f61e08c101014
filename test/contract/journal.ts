// Longer than 250 lines: one contract, whose cases share their adapter and are read as one list.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { address, holdNothing, recipe, sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import { channelId, guildId, jobId, messageId, modelId, requestId, userId, versionId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import type { Journal, Lane, Lease, Work } from '../../src/ports/store/journal.ts';
import { bareFailure, failureCodes, sampleFailures } from '../sample-failures.ts';

export interface OpenedJournal {
  readonly journal: Journal;
  close(): Promise<void>;
}

/** What every journal promises. `open` gives an empty one. */
export function describeJournal(name: string, open: () => Promise<OpenedJournal>): void {
  describe(`the journal: ${name}`, () => {
    let opened: OpenedJournal;
    let journal: Journal;
    beforeEach(async () => {
      opened = await open();
      journal = opened.journal;
    });
    afterEach(() => opened.close());

    const accept = (wanted: Job, requests: readonly PaidRequest[]) => journal.accept(wanted, requests, holdNothing);
    const lease = (until: number, owner = 'me'): Lease => ({ owner, until });
    const limits = { provider: 32, guild: 16, member: 4 };
    const names = (works: readonly Work[]) =>
      works.map((work) => (work.kind === 'job' ? `job ${work.job.id}` : `request ${work.request.id}`));
    const job = async (id: string): Promise<Job> => {
      const found = await journal.find(jobId(id));
      if (found === null) throw new Error(`no job ${id}`);
      return found.job;
    };
    const request = async (id: string, ordinal = 0): Promise<PaidRequest> => {
      const found = await journal.findRequest(requestId(jobId(id), ordinal));
      if (found === null) throw new Error(`no request of ${id}`);
      return found;
    };

    describe('accepting', () => {
      test('a job and its requests come back exactly as they were accepted', async () => {
        const wanted = sampleJob('100', { state: 'accepted', wakeAt: 5 });
        const requests = [sampleRequest('100', 0), sampleRequest('100', 1, { price: null, operation: 'generate' })];
        expect(await accept(wanted, requests)).toEqual({ kind: 'accepted' });
        expect(await journal.find(jobId('100'))).toEqual({ job: wanted, requests });
        expect(await journal.findRequest(requestId(jobId('100'), 1))).toEqual(requests[1]);
      });

      test('the same event delivered twice is one job, and the second writes nothing', async () => {
        const first = sampleJob('100');
        await accept(first, [sampleRequest('100', 0)]);
        const second = sampleJob('100', { state: 'accepted', tries: 3 });
        expect(await accept(second, [sampleRequest('100', 0), sampleRequest('100', 1)])).toEqual({ kind: 'known' });
        expect(await journal.find(jobId('100'))).toEqual({ job: first, requests: [sampleRequest('100', 0)] });
      });

      test('what was withdrawn before it could be written is not written', async () => {
        const withdrawn = { ...holdNothing, signal: AbortSignal.abort() };
        expect(await journal.accept(sampleJob('100'), [sampleRequest('100', 0)], withdrawn)).toEqual({
          kind: 'withdrawn',
        });
        expect(await journal.find(jobId('100'))).toBeNull();
      });

      test('what a member has open in a channel is found, and the job that a message belongs to', async () => {
        const message = messageId('70');
        await accept(sampleJob('100', { address: { ...address, message } }), []);
        await accept(sampleJob('101', { address: { ...address, asker: userId('51') } }), []);
        await accept(sampleJob('102', { address: { ...address, channel: channelId('11') } }), []);
        await accept(sampleJob('103'), []);
        await accept(sampleJob('104', { state: 'done' }), []);
        const open = async () => (await journal.openOf(address.channel, address.asker)).map(({ id }) => id).sort();
        expect(await open()).toEqual(['100', '103']);
        expect(await journal.openIn(message)).toEqual(await job('100'));
        expect(await journal.openIn(messageId('71'))).toBeNull();
        await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'failed' });
        expect(await open()).toEqual(['103']);
        expect(await journal.openIn(message)).toBeNull();
      });

      test('what was never accepted is not found', async () => {
        expect(await journal.find(jobId('1'))).toBeNull();
        expect(await journal.findRequest(requestId(jobId('1'), 0))).toBeNull();
      });

      test('jobs whose acknowledgement nobody noted are listed, oldest first', async () => {
        await accept(sampleJob('102', { state: 'accepted' }), []);
        await accept(sampleJob('101', { state: 'accepted' }), []);
        await accept(sampleJob('103'), []);
        expect((await journal.unacknowledged()).map(({ id }) => id)).toEqual(['101', '102']);
      });
    });

    describe('changing', () => {
      test('a change writes what it names, raises the revision and leaves the rest', async () => {
        await accept(sampleJob('100'), []);
        const changes = {
          state: 'delivering',
          shown: { kind: 'queued', place: 3 },
          address: { ...address, message: messageId('88') },
          sources: [versionId('5-0-0')],
          warnings: [
            { kind: 'ignored', field: 'size', model: modelId('nano-banana') },
            { kind: 'fewer', asked: 2, got: 1, failure: { code: 'moderated', seen: { status: 400 } } },
            { kind: 'converted', filename: 'a.gif' },
            { kind: 'mask', as: 'white', scaled: true },
            { kind: 'original gone' },
          ],
          failure: { code: 'rate_limited', retryAfterMs: 5, seen: { vendorCode: 'y', vendorTrace: 'z' } },
          startedAt: 7,
          tries: 2,
          wakeAt: 9,
        } as const;
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, changes)).toBe(2);
        expect(await job('100')).toEqual({ ...sampleJob('100'), ...changes, revision: 2 });
      });

      test('a finished job keeps no token and no prompt', async () => {
        await accept(sampleJob('100'), []);
        const ended = {
          state: 'done',
          task: null,
          address: { ...address, token: null, tokenExpiresAt: null },
        } as const;
        await journal.advance({ id: jobId('100'), revision: 1 }, ended);
        const stored = await job('100');
        expect(stored).toEqual({ ...sampleJob('100'), ...ended, revision: 2 });
        expect(JSON.stringify(stored)).not.toMatch(/a token|cat in the rain/);
      });

      test.each(failureCodes)('a failure comes back as it was written, wherever it stands: %s', async (code) => {
        for (const [id, failure] of [
          ['100', sampleFailures[code]],
          ['200', bareFailure(code)],
        ] as const) {
          await accept(sampleJob(id), [sampleRequest(id, 0)]);
          const warnings = [{ kind: 'fewer', asked: 2, got: 1, failure }] as const;
          await journal.advance({ id: jobId(id), revision: 1 }, { failure, warnings });
          const ending = { kind: 'failure', failure } as const;
          const doubt = { since: 3, next: 'give up', failure } as const;
          await journal.advanceRequest({ id: requestId(jobId(id), 0), revision: 1 }, { ending, doubt });
          expect(await job(id)).toStrictEqual({ ...sampleJob(id), failure, warnings, revision: 2 });
          expect(await request(id)).toMatchObject({ ending, doubt });
          expect(await request(id)).toEqual({ ...sampleRequest(id, 0), ending, doubt, revision: 2 });
        }
      });

      test('every field of a request comes back', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0)]);
        const waiting = {
          state: 'waiting',
          provider: 'openai',
          attempt: 1,
          submittedAt: 12,
          handle: '{"task":"t"}',
          made: [
            { kind: 'address', url: 'https://example.org/a.png' },
            { kind: 'file', path: '/a/b' },
          ],
          doubt: { since: 3, next: 'send again', failure: { code: 'provider_failed' } },
          tries: 4,
          wakeAt: 20,
        } as const;
        expect(await journal.advanceRequest({ id: requestId(jobId('100'), 0), revision: 1 }, waiting)).toBe(2);
        expect(await request('100')).toEqual({ ...sampleRequest('100', 0), ...waiting, revision: 2 });
        const pictures = [
          { version: versionId('100-0-0'), type: 'image/webp', width: 16, height: 32, bytes: 99 },
        ] as const;
        const ended = { state: 'ended', ending: { kind: 'pictures', pictures }, doubt: null, wakeAt: null } as const;
        expect(await journal.advanceRequest({ id: requestId(jobId('100'), 0), revision: 2 }, ended)).toBe(3);
        expect(await request('100')).toEqual({ ...sampleRequest('100', 0), ...waiting, ...ended, revision: 3 });
      });

      test('an ended job keeps nothing of what a vendor made of its prompt', async () => {
        const picture = { version: versionId('100-0-0'), type: 'image/png', width: 1, height: 1, bytes: 1 } as const;
        const pictures = [{ ...picture, revisedPrompt: 'a cat, in oil' }];
        await accept(sampleJob('100'), [sampleRequest('100', 0)]);
        await journal.advanceRequest(
          { id: requestId(jobId('100'), 0), revision: 1 },
          { state: 'ended', ending: { kind: 'pictures', pictures } },
        );
        expect((await request('100')).ending).toEqual({ kind: 'pictures', pictures });
        await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'done' });
        expect((await request('100')).ending).toEqual({ kind: 'pictures', pictures: [picture] });
      });

      test('whoever lost the race is told so and has written nothing', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0)]);
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { tries: 1 })).toBe(2);
        const late = { requests: { tries: 9 }, add: [sampleRequest('100', 1)] };
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { tries: 9 }, late)).toBeNull();
        expect(await journal.find(jobId('100'))).toEqual({
          job: sampleJob('100', { tries: 1, revision: 2 }),
          requests: [sampleRequest('100', 0)],
        });
        const gone = { id: requestId(jobId('100'), 0), revision: 7 };
        expect(await journal.advanceRequest(gone, { tries: 9 }, { nudgeJob: 1, started: 1 })).toBeNull();
        expect(await job('100')).toEqual(sampleJob('100', { tries: 1, revision: 2 }));
        expect(await journal.takeDue(1_000, lease(2_000), 9)).toEqual([]);
      });

      test('a job writes to those of its requests that have not ended, and adds others, with itself', async () => {
        const ended = sampleRequest('100', 0, {
          state: 'ended',
          ending: { kind: 'failure', failure: { code: 'bug', reference: '100' } },
        });
        await accept(sampleJob('100'), [ended, sampleRequest('100', 1)]);
        await accept(sampleJob('200'), [sampleRequest('200', 0)]);
        const added = sampleRequest('100', 2, { provider: 'gmicloud' });
        const step = { requests: { wakeAt: 50 }, add: [added] };
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { sources: [] }, step)).toBe(2);
        expect((await journal.find(jobId('100')))?.requests).toEqual([
          ended,
          sampleRequest('100', 1, { wakeAt: 50, revision: 2 }),
          added,
        ]);
        expect(await request('200')).toEqual(sampleRequest('200', 0));
      });

      test.each([
        { kind: 'nothing' },
        { kind: 'queued', place: 3 },
        { kind: 'working' },
        { kind: 'preview' },
        { kind: 'ending' },
        { kind: 'hidden' },
      ] as const)('what its message shows comes back: $kind', async (shown) => {
        await accept(sampleJob('100', { shown }), []);
        expect((await job('100')).shown).toEqual(shown);
      });

      test('that its asker cancelled it comes back, whatever its message shows', async () => {
        await accept(sampleJob('100', { shown: { kind: 'working' } }), []);
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { cancelledAt: 700 })).toBe(2);
        expect(await job('100')).toMatchObject({ cancelledAt: 700, shown: { kind: 'working' } });
      });

      test('a change for jobs that were never sent is written while none of its requests was, and stops all', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0, { wakeAt: 1 }), sampleRequest('100', 1)]);
        const [taken] = await journal.takeTurns(10, lease(100), limits);
        if (taken?.kind !== 'request') throw new Error('no turn taken');
        const step = { unsent: true, requests: { state: 'ended' } } as const;
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'cancelled' }, step)).toBe(2);
        const sending = { state: 'submitting', attempt: 1 } as const;
        expect(await journal.advanceRequest(taken.request, sending)).toBeNull();
        expect([(await request('100')).state, (await request('100', 1)).state]).toEqual(['ended', 'ended']);
      });

      test('it is refused once a request was sent, also one that has ended, and has written nothing', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0), sampleRequest('100', 1)]);
        const one = { id: requestId(jobId('100'), 0), revision: 1 };
        await journal.advanceRequest(one, { state: 'submitting', attempt: 1 });
        const before = await journal.find(jobId('100'));
        const step = { unsent: true, requests: { state: 'ended' } } as const;
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'cancelled' }, step)).toBeNull();
        expect(await journal.find(jobId('100'))).toEqual(before);
        await journal.advanceRequest({ ...one, revision: 2 }, { state: 'ended' });
        expect(await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'cancelled' }, step)).toBeNull();
      });

      test('the first request that is sent marks its job as running, the next ones do not', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0), sampleRequest('100', 1)]);
        const first = { id: requestId(jobId('100'), 0), revision: 1 };
        await journal.advanceRequest(first, { state: 'submitting' }, { started: 500 });
        expect(await job('100')).toEqual(sampleJob('100', { state: 'running', startedAt: 500 }));
        const second = { id: requestId(jobId('100'), 1), revision: 1 };
        await journal.advanceRequest(second, { state: 'submitting' }, { started: 600 });
        expect((await job('100')).startedAt).toBe(500);
      });
    });

    describe('taking steps', () => {
      test('what is due is taken oldest first, under a lease, with all it needs', async () => {
        await accept(sampleJob('100', { wakeAt: 30 }), [sampleRequest('100', 0)]);
        await accept(sampleJob('200', { wakeAt: null }), [
          sampleRequest('200', 0, { state: 'waiting', wakeAt: 20 }),
          sampleRequest('200', 1, { state: 'collecting', wakeAt: 40 }),
        ]);
        await accept(sampleJob('300', { wakeAt: 51 }), []);
        const works = await journal.takeDue(50, lease(100), 10);
        expect(works).toEqual([
          {
            kind: 'request',
            request: sampleRequest('200', 0, { state: 'waiting', wakeAt: 20, revision: 2 }),
            job: sampleJob('200'),
          },
          { kind: 'job', job: sampleJob('100', { wakeAt: 30, revision: 2 }), requests: [sampleRequest('100', 0)] },
          {
            kind: 'request',
            request: sampleRequest('200', 1, { state: 'collecting', wakeAt: 40, revision: 2 }),
            job: sampleJob('200'),
          },
        ]);
        expect(await journal.takeDue(99, lease(200, 'another'), 10)).toHaveLength(1);
        expect(await journal.takeDue(99, lease(200, 'another'), 10)).toEqual([]);
      });

      test('no more is taken than asked for, and the rest stays', async () => {
        for (const id of ['101', '102', '103']) await accept(sampleJob(id, { wakeAt: Number(id) }), []);
        expect(names(await journal.takeDue(500, lease(900), 2))).toEqual(['job 101', 'job 102']);
        expect(names(await journal.takeDue(500, lease(900), 2))).toEqual(['job 103']);
      });

      test('of each lane no more is taken than it has room for, and a full one holds up no other', async () => {
        const states = ['waiting', 'waiting', 'waiting', 'collecting', 'submitting'] as const;
        const requests = states.map((state, ordinal) => sampleRequest('100', ordinal, { state, wakeAt: 10 + ordinal }));
        await accept(sampleJob('100', { wakeAt: 90 }), requests);
        await accept(sampleJob('200'), [sampleRequest('200', 0, { state: 'waiting', wakeAt: 20, provider: 'openai' })]);
        const room = (lane: Lane) =>
          lane.kind === 'request' && lane.provider === 'acedatacloud' && lane.state === 'waiting' ? 1 : 9;
        const first = await journal.takeDue(99, lease(900), 9, room);
        expect(names(first)).toEqual(['request 100-0', 'request 100-3', 'request 100-4', 'request 200-0', 'job 100']);
        expect(names(await journal.takeDue(99, lease(900), 9, () => 0))).toEqual([]);
        expect(names(await journal.takeDue(99, lease(900), 9, room))).toEqual(['request 100-1']);
      });

      test('finished jobs and ended requests are never due', async () => {
        for (const [id, state] of [
          ['100', 'done'],
          ['101', 'failed'],
          ['102', 'cancelled'],
        ] as const) {
          await accept(sampleJob(id, { state, wakeAt: 1 }), [sampleRequest(id, 0, { state: 'ended', wakeAt: 1 })]);
        }
        expect(await journal.takeDue(500, lease(900), 9)).toEqual([]);
        expect(await journal.nextWakeAt(500)).toBeNull();
      });

      test('a step whose lease ended is due again, and its first taker can write nothing more', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), []);
        const [first] = await journal.takeDue(20, lease(100), 1);
        expect(await journal.takeDue(99, lease(200, 'another'), 1)).toEqual([]);
        expect(names(await journal.takeDue(100, lease(200, 'another'), 1))).toEqual(['job 100']);
        if (first?.kind !== 'job') throw new Error('no job taken');
        expect(await journal.advance(first.job, { tries: 1 })).toBeNull();
      });

      test('a change gives the lease back', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), []);
        const [work] = await journal.takeDue(20, lease(1_000), 1);
        if (work?.kind !== 'job') throw new Error('no job taken');
        expect(await journal.advance(work.job, { wakeAt: 30 })).toBe(3);
        expect(names(await journal.takeDue(29, lease(1_000), 1))).toEqual([]);
        expect(names(await journal.takeDue(30, lease(1_000), 1))).toEqual(['job 100']);
      });

      test('a lease that is kept protects the rest of the step; a crash in it makes the row due', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0, { wakeAt: 1 })]);
        const [work] = await journal.takeTurns(10, lease(100), limits);
        if (work?.kind !== 'request') throw new Error('no turn taken');
        const sending = { state: 'submitting', wakeAt: null } as const;
        const revision = await journal.advanceRequest(work.request, sending, { keep: lease(150) });
        expect(revision).toBe(3);
        expect(await journal.takeDue(149, lease(900), 1)).toEqual([]);
        expect(await journal.nextWakeAt(20)).toBe(150);
        expect(names(await journal.takeDue(150, lease(900), 1))).toEqual(['request 100-0']);
      });

      test('the holder renews its lease, and nobody else does', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), []);
        await journal.takeDue(20, lease(100), 1);
        const key = { kind: 'job', id: jobId('100') } as const;
        await journal.renew([key], lease(900, 'another'));
        expect(await journal.nextWakeAt(20)).toBe(100);
        await journal.renew([key], lease(500));
        expect(await journal.takeDue(499, lease(900), 1)).toEqual([]);
        expect(names(await journal.takeDue(500, lease(900), 1))).toEqual(['job 100']);
      });

      test('renewing a step that was given back takes nothing', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), []);
        const [work] = await journal.takeDue(20, lease(100), 1);
        if (work?.kind !== 'job') throw new Error('no job taken');
        await journal.advance(work.job, { wakeAt: 30 });
        await journal.renew([{ kind: 'job', id: jobId('100') }], lease(900));
        expect(names(await journal.takeDue(30, lease(900), 1))).toEqual(['job 100']);
      });

      test('looks at places in line that are overdue at start come one after the other, oldest job first', async () => {
        const shown = { kind: 'queued', place: 7 } as const;
        await accept(sampleJob('103', { wakeAt: 10, shown }), []);
        await accept(sampleJob('102', { wakeAt: 20, shown }), []);
        await accept(sampleJob('101', { wakeAt: 30, shown }), []);
        await accept(sampleJob('104', { wakeAt: 900, shown }), []);
        await accept(sampleJob('105', { wakeAt: 10, shown }), []);
        await journal.wake({ kind: 'job', id: jobId('105') }, 40);
        await accept(sampleJob('106', { wakeAt: 10, shown, state: 'delivering' }), []);
        await accept(sampleJob('107', { wakeAt: 10 }), []);
        await accept(sampleJob('108', { wakeAt: 10, shown, cancelledAt: 9 }), []);
        await journal.spreadLooks(50, 100);
        expect(names(await journal.takeDue(50, lease(5_000), 9)).sort()).toEqual(
          ['101', '105', '106', '107', '108'].map((id) => `job ${id}`),
        );
        expect(names(await journal.takeDue(150, lease(5_000), 9))).toEqual(['job 102']);
        expect(names(await journal.takeDue(250, lease(5_000), 9))).toEqual(['job 103']);
      });

      test('what a clock that was wrong put far off at start waits no longer, and what is near stays', async () => {
        await accept(sampleJob('101', { wakeAt: 7_200_000 }), [sampleRequest('101', 0, { wakeAt: 9_000_000 })]);
        await accept(sampleJob('102', { wakeAt: 2_000 }), []);
        await accept(sampleJob('103'), []);
        await journal.wake({ kind: 'job', id: jobId('103') }, 1_200_000);
        await journal.bringNear(50, 900_000);
        expect(names(await journal.takeDue(50, lease(5_000), 9)).sort()).toEqual(['job 101', 'job 103']);
        expect(names(await journal.takeTurns(50, lease(5_000), limits))).toEqual(['request 101-0']);
        expect(await journal.nextWakeAt(50)).toBe(2_000);
      });

      test('after a restart every lease has ended: what was in the middle of a step is due at once', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), [sampleRequest('100', 0, { wakeAt: 1 })]);
        await accept(sampleJob('200'), [sampleRequest('200', 0, { wakeAt: 2 })]);
        await journal.takeDue(20, lease(10_000), 9);
        const [work] = await journal.takeTurns(20, lease(10_000), { ...limits, provider: 1 });
        if (work?.kind !== 'request') throw new Error('no turn taken');
        await journal.advanceRequest(work.request, { state: 'submitting', wakeAt: null }, { keep: lease(10_000) });
        await journal.takeTurns(20, lease(10_000), limits);
        await journal.endLeases();
        expect(names(await journal.takeDue(30, lease(20_000), 9)).sort()).toEqual(['job 100', 'request 100-0']);
        expect(names(await journal.takeTurns(30, lease(20_000), limits))).toEqual(['request 200-0']);
      });
    });

    describe('nudges', () => {
      const key = { kind: 'job', id: jobId('100') } as const;

      test('a nudge makes a row due that waits for nothing, once', async () => {
        await accept(sampleJob('100'), []);
        expect(await journal.nextWakeAt(40)).toBeNull();
        await journal.wake(key, 40);
        expect(await journal.nextWakeAt(39)).toBe(40);
        expect(await journal.nextWakeAt(40)).toBeNull();
        const [work] = await journal.takeDue(40, lease(100), 9);
        if (work?.kind !== 'job') throw new Error('no job taken');
        expect(work.job).toEqual(sampleJob('100', { revision: 2 }));
        await journal.advance(work.job, { wakeAt: null });
        expect(await journal.takeDue(1_000, lease(2_000), 9)).toEqual([]);
      });

      test('a nudge brings a later wake-up forward and puts none off', async () => {
        await accept(sampleJob('100', { wakeAt: 500 }), []);
        await journal.wake(key, 40);
        await journal.wake(key, 60);
        expect(await journal.nextWakeAt(0)).toBe(40);
        await accept(sampleJob('200', { wakeAt: 30 }), []);
        await journal.wake({ kind: 'job', id: jobId('200') }, 90);
        expect(await journal.nextWakeAt(0)).toBe(30);
      });

      test('a nudge raises no revision', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0, { state: 'waiting' })]);
        await journal.wake(key, 40);
        await journal.wake({ kind: 'request', id: requestId(jobId('100'), 0) }, 40);
        expect(await job('100')).toEqual(sampleJob('100'));
        expect(await request('100')).toEqual(sampleRequest('100', 0, { state: 'waiting' }));
      });

      test('a nudge that comes while a step runs survives the wake-up that the step writes', async () => {
        await accept(sampleJob('100', { wakeAt: 10 }), []);
        const [work] = await journal.takeDue(20, lease(1_000), 9);
        if (work?.kind !== 'job') throw new Error('no job taken');
        await journal.wake(key, 25);
        expect(await journal.takeDue(30, lease(1_000), 9)).toEqual([]);
        await journal.advance(work.job, { wakeAt: null });
        expect(names(await journal.takeDue(30, lease(1_000), 9))).toEqual(['job 100']);
      });

      test('a request that ends nudges its job in the same change', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0, { state: 'waiting' })]);
        const one = { id: requestId(jobId('100'), 0), revision: 1 };
        await journal.advanceRequest(one, { state: 'ended' }, { nudgeJob: 70 });
        expect(await journal.nextWakeAt(0)).toBe(70);
        expect(names(await journal.takeDue(70, lease(100), 9))).toEqual(['job 100']);
      });

      test('what a follow-up waits for wakes it by its end, or by being cancelled, and nobody else', async () => {
        const follows = (id: string) => ({ recipe, sources: [{ kind: 'job', job: jobId(id) } as const] });
        await accept(sampleJob('100'), []);
        await accept(sampleJob('101'), []);
        await accept(sampleJob('110', { task: follows('100') }), []);
        await accept(sampleJob('111', { task: follows('101') }), []);
        await accept(sampleJob('112', { task: follows('101'), state: 'accepted' }), []);
        await accept(sampleJob('113', { task: follows('101'), sources: [versionId('5-0-0')] }), []);
        await journal.advance({ id: jobId('101'), revision: 1 }, { shown: { kind: 'working' } });
        expect(await journal.nextWakeAt(0)).toBeNull();
        await journal.advance({ id: jobId('101'), revision: 2 }, { cancelledAt: 400 });
        expect(names(await journal.takeDue(500, lease(900), 9))).toEqual(['job 111']);
        await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'done', task: null });
        expect(names(await journal.takeDue(500, lease(900), 9))).toEqual(['job 110']);
      });

      test('unknown and ended rows are left alone', async () => {
        await accept(sampleJob('100', { state: 'done' }), [sampleRequest('100', 0, { state: 'ended' })]);
        await journal.wake(key, 40);
        await journal.wake({ kind: 'request', id: requestId(jobId('100'), 0) }, 40);
        await journal.wake({ kind: 'job', id: jobId('999') }, 40);
        expect(await journal.nextWakeAt(0)).toBeNull();
      });
    });

    describe('the line', () => {
      const inGuild = (id: string, guild: string | null, member: string, changes: Partial<Job> = {}) =>
        sampleJob(id, {
          ...changes,
          address: { ...address, guild: guild === null ? null : guildId(guild), asker: userId(member) },
        });

      test('a request stands in line once its wake-up has come, oldest first', async () => {
        await accept(inGuild('102', '1', '50'), [sampleRequest('102', 0, { wakeAt: 5 })]);
        await accept(inGuild('101', null, '51'), [sampleRequest('101', 0, { wakeAt: 10, provider: 'openai' })]);
        await accept(inGuild('103', '1', '52'), [sampleRequest('103', 0, { wakeAt: 11 })]);
        await accept(inGuild('104', '1', '53'), [sampleRequest('104', 0)]);
        expect(await journal.line(10)).toEqual({
          waiting: [
            { request: '101-0', provider: 'openai', guild: null, member: '51', since: 101 },
            { request: '102-0', provider: 'acedatacloud', guild: '1', member: '50', since: 102 },
          ],
          inHand: [],
        });
        expect(await journal.takeDue(10, lease(100), 9)).toEqual([]);
      });

      test('who was not sent yet is counted: in line, put off, or with pictures that are still being fetched', async () => {
        expect(await journal.unsent()).toBe(0);
        await accept(inGuild('101', '1', '50'), [sampleRequest('101', 0, { wakeAt: 5 }), sampleRequest('101', 1)]);
        await accept(inGuild('102', null, '51'), [
          sampleRequest('102', 0, { wakeAt: 11 }),
          sampleRequest('102', 1, { wakeAt: 1, state: 'waiting' }),
          sampleRequest('102', 2, { state: 'ended' }),
        ]);
        expect(await journal.unsent()).toBe(3);
      });

      test('a job for which there is no room beside those that were not sent yet is not written down at all', async () => {
        const within = (mostUnsent: number) => ({ ...holdNothing, mostUnsent });
        await accept(sampleJob('101'), [sampleRequest('101', 0), sampleRequest('101', 1, { state: 'waiting' })]);
        const two = [sampleRequest('102', 0), sampleRequest('102', 1)];
        expect(await journal.accept(sampleJob('102'), two, within(2))).toEqual({ kind: 'full' });
        expect(await journal.find(jobId('102'))).toBeNull();
        expect(await journal.accept(sampleJob('102'), two, within(3))).toEqual({ kind: 'accepted' });
        expect(await journal.accept(sampleJob('102'), two, within(3))).toEqual({ kind: 'known' });
        expect(await journal.accept(sampleJob('103'), [sampleRequest('103', 0)], within(3))).toEqual({ kind: 'full' });
      });

      test('sent requests are in hand until they end', async () => {
        await accept(inGuild('100', '1', '50'), [
          sampleRequest('100', 0, { state: 'submitting' }),
          sampleRequest('100', 1, { state: 'waiting' }),
          sampleRequest('100', 2, { state: 'collecting' }),
          sampleRequest('100', 3, { state: 'ended' }),
        ]);
        const { waiting, inHand } = await journal.line(10);
        expect(waiting).toEqual([]);
        expect(inHand.map((each) => each.request)).toEqual(['100-0', '100-1', '100-2']);
      });

      test('a turn that was taken is in hand at once, so that two takers never exceed a limit', async () => {
        await accept(inGuild('100', '1', '50'), [
          sampleRequest('100', 0, { wakeAt: 1 }),
          sampleRequest('100', 1, { wakeAt: 1 }),
          sampleRequest('100', 2, { wakeAt: 1 }),
        ]);
        const narrow = { ...limits, member: 2 };
        const taken = await journal.takeTurns(10, lease(100), narrow);
        expect(names(taken)).toEqual(['request 100-0', 'request 100-1']);
        expect(taken[0]).toEqual({
          kind: 'request',
          request: sampleRequest('100', 0, { wakeAt: 1, revision: 2 }),
          job: inGuild('100', '1', '50'),
        });
        expect(await journal.takeTurns(10, lease(100, 'another'), narrow)).toEqual([]);
        expect((await journal.line(10)).inHand.map((each) => each.request)).toEqual(['100-0', '100-1']);
        expect((await journal.line(100)).inHand).toEqual([]);
        expect(await journal.takeTurns(100, lease(200, 'another'), narrow)).toHaveLength(2);
      });

      test('turns go to servers and members with little in hand first', async () => {
        await accept(inGuild('101', '1', '50'), [
          sampleRequest('101', 0, { wakeAt: 1 }),
          sampleRequest('101', 1, { wakeAt: 1 }),
        ]);
        await accept(inGuild('102', '1', '51'), [sampleRequest('102', 0, { wakeAt: 1 })]);
        await accept(inGuild('103', '2', '50'), [sampleRequest('103', 0, { wakeAt: 1 })]);
        const order = names(await journal.takeTurns(10, lease(100), limits));
        expect(order).toEqual(['request 101-0', 'request 103-0', 'request 102-0', 'request 101-1']);
      });

      test('the next wake-up counts those that will join the line, not those that stand in it', async () => {
        await accept(sampleJob('100'), [sampleRequest('100', 0, { wakeAt: 10 })]);
        expect(await journal.nextWakeAt(10)).toBeNull();
        await accept(sampleJob('200'), [sampleRequest('200', 0, { wakeAt: 300 })]);
        expect(await journal.nextWakeAt(10)).toBe(300);
        await journal.takeTurns(10, lease(100), limits);
        expect(await journal.nextWakeAt(10)).toBe(100);
      });
    });
  });
}
