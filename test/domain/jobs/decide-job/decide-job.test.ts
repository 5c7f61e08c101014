import { describe, expect, test } from 'vitest';
import { sampleJob } from '../../../../scripts/sample-records.ts';
import { decideJob, type JobDecision } from '../../../../src/domain/jobs/decide-job.ts';
import type { Job, JobState, JobWork, PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { happensIn, type JobEvent } from '../../../../src/domain/jobs/job-event.ts';
import { acknowledging, preparing } from './before-sending.ts';
import { cancelling } from './cancelling.ts';
import { delivering } from './delivering.ts';
import { making } from './making.ts';
import { at } from './sample-cases.ts';
import { throwing } from './throwing.ts';

const cases = { acknowledging, preparing, making, cancelling, delivering, throwing };
const decide = (job: Partial<Job>, requests: readonly PaidRequest[], event: JobEvent): JobDecision | null =>
  decideJob({ job: sampleJob('100', job), requests } satisfies JobWork, event, at);

describe.each(Object.entries(cases))('%s', (_name, table) => {
  test.each(table)('$when', ({ job, requests = [], event, becomes }) => {
    expect(decide(job, requests, event)).toEqual(becomes);
  });
});

test('every event is in the tables, and where it does not belong it changes nothing', () => {
  const all = Object.values(cases).flat();
  expect(new Set(all.map(({ event }) => event.kind))).toEqual(new Set(Object.keys(happensIn)));
  const states: readonly JobState[] = ['accepted', 'queued', 'running', 'delivering', 'done', 'failed', 'cancelled'];
  for (const { job, requests = [], event } of all) {
    const belongs = states.filter((state) => decide({ ...job, state }, requests, event) !== null);
    expect(belongs).toEqual(happensIn[event.kind]);
    expect(belongs.some((state) => state === 'done' || state === 'failed' || state === 'cancelled')).toBe(false);
  }
});
