import { z } from 'zod';
import { importedVersionId, originalOf, type VersionId } from '../../domain/ids.ts';
import type { NeededOriginals } from '../../ports/store/needed-originals.ts';
import { audienceField, channelIdField, userIdField, versionIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';
import type { KnownHeads } from './known-heads.ts';

/** Heads, with the masks that they were made with, and whatever an unfinished job works on, brings in or has made. */
export function createNeededOriginals({
  database: { sqlite },
  heads,
}: {
  readonly database: JournalDatabase;
  readonly heads: KnownHeads;
}): NeededOriginals {
  const jobs = sqlite.prepare(`SELECT id FROM jobs WHERE ${openSql}`);
  const versions = sqlite.prepare(versionsSql);
  const imports = sqlite.prepare(importsSql);

  /** Of the unfinished jobs that were accepted then or later. */
  const usedSince = (at: number) => ({
    jobs: new Set(jobs.all({ at }).map((row) => jobRow.parse(row).id)),
    versions: new Set<string>([
      ...versions.all({ at }).map((row) => versionRow.parse(row).version),
      ...imports.all({ at }).map((row) => {
        const { picture, channel, audience, asker } = importRow.parse(row);
        return importedVersionId(picture, channel, audience === 'asker' ? asker : null);
      }),
    ]),
  });
  const isAmong = (used: ReturnType<typeof usedSince>, id: VersionId) =>
    used.versions.has(id) || used.jobs.has(jobOf(id));

  return {
    look(now) {
      const before = usedSince(0);
      return (id) => {
        const original = originalOf(id);
        if (heads.isHead(original) || heads.isMaskOfHead(original) || isAmong(before, original)) return true;
        return isAmong(usedSince(now), original);
      };
    },
  };
}

/** A made version begins with its job's id, a coverage with an `m` before it. */
const jobOf = (id: VersionId): string => /^m?(\d+)/.exec(id)?.[1] ?? '';

const openSql = `state NOT IN ('done', 'failed', 'cancelled') AND accepted_at >= :at`;
const versionsSql = `
  SELECT value AS version FROM jobs, json_each(sources) WHERE ${openSql}
  UNION ALL
  SELECT value ->> '$.version' FROM jobs, json_each(task, '$.sources') WHERE ${openSql} AND value ->> '$.kind' = 'version'
  UNION ALL
  SELECT task ->> '$.recipe.mask.id' FROM jobs WHERE ${openSql} AND task ->> '$.recipe.mask.kind' = 'coverage'`;
const importsSql = `
  SELECT value ->> '$.picture.id' AS picture, address ->> '$.channel' AS channel, address ->> '$.audience' AS audience,
    address ->> '$.asker' AS asker
  FROM jobs, json_each(task, '$.sources') WHERE ${openSql} AND value ->> '$.kind' = 'picture'`;
const jobRow = z.object({ id: z.string() });
const versionRow = z.object({ version: versionIdField });
const importRow = z.object({
  picture: z.string(),
  channel: channelIdField,
  audience: audienceField,
  asker: userIdField,
});
