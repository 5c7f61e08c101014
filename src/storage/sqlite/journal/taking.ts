import { z } from 'zod';
import { type JobId, jobId, type RequestId, storedRequestId } from '../../../domain/ids.ts';
import { turns } from '../../../domain/jobs/turns.ts';
import type { ProviderName } from '../../../domain/offers/provider.ts';
import type { Journal, Lane, Lease, Work } from '../../../ports/store/journal.ts';
import { readJob, readRequest } from '../../records/jobs.ts';
import type { JournalDatabase } from '../database.ts';
import { journalLine } from './line.ts';
import { providersAmong } from './providers-among.ts';
import type { JournalReading } from './reading.ts';

export interface UnreadableRow {
  readonly table: 'jobs' | 'requests';
  readonly id: string;
  readonly error: unknown;
}

interface Options {
  readonly database: JournalDatabase;
  readonly reading: JournalReading;
  readonly onUnreadable: (row: UnreadableRow) => void;
}

/** Who takes which step, and when the next one is due. */
export function journalTaking({ database: { sqlite, transaction }, reading, onUnreadable }: Options) {
  const dueJobs = sqlite.prepare(`SELECT id, due_at FROM jobs WHERE due_at <= ? ORDER BY due_at LIMIT ?`);
  const dueRequests = sqlite.prepare(
    `SELECT id, due_at FROM requests WHERE provider = ? AND state = ? AND due_at <= ? ORDER BY due_at LIMIT ?`,
  );
  const leaseJob = sqlite.prepare(leaseSql('jobs'));
  const leaseRequest = sqlite.prepare(leaseSql('requests'));
  const nextDue = sqlite.prepare(nextDueSql);
  const line = journalLine(sqlite);
  const atWork = providersAmong(sqlite, 'due_at IS NOT NULL');

  const dueIn = (lane: Lane, now: number, most: number): readonly Due[] => {
    const rows = lane.kind === 'job' ? dueJobs.all(now, most) : dueRequests.all(lane.provider, lane.state, now, most);
    return rows.map((row) => ({ lane, ...dueRow.parse(row) }));
  };
  /** Null, and reported, where the row cannot be read. It keeps its lease, so it comes up again only when that ends. */
  const readable = <Result>(table: UnreadableRow['table'], id: string, read: () => Result): Result | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof z.ZodError)) throw error;
      onUnreadable({ table, id, error });
      return null;
    }
  };
  const takeJob = (id: JobId, lease: Lease): Work | null => {
    const row = leaseJob.get(lease.owner, lease.until, id);
    return readable('jobs', id, () => ({ kind: 'job', job: readJob(row), requests: reading.requestsNow(id) }));
  };
  const takeRequest = (id: RequestId, lease: Lease): Work | null => {
    const row = leaseRequest.get(lease.owner, lease.until, id);
    return readable('requests', id, () => {
      const request = readRequest(row);
      const job = reading.jobNow(request.job);
      if (job === null) throw new Error(`Request ${id} has no job.`);
      return { kind: 'request', request, job };
    });
  };

  return {
    async takeDue(now, lease, most, room = () => most) {
      return transaction('crash', () => {
        const due = lanesOf(atWork()).flatMap((lane) => {
          const free = Math.min(most, room(lane));
          return free > 0 ? dueIn(lane, now, free) : [];
        });
        const oldest = due.sort((one, other) => one.due_at - other.due_at).slice(0, most);
        return oldest
          .map(({ lane, id }) =>
            lane.kind === 'job' ? takeJob(jobId(id), lease) : takeRequest(storedRequestId(id), lease),
          )
          .filter((work) => work !== null);
      });
    },

    async takeTurns(now, lease, limits) {
      // Nothing is written where nobody's turn has come, which is what most of these questions find.
      if (!line.mayHaveTurns(now, limits)) return [];
      return transaction('crash', () =>
        turns(line.candidates(now, limits), limits)
          .map((id) => takeRequest(id, lease))
          .filter((work) => work !== null),
      );
    },

    async line(now) {
      return line.whole(now);
    },

    async unsent() {
      return line.unsent();
    },

    async nextWakeAt(after) {
      return nextDueRow.parse(nextDue.get(after, after, after)).at;
    },
  } satisfies Partial<Journal>;
}

const lanesOf = (providers: readonly ProviderName[]): readonly Lane[] => [
  { kind: 'job' },
  ...providers.flatMap((provider) =>
    (['submitting', 'waiting', 'collecting'] as const).map((state) => ({ kind: 'request', provider, state }) as const),
  ),
];

interface Due {
  readonly lane: Lane;
  readonly id: string;
  readonly due_at: number;
}
const dueRow = z.object({ id: z.string(), due_at: z.number() });

const leaseSql = (table: string) =>
  `UPDATE ${table} SET lease_owner = ?, lease_until = ?, nudged_at = NULL, revision = revision + 1 WHERE id = ? RETURNING *`;

/** Those that stand in line already wait for a turn, not for a time: they are left out. */
const nextDueSql = `
  SELECT min(at) AS at FROM (
    SELECT min(due_at) AS at FROM jobs WHERE due_at > ?
    UNION ALL SELECT min(due_at) FROM requests WHERE due_at > ?
    UNION ALL SELECT min(line_at) FROM requests WHERE line_at > ?
  )`;
const nextDueRow = z.object({ at: z.number().nullable() });
