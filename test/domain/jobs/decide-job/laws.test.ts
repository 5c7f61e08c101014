import fc from 'fast-check';
import { expect, test } from 'vitest';
import { address, recipe, sampleRequest } from '../../../../scripts/sample-records.ts';
import type { Failure } from '../../../../src/domain/failure.ts';
import { jobId, madeVersionId, messageId, versionId } from '../../../../src/domain/ids.ts';
import { decideJob } from '../../../../src/domain/jobs/decide-job.ts';
import { isEnded, type Job, type JobWork, type PaidRequest } from '../../../../src/domain/jobs/job.ts';
import type { JobEvent } from '../../../../src/domain/jobs/job-event.ts';
import { acceptedJob } from '../../../../src/domain/jobs/new-job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import { bareFailure, failureCodes } from '../../../sample-failures.ts';

const failure: fc.Arbitrary<Failure> = fc.constantFrom(...failureCodes).map(bareFailure);
const posted = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'posted', message: messageId('9'), channel: address.channel } as const) },
  fc.constant({ kind: 'too large' } as const),
  fc.constant({ kind: 'later', afterMs: 5 } as const),
  fc.constant({ kind: 'impossible', code: '1' } as const),
);
const event: fc.Arbitrary<JobEvent> = fc.oneof(
  fc.constant({ kind: 'acknowledged', message: null } as const),
  fc.constant({ kind: 'acknowledgement open' } as const),
  fc.constant({ kind: 'follows', task: { recipe, sources: [{ kind: 'job', job: jobId('99') }] } } as const),
  fc.constant({ kind: 'abandoned' } as const),
  fc.constant({ kind: 'prepared', versions: [versionId('5-0-0')], warnings: [] } as const),
  fc.record({ kind: fc.constantFrom('again', 'failed'), failure }) as fc.Arbitrary<JobEvent>,
  fc.constant({ kind: 'requests ended' } as const),
  fc.constant({ kind: 'cancelled' } as const),
  posted.map((each) => ({ kind: 'shown', shown: { kind: 'hidden' }, posted: each, wakeAt: null }) as const),
  fc.constant({ kind: 'looked at', wakeAt: null } as const),
  posted.map((each) => ({ kind: 'answered', posted: each }) as const),
  fc.constant({ kind: 'kept unseen' } as const),
  fc.constant({ kind: 'threw' } as const),
);
/** What becomes of its paid calls, beside it. */
const call = fc.record({ kind: fc.constantFrom('sent', 'made', 'lost'), which: fc.nat(1), failure });
type Call = typeof call extends fc.Arbitrary<infer One> ? One : never;

/** As `advance-request` would have it: sent once at the most, and only what was not cancelled. */
function afterCall({ job, requests }: JobWork, { kind, which, failure: why }: Call): JobWork {
  const isUnderWay = job.state === 'queued' || job.state === 'running';
  const change = (request: PaidRequest): PaidRequest => {
    if (kind === 'sent' && request.state === 'new' && isUnderWay && job.cancelledAt === null) {
      return { ...request, state: 'waiting', attempt: 1 };
    }
    if (kind === 'sent' || request.state !== 'waiting') return request;
    const picture = {
      version: madeVersionId(request.id, 0),
      type: 'image/png',
      width: 8,
      height: 8,
      bytes: 9,
    } as const;
    const ending = kind === 'made' ? ({ kind: 'pictures', pictures: [picture] } as const) : null;
    return { ...request, state: 'ended', ending: ending ?? { kind: 'failure', failure: why } };
  };
  const after = requests.map((request, index) => (index === which ? change(request) : request));
  const isRunning = job.state === 'queued' && after.some(({ attempt }) => attempt > 0);
  return { job: isRunning ? { ...job, state: 'running' } : job, requests: after };
}

test('whatever the order of events, a job that has ended never changes, and it is settled once, by its end', () => {
  const ends = new Map<string, number>();
  const steps = fc.array(
    fc.oneof(
      event,
      call.map((each) => ({ ...each, isCall: true as const })),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, fc.boolean(), (all, isMessage) => {
      const place = isMessage ? ({ ...address, kind: 'message' } as const) : address;
      const task = { recipe, sources: [] };
      let work: JobWork = {
        job: acceptedJob({ id: jobId('100'), address: place, now: 1, task, warnings: [] }),
        requests: [sampleRequest('100', 0), sampleRequest('100', 1)],
      };
      let settlements = 0;
      for (const [index, step] of all.entries()) {
        if ('isCall' in step) {
          work = afterCall(work, step);
          continue;
        }
        const decision = decideJob(work, step, { now: 10 + index, random: 0, pace: defaultPace });
        if (isEnded(work.job)) expect(decision).toBeNull();
        if (decision === null) continue;
        const { changes, besides = {} } = decision;
        if (besides.settle !== undefined) settlements += 1;
        work = {
          job: { ...work.job, ...(changes as Partial<Job>) },
          requests: work.requests.map((each) =>
            each.state === 'ended' ? each : { ...each, ...(besides.requests as Partial<PaidRequest>) },
          ),
        };
        expect(settlements).toBeLessThanOrEqual(1);
        if (isEnded(work.job)) {
          expect(settlements).toBe(1);
          expect([work.job.task, work.job.address.token, work.job.wakeAt]).toEqual([null, null, null]);
        }
      }
      const how = `${work.job.state}${work.job.cancelledAt === null ? '' : ', cancelled'}`;
      ends.set(how, (ends.get(how) ?? 0) + 1);
    }),
    { numRuns: 3_000 },
  );
  // It is no law about nothing.
  for (const how of ['done', 'failed', 'cancelled', 'failed, cancelled']) expect(ends.get(how) ?? 0).toBeGreaterThan(5);
});
