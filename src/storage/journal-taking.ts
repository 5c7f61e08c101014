import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { type JobId, jobId, type RequestId, storedRequestId } from '../domain/ids.ts';
import { type Line, type Standing, turns } from '../domain/line.ts';
import type { Journal, Lease, Work } from '../ports/journal.ts';
import type { JournalDatabase } from './journal-database.ts';
import type { JournalReading } from './journal-reading.ts';
import { readJob, readRequest } from './journal-records.ts';

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
  const dueJobs = sqlite.prepare(dueSql('jobs'));
  const dueRequests = sqlite.prepare(dueSql('requests'));
  const leaseJob = sqlite.prepare(leaseSql('jobs'));
  const leaseRequest = sqlite.prepare(leaseSql('requests'));
  const waiting = sqlite.prepare(standingsSql('line_at <= :now'));
  const inHand = sqlite.prepare(standingsSql(inHandSql));
  const countWaiting = sqlite.prepare('SELECT count(*) AS waiting FROM requests WHERE line_at <= ?');
  const nextDue = sqlite.prepare(nextDueSql);

  // Not parsed: these are plain columns that this program wrote, and up to 10,000 rows of them (30 ms parsed, 10 ms so).
  const standingsNow = (question: StatementSync, now: number) => question.all({ now }) as unknown as Standing[];
  const lineNow = (now: number): Line => ({
    waiting: standingsNow(waiting, now),
    inHand: standingsNow(inHand, now),
  });

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
    async takeDue(now, lease, most) {
      return transaction('crash', () => {
        const due = [...dueJobs.all(now, most), ...dueRequests.all(now, most)].map((row) => dueRow.parse(row));
        const oldest = due.sort((one, other) => one.due_at - other.due_at).slice(0, most);
        return oldest
          .map(({ kind, id }) =>
            kind === 'jobs' ? takeJob(jobId(id), lease) : takeRequest(storedRequestId(id), lease),
          )
          .filter((work) => work !== null);
      });
    },

    async takeTurns(now, lease, limits) {
      return transaction('crash', () =>
        turns(lineNow(now), limits)
          .map((id) => takeRequest(id, lease))
          .filter((work) => work !== null),
      );
    },

    async line(now) {
      return lineNow(now);
    },

    async waiting(now) {
      return waitingRow.parse(countWaiting.get(now)).waiting;
    },

    async nextWakeAt(now) {
      return nextDueRow.parse(nextDue.get(now)).at;
    },
  } satisfies Partial<Journal>;
}

const dueSql = (table: string) =>
  `SELECT '${table}' AS kind, id, due_at FROM ${table} WHERE due_at <= ? ORDER BY due_at LIMIT ?`;
const dueRow = z.object({ kind: z.enum(['jobs', 'requests']), id: z.string(), due_at: z.number() });

const leaseSql = (table: string) =>
  `UPDATE ${table} SET lease_owner = ?, lease_until = ?, nudged_at = NULL, revision = revision + 1 WHERE id = ? RETURNING *`;

const waitingRow = z.object({ waiting: z.number() });

const standingsSql = (place: string) =>
  `SELECT id AS request, provider, guild, member, since FROM requests
   WHERE state <> 'ended' AND ${place} ORDER BY since, seq`;
/** A new request under a lease that lasts is in hand: its turn was taken, and it is about to be sent. */
const inHandSql = `(state <> 'new' OR (line_at > :now AND lease_until > :now))`;

/** Those that stand in line already wait for a turn, not for a time: they are left out. */
const nextDueSql = `
  SELECT min(at) AS at FROM (
    SELECT min(due_at) AS at FROM jobs WHERE due_at IS NOT NULL
    UNION ALL SELECT min(due_at) FROM requests WHERE due_at IS NOT NULL
    UNION ALL SELECT min(line_at) FROM requests WHERE line_at > ?
  )`;
const nextDueRow = z.object({ at: z.number().nullable() });
