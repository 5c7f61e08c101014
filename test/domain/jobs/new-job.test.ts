import { describe, expect, test } from 'vitest';
import { address, recipe } from '../../../scripts/sample-records.ts';
import { jobId, traceId } from '../../../src/domain/ids.ts';
import { acceptedJob, refusedJob } from '../../../src/domain/jobs/new-job.ts';
import { newRequest } from '../../../src/domain/jobs/new-request.ts';
import { gone, ignored, now } from './decide-job/sample-cases.ts';

describe('a new job', () => {
  const asked = { id: jobId('100'), address, now };
  const task = { recipe, sources: [] };
  const start = {
    id: '100',
    revision: 0,
    acceptedAt: now,
    startedAt: null,
    cancelledAt: null,
    shown: { kind: 'nothing' },
    sources: null,
    warnings: [],
    failure: null,
    tries: 0,
  };

  test('an interaction waits to be acknowledged, and is looked for when nobody does', () => {
    expect(acceptedJob({ ...asked, task, warnings: [ignored] })).toEqual({
      ...start,
      state: 'accepted',
      task,
      address,
      warnings: [ignored],
      wakeAt: now + 20_000,
    });
  });

  test('a message needs no acknowledgement', () => {
    const byMessage = { ...address, kind: 'message' } as const;
    expect(acceptedJob({ ...asked, address: byMessage, task, warnings: [] })).toEqual({
      ...start,
      state: 'queued',
      task,
      address: byMessage,
      wakeAt: now,
    });
  });

  test('one that is refused has only that to deliver', () => {
    expect(refusedJob({ ...asked, failure: gone })).toEqual({
      ...start,
      state: 'delivering',
      task: null,
      address,
      sources: [],
      failure: gone,
      wakeAt: now,
    });
  });

  test('its paid calls were never sent', () => {
    const given = {
      job: asked.id,
      ordinal: 1,
      provider: 'openai',
      operation: 'edit',
      wakeAt: null,
      price: null,
    } as const;
    expect(newRequest({ ...given, traceId: traceId('t') })).toEqual({
      ...given,
      id: '100-1',
      revision: 0,
      state: 'new',
      traceId: 't',
      attempt: 0,
      submittedAt: null,
      handle: null,
      made: [],
      ending: null,
      doubt: null,
      tries: 0,
    });
  });
});
