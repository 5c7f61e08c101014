import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdNothing, sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import type { RequestChanges } from '../../src/domain/jobs/changes.ts';
import type { JobWork, PaidRequest } from '../../src/domain/jobs/job.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import type { Work } from '../../src/ports/store/journal.ts';
import { createWorker, type Steps } from '../../src/queue/worker.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

const clock = createSystemClock();
const limits = { provider: 3, guild: 3, member: 3 };

/** What the paid call of a request becomes next, as in `decide-request`. */
const next: Readonly<Record<PaidRequest['state'], RequestChanges>> = {
  new: { state: 'submitting', attempt: 1, wakeAt: null },
  submitting: { state: 'waiting', handle: '{}', wakeAt: 1 },
  waiting: { state: 'collecting', wakeAt: 1 },
  collecting: { state: 'ended', ending: { kind: 'pictures', pictures: [] }, wakeAt: null },
  ended: {},
};

test('two workers on one journal take no step twice, keep the limits together, and end every job once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4), { minLength: 40, maxLength: 80 }), fc.nat(3), async (pauses, extra) => {
      const path = join(await temporaryDirectory(), 'journal.sqlite');
      const taken = new Map<string, number>();
      const running = new Set<string>();
      const ended: string[] = [];
      let sent = 0;
      let paused = 0;
      const pause = () => {
        paused += 1;
        return clock.sleep(pauses[paused % pauses.length] ?? 0, new AbortController().signal);
      };
      /**
       * No other step of the row runs meanwhile, and none ever had this revision. A step does nothing more after the
       * write that gives the row back (`leave`): others see that one before it is on the disk and answered.
       */
      const alone = async (name: string, revision: number, step: (leave: () => void) => Promise<void>) => {
        if (running.has(name)) throw new Error(`Two steps of ${name} at once.`);
        const key = `${name}@${revision}`;
        taken.set(key, (taken.get(key) ?? 0) + 1);
        running.add(name);
        await pause();
        await step(() => running.delete(name));
      };
      const troubles: unknown[] = [];
      const open = (owner: string) => {
        const database = openJournalDatabase(path);
        const journal = createJournal({ database, onUnreadable: (row) => troubles.push(row) });
        const steps: Steps = {
          job: ({ job, requests }: JobWork) =>
            alone(job.id, job.revision, async (leave) => {
              const isOver = requests.every(({ state }) => state === 'ended');
              const changes = isOver ? { state: 'done' as const, wakeAt: null } : { wakeAt: null };
              leave();
              if ((await journal.advance(job, changes)) !== null && isOver) ended.push(job.id);
            }),
          request: ({ request }, lease) =>
            alone(request.id, request.revision, async (leave) => {
              if (request.state !== 'new') {
                const nudge = request.state === 'collecting' ? { nudgeJob: clock.now() } : {};
                leave();
                await journal.advanceRequest(request, next[request.state], nudge);
                return;
              }
              const revision = await journal.advanceRequest(request, next.new, { keep: lease });
              if (revision === null) throw new Error('A turn was taken twice.');
              sent += 1;
              const { inHand } = await journal.line(clock.now());
              if (inHand.length > limits.provider) troubles.push(`${inHand.length} in hand`);
              await pause();
              leave();
              await journal.advanceRequest({ id: request.id, revision }, next.submitting);
            }),
          afterBug: async (_: Work, error: unknown) => void troubles.push(error),
          maintenance: async () => null,
        };
        const silent = () => undefined;
        const log = { debug: silent, info: silent, warn: silent, error: (fields: object) => troubles.push(fields) };
        const worker = createWorker({ journal, steps, limits, owner, clock, log, cut: new AbortController().signal });
        return { journal, worker, close: () => database.close() };
      };
      const [one, other] = [open('one'), open('other')];
      const jobs = Array.from({ length: 4 + extra }, (_, index) => String(100 + index));
      for (const id of jobs) {
        const requests = [0, 1].map((ordinal) => sampleRequest(id, ordinal, { wakeAt: 1 }));
        await one.journal.accept(sampleJob(id, { wakeAt: 1 }), requests, holdNothing);
      }
      one.worker.start();
      other.worker.start();
      // Each sleeps until its own steps ring: what the other leaves behind has to be rung for.
      while (ended.length < jobs.length && troubles.length === 0) {
        one.worker.wake();
        other.worker.wake();
        await clock.sleep(2, new AbortController().signal);
      }
      await Promise.all([one.worker.stop(), other.worker.stop()]);
      await one.close();
      await other.close();

      expect(troubles).toEqual([]);
      expect(ended.toSorted()).toEqual(jobs);
      expect(sent).toBe(2 * jobs.length);
      expect([...taken].filter(([, times]) => times > 1)).toEqual([]);
    }),
    { numRuns: 20 },
  );
}, 60_000);
