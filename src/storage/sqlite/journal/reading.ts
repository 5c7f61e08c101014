import type { ChannelId, JobId, MessageId, RequestId, UserId } from '../../../domain/ids.ts';
import { slots } from '../../../domain/jobs/failover.ts';
import type { Job, PaidRequest } from '../../../domain/jobs/job.ts';
import type { Journal } from '../../../ports/store/journal.ts';
import { readJob, readRequest } from '../../records/jobs.ts';
import type { JournalDatabase } from '../database.ts';

/** The questions that change nothing, and their synchronous twins for use inside a transaction. */
export function journalReading({ sqlite }: JournalDatabase) {
  const jobById = sqlite.prepare('SELECT * FROM jobs WHERE id = ?');
  const requestById = sqlite.prepare('SELECT * FROM requests WHERE id = ?');
  const requestsOfJob = sqlite.prepare(`SELECT * FROM requests WHERE job = ? ORDER BY ordinal % ${slots}, ordinal`);
  const accepted = sqlite.prepare(`SELECT * FROM jobs WHERE state = 'accepted' ORDER BY accepted_at`);

  const openOf = sqlite.prepare(`SELECT * FROM jobs WHERE asked_in = ? AND asked_by = ? AND ${openSql}`);
  const openIn = sqlite.prepare(`SELECT * FROM jobs WHERE shown_in = ? AND ${openSql} LIMIT 1`);

  const jobNow = (id: JobId): Job | null => {
    const row = jobById.get(id);
    return row === undefined ? null : readJob(row);
  };
  const requestsNow = (id: JobId): readonly PaidRequest[] => requestsOfJob.all(id).map(readRequest);

  return {
    jobNow,
    requestsNow,
    async find(id) {
      const job = jobNow(id);
      return job === null ? null : { job, requests: requestsNow(id) };
    },
    async findRequest(id: RequestId) {
      const row = requestById.get(id);
      return row === undefined ? null : readRequest(row);
    },
    async openOf(channel: ChannelId, asker: UserId) {
      return openOf.all(channel, asker).map(readJob);
    },
    async openIn(message: MessageId) {
      const row = openIn.get(message);
      return row === undefined ? null : readJob(row);
    },
    async unacknowledged() {
      return accepted.all().map(readJob);
    },
  } satisfies Pick<Journal, 'find' | 'findRequest' | 'openOf' | 'openIn' | 'unacknowledged'> & Record<string, unknown>;
}

const openSql = `state NOT IN ('done', 'failed', 'cancelled')`;

export type JournalReading = ReturnType<typeof journalReading>;
