import { z } from 'zod';
import type { Audits } from '../../../ports/store/audits.ts';
import { auditRecord } from '../../records/server/audits.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';

/** What audits have not told yet, in a table that the journal's transactions write to. */
export function createAudits({
  database,
  onUnreadable,
}: {
  readonly database: JournalDatabase;
  /** Told of a row that cannot be read, once: it is taken away, so that it holds up no other. */
  readonly onUnreadable: (row: { readonly job: string; readonly error: unknown }) => void;
}): Audits {
  const { sqlite, transaction } = database;
  // Where one of a server waits, those that came after it wait behind it.
  const due = sqlite.prepare(`
    SELECT job, entry, begun FROM (
      SELECT rowid AS place, job, entry, begun, row_number() OVER (PARTITION BY guild ORDER BY rowid) AS nth
      FROM audits WHERE due_at <= :now AND guild NOT IN (SELECT guild FROM audits WHERE due_at > :now)
    ) WHERE nth <= :most ORDER BY place`);
  const next = sqlite.prepare('SELECT min(at) AS at FROM (SELECT max(due_at) AS at FROM audits GROUP BY guild)');
  const begin = sqlite.prepare('UPDATE audits SET begun = begun + 1 WHERE job = ?');
  const later = sqlite.prepare('UPDATE audits SET due_at = max(due_at, ?) WHERE guild = ?');
  const done = sqlite.prepare('DELETE FROM audits WHERE job = ?');

  return {
    async due(now, mostOfEach) {
      const rows = due.all({ now, most: mostOfEach }).map((row) => bareRow.parse(row));
      const read = rows.map(({ job, entry, begun }) => ({
        job,
        begun,
        entry: storedJson(auditRecord).safeParse(entry),
      }));
      for (const { job, entry } of read) {
        if (entry.success) continue;
        onUnreadable({ job, error: entry.error });
        await transaction('crash', () => done.run(job));
      }
      return read.flatMap(({ begun, entry }) => (entry.success ? [{ entry: entry.data, begun }] : []));
    },
    async nextAt() {
      return nextRow.parse(next.get()).at;
    },
    async begin(job) {
      await transaction('crash', () => begin.run(job));
    },
    async later(guild, at) {
      await transaction('crash', () => later.run(at, guild));
    },
    async done(job) {
      await transaction('crash', () => done.run(job));
    },
  };
}

const bareRow = z.object({ job: z.string(), entry: z.string(), begun: z.number() });
const nextRow = z.object({ at: z.number().nullable() });
