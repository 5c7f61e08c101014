import { expect, test } from 'vitest';
import { address, recipe } from '../../../scripts/sample-records.ts';
import { createKeepAttempts } from '../../../src/application/accepting/keep-attempts.ts';
import { jobId } from '../../../src/domain/ids.ts';
import { acceptedJob } from '../../../src/domain/jobs/new-job.ts';
import type { Attempt } from '../../../src/ports/store/members/attempt-store.ts';
import { createStillClock, silentLog, unscripted } from '../stage.ts';

test('what failed is as old as its request: whoever had everything deleted meanwhile leaves none of it', async () => {
  const clock = createStillClock();
  const kept: Attempt[] = [];
  const attempts = createKeepAttempts({
    attempts: { keep: async (attempt) => void kept.push(attempt) },
    wording: { blockedBy: unscripted('blockedBy'), blockingIn: unscripted('blockingIn') },
    settings: { read: unscripted('read') },
    clock,
    log: silentLog,
  });
  const accepted = clock.now();
  const task = { recipe, sources: [] };
  const job = acceptedJob({ id: jobId('100'), address, now: accepted, task, warnings: [] });
  clock.pass(60_000);

  await attempts.failed(job, { code: 'provider_failed' });

  expect(kept.map(({ madeAt }) => madeAt)).toEqual([accepted]);
});
