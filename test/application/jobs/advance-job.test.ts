import { expect, test } from 'vitest';
import { address, holdNothing, sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { createAdvanceJob } from '../../../src/application/jobs/advance-job.ts';
import { madeVersionId, messageId } from '../../../src/domain/ids.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import type { Answer } from '../../../src/ports/messenger.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';

const unexpected = () => {
  throw new Error('not expected');
};

test('a job that is cancelled in the moment in which its picture comes says so before it ends', async () => {
  const journal = createJournal({ database: openJournalDatabase(':memory:'), onUnreadable: unexpected });
  const request = sampleRequest('100', 0, { attempt: 1 });
  const size = { type: 'image/png', width: 8, height: 8, bytes: 100 } as const;
  const pictures = [{ version: madeVersionId(request.id, 0), ...size }];
  const job = sampleJob('100', { state: 'running', sources: [], cancelledAt: 4_000, wakeAt: 1 });
  await journal.accept(job, [{ ...request, state: 'ended', ending: { kind: 'pictures', pictures } }], holdNothing);
  const said: Answer[] = [];
  const delivered: string[] = [];
  const advanceJob = createAdvanceJob({
    journal,
    messenger: {
      async answer(_job, answer) {
        said.push(answer);
        return { kind: 'posted', message: messageId('900'), channel: address.channel };
      },
      progress: unexpected,
      acknowledgement: unexpected,
    },
    follow: unexpected,
    prepareSources: unexpected,
    deliver: async ({ job: { shown } }) => void delivered.push(shown.kind),
    places: { placeOf: unexpected, mayShow: unexpected },
    previews: { arrived: unexpected, dueAt: unexpected, show: unexpected, forget: async () => undefined },
    failover: { successors: () => ({ requests: [], warnings: [] }), hasAnother: unexpected },
    runtime: {
      clock: { now: () => 5_000, random: () => 0, uuid: unexpected, sleep: unexpected, deadline: unexpected },
      pace: defaultPace,
      log: { debug: unexpected, info: unexpected, warn: unexpected, error: unexpected },
    },
  });

  const lease = { owner: 'test', until: 60_000 };
  for (let steps = 0; steps < 3; steps += 1) {
    for (const work of await journal.takeDue(5_000, lease, 10)) {
      if (work.kind === 'job') await advanceJob(work, new AbortController().signal);
    }
  }

  expect(said).toEqual([{ kind: 'failure', failure: { code: 'hidden' }, neutral: false }]);
  expect(delivered).toEqual(['hidden']);
});
