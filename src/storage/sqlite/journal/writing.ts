import type { StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { houseOf } from '../../../domain/house.ts';
import type { JobChanges } from '../../../domain/jobs/changes.ts';
import { isEnded, type Job, type PaidRequest } from '../../../domain/jobs/job.ts';
import type { Acceptance, Journal, Lease, Reservation } from '../../../ports/store/journal.ts';
import { type Column, jobColumns, requestColumns } from '../../records/job-columns.ts';
import { auditColumns } from '../../records/server/audits.ts';
import type { JournalDatabase } from '../database.ts';
import { ledgerBooking } from '../ledger-booking.ts';
import { mustBeDurable } from './must-be-durable.ts';

/** The changes: each in one transaction, conditional on the row's revision. */
export function journalWriting(database: JournalDatabase) {
  const { sqlite, transaction } = database;
  const ledger = ledgerBooking(database);
  const prepare = remembering((sql) => sqlite.prepare(sql));
  const nudges = {
    job: prepare(nudgeSql('jobs', `state NOT IN ('done', 'failed', 'cancelled')`)),
    request: prepare(nudgeSql('requests', `state <> 'ended'`)),
  };
  const renewals = { job: prepare(renewSql('jobs')), request: prepare(renewSql('requests')) };
  const known = prepare('SELECT 1 FROM jobs WHERE id = ?');
  const start = prepare(`UPDATE jobs SET state = 'running', started_at = ? WHERE id = ? AND state = 'queued'`);
  const placeOfJob = prepare(
    `SELECT address ->> 'guild' AS guild, address ->> 'asker' AS member, accepted_at AS since FROM jobs WHERE id = ?`,
  );
  const wakeFollowers = prepare(followersSql);
  const forgetWords = prepare(forgetWordsSql);
  const sentOfJob = prepare('SELECT 1 FROM requests WHERE job = ? AND attempt > 0 LIMIT 1');
  const jobOfRequest = prepare('SELECT job FROM requests WHERE id = ?');

  const unsent = prepare(`SELECT count(*) AS many FROM requests WHERE state = 'new'`);
  const unsentNow = () => Number(unsent.get()?.['many']);
  const unsentOf = {
    guild: prepare(`SELECT count(*) AS many FROM requests WHERE state = 'new' AND house = ?`),
    member: prepare(`SELECT count(*) AS many FROM requests WHERE state = 'new' AND house = ? AND member = ?`),
  };
  /** Whose share of the line so many more would break. */
  const fullShare = ({ address }: Job, more: number, { mostUnsentOf }: Reservation): 'guild' | 'member' | null => {
    if (mostUnsentOf === undefined) return null;
    const { guild, asker: member } = address;
    const house = houseOf({ guild, member });
    if (Number(unsentOf.member.get(house, member)?.['many']) + more > mostUnsentOf.member) return 'member';
    return Number(unsentOf.guild.get(house)?.['many']) + more > mostUnsentOf.guild ? 'guild' : null;
  };

  const insert = (table: string, columns: Readonly<Record<string, Column>>) => {
    const names = Object.keys(columns);
    const places = names.map(() => '?').join(', ');
    prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(...Object.values(columns));
  };
  const addRequests = (requests: readonly PaidRequest[], place: Readonly<Record<string, Column>>) => {
    for (const request of requests) insert('requests', { ...requestColumns(request), ...place });
  };
  /** Answers the new revision, or null for a row that has moved on. */
  const change = (
    table: 'jobs' | 'requests',
    row: { readonly id: string; readonly revision: number },
    columns: Readonly<Record<string, Column>>,
    keep: Lease | undefined,
  ): number | null => {
    const sql = `UPDATE ${table} SET ${assignments(columns)} WHERE id = ? AND revision = ?`;
    const lease = [keep?.owner ?? null, keep?.until ?? null];
    const { changes } = prepare(sql).run(...Object.values(columns), ...lease, row.id, row.revision);
    return changes === 1 ? row.revision + 1 : null;
  };

  return {
    async accept(job, requests, reservation) {
      return transaction('power cut', (): Acceptance => {
        // Here and not before: it may have stood in line behind another program for seconds.
        if (reservation.signal?.aborted === true) return { kind: 'withdrawn' };
        if (known.get(job.id) !== undefined) return { kind: 'known' };
        const { mostUnsent = Number.POSITIVE_INFINITY } = reservation;
        if (unsentNow() + requests.length > mostUnsent) return { kind: 'full' };
        const share = fullShare(job, requests.length, reservation);
        if (share !== null) return { kind: 'share full', whose: share };
        const over = ledger.over(job, reservation);
        if (over !== null) return over;
        insert('jobs', jobColumns(job));
        addRequests(requests, { guild: job.address.guild, member: job.address.asker, since: job.acceptedAt });
        ledger.hold(job, reservation.asked);
        return { kind: 'accepted' };
      });
    },

    async advance(job, changes, step = {}) {
      const { settle, add, pay, audit } = step;
      const isDurable =
        mustBeDurable(changes) || mustBeDurable(step.requests) || add !== undefined || settle !== undefined;
      return transaction(isDurable ? 'power cut' : 'crash', () => {
        if (pay !== undefined && !ledger.mayPay(job.id, pay)) return null;
        if (step.unsent === true && sentOfJob.get(job.id) !== undefined) return null;
        const revision = change('jobs', job, jobColumns(changes), step.keep);
        if (revision === null) return null;
        if (step.requests !== undefined) {
          const columns = requestColumns(step.requests);
          const sql = `UPDATE requests SET ${assignments(columns)} WHERE job = ? AND state <> 'ended'`;
          prepare(sql).run(...Object.values(columns), null, null, job.id);
        }
        if (add !== undefined) addRequests(add, placeRow.parse(placeOfJob.get(job.id)));
        if (pay !== undefined) ledger.pay(job.id, pay);
        if (settle !== undefined) ledger.settle(job.id, settle);
        if (audit !== undefined) insert('audits', auditColumns(audit));
        if (freesFollowers(changes)) wakeFollowers.run(job.id);
        if (hasEnded(changes)) forgetWords.run(job.id);
        return revision;
      });
    },

    async advanceRequest(request, changes, step = {}) {
      return transaction(mustBeDurable(changes) ? 'power cut' : 'crash', () => {
        const revision = change('requests', request, requestColumns(changes), step.keep);
        if (revision === null) return null;
        const { job = null } = jobOfRequest.get(request.id) ?? {};
        if (step.started !== undefined) start.run(step.started, job);
        if (step.nudgeJob !== undefined) nudges.job.run(step.nudgeJob, step.nudgeJob, job);
        return revision;
      });
    },

    async renew(keys, lease) {
      await transaction('crash', () => {
        for (const key of keys) renewals[key.kind].run(lease.until, key.id, lease.owner);
      });
    },

    async wake(key, at) {
      await transaction('crash', () => nudges[key.kind].run(at, at, key.id));
    },

    async spreadLooks(now, apart) {
      await transaction('crash', () => prepare(spreadSql).run({ now, apart }));
    },

    async bringNear(now, most) {
      await transaction('crash', () => {
        for (const table of ['jobs', 'requests'] as const) prepare(nearSql(table)).run({ now, latest: now + most });
      });
    },

    async endLeases() {
      // The owner stays: a row that was left in the middle of a step is due, whatever its `wake_at`.
      await transaction('crash', () => {
        for (const sql of endLeasesSql) sqlite.exec(sql);
      });
    },
  } satisfies Partial<Journal>;
}

const assignments = (columns: Readonly<Record<string, Column>>) =>
  [...Object.keys(columns), 'lease_owner', 'lease_until'].map((name) => `${name} = ?`).join(', ') +
  ', revision = revision + 1';

const nudgeSql = (table: string, open: string) =>
  `UPDATE ${table} SET nudged_at = min(coalesce(nudged_at, ?), ?) WHERE id = ? AND ${open}`;

/**
 * Those that wait for this job's result, due as of old. One that is not acknowledged yet looks for itself once it is: woken
 * before that, it would be taken for one whose acknowledgement was lost.
 */
const followersSql = `
  UPDATE jobs SET nudged_at = min(coalesce(nudged_at, accepted_at), accepted_at)
  WHERE waits_for = ? AND state = 'queued' AND sources IS NULL`;

/** What vendors made of a prompt lives on in its versions alone, as the prompt does. A request makes one picture. */
const forgetWordsSql = `
  UPDATE requests SET ending = json_remove(ending, '$.pictures[0].revisedPrompt')
  WHERE job = ? AND ending ->> '$.pictures[0].revisedPrompt' IS NOT NULL`;

const hasEnded = ({ state }: JobChanges) => state !== undefined && isEnded({ state });

const freesFollowers = (changes: JobChanges) => hasEnded(changes) || (changes.cancelledAt ?? null) !== null;

const spreadSql = `
  UPDATE jobs SET wake_at = :now + late.place * :apart
  FROM (
    SELECT id, row_number() OVER (ORDER BY accepted_at) - 1 AS place FROM jobs
    WHERE due_at <= :now AND state = 'queued' AND shown ->> '$.kind' = 'queued' AND cancelled_at IS NULL
      AND nudged_at IS NULL AND lease_until IS NULL
  ) AS late
  WHERE jobs.id = late.id`;

const nearSql = (table: string) => `
  UPDATE ${table}
  SET wake_at = iif(wake_at > :latest, :now, wake_at), nudged_at = iif(nudged_at > :now, :now, nudged_at)
  WHERE wake_at > :latest OR nudged_at > :now`;

/**
 * Who has a lease is due at its end, or stands in line: the indices of those are partial, so that rows that ended cost a
 * start nothing, however many they are.
 */
export const endLeasesSql = [
  ['jobs', 'due_at'],
  ['requests', 'due_at'],
  ['requests', 'line_at'],
].map(
  ([table, column]) => `UPDATE ${table} SET lease_until = 0 WHERE ${column} IS NOT NULL AND lease_until IS NOT NULL`,
);

const renewSql = (table: string) => `UPDATE ${table} SET lease_until = ? WHERE id = ? AND lease_owner = ?`;

/** Where a request stands in line: what `domain/line` goes by. */
const placeRow = z.object({ guild: z.string().nullable(), member: z.string(), since: z.number() });

/** Statements by their text: a change writes one of a few dozen sets of columns. */
function remembering(prepare: (sql: string) => StatementSync): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (sql) => {
    const statement = known.get(sql) ?? prepare(sql);
    known.set(sql, statement);
    return statement;
  };
}
