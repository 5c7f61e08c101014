import { z } from 'zod';
import type { MemberRecords } from '../../../ports/store/members/privacy-store.ts';
import { jobIdField, versionIdField } from '../../records/parts.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';
import { jobRemoval } from '../journal/thinning.ts';

/** A member's jobs, and how they go. */
export function jobForgetting(database: JournalDatabase): Pick<MemberRecords, 'openJobs' | 'endedJobs' | 'forgetJobs'> {
  const { sqlite, transaction, pseudonymOf } = database;
  const open = sqlite.prepare(`SELECT id FROM jobs WHERE asked_by = ? AND accepted_at <= ? AND NOT ${endedSql}`);
  const ended = sqlite.prepare(`SELECT id FROM jobs WHERE asked_by = ? AND accepted_at <= ? AND ${endedSql} LIMIT ?`);
  const endings = sqlite.prepare(`SELECT ending FROM requests WHERE job = ? AND ending ->> '$.kind' = 'pictures'`);
  const isEvidence = sqlite.prepare('SELECT 1 FROM losses WHERE job = ?');
  const remove = jobRemoval(database);
  const anonymise = [anonymousJobSql, 'UPDATE requests SET member = :to WHERE job = :id'].map((sql) =>
    sqlite.prepare(sql),
  );

  return {
    async openJobs(member, upTo) {
      return open.all(member, upTo).map((row) => jobRow.parse(row).id);
    },
    async endedJobs(member, upTo, most) {
      return ended.all(member, upTo, most).map((row) => {
        const { id } = jobRow.parse(row);
        return { id, versions: endings.all(id).flatMap((each) => endingRow.parse(each).ending.pictures) };
      });
    },
    async forgetJobs(member, jobs) {
      await transaction('power cut', () => {
        for (const id of jobs) {
          if (isEvidence.get(id) === undefined) remove(id);
          else for (const each of anonymise) each.run({ id, to: pseudonymOf?.(member) ?? nobody });
        }
      });
    },
  };
}

/** Where no store keeps a key for pseudonyms. */
const nobody = '~';

const endedSql = `state IN ('done', 'failed', 'cancelled')`;
const anonymousJobSql = `
  UPDATE jobs SET task = NULL, sources = NULL, warnings = '[]', failure = NULL, address = json_set(
    address, '$.asker', :to, '$.roles', json('[]'), '$.token', NULL, '$.tokenExpiresAt', NULL, '$.message', NULL,
    '$.replyTo', NULL
  ) WHERE id = :id`;

const jobRow = z.object({ id: jobIdField });
const endingRow = z.object({
  ending: storedJson(
    z.object({ pictures: z.array(z.object({ version: versionIdField }).transform(({ version }) => version)) }),
  ),
});
