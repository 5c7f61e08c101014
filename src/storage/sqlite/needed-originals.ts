import { z } from 'zod';
import { importedVersionId, type OriginalId, originalOf, standsFor } from '../../domain/ids.ts';
import type { NeededOriginals } from '../../ports/store/needed-originals.ts';
import type { KnownHeads } from '../records/heads.ts';
import { audienceField, channelIdField, originalIdField, userIdField } from '../records/parts.ts';
import type { JournalDatabase } from './database.ts';

/**
 * Heads, with the masks that they were made with, the pictures of characters, and whatever an unfinished job works on,
 * brings in or has made, or waits for another to make.
 */
export function createNeededOriginals({
  database: { sqlite },
  heads,
  headsLast,
}: {
  readonly database: JournalDatabase;
  readonly heads: KnownHeads;
  /** How long a head that nobody uses keeps its original, in milliseconds. */
  readonly headsLast: number;
}): NeededOriginals {
  const jobs = sqlite.prepare(
    `SELECT id FROM jobs WHERE ${openSql} UNION ALL SELECT waits_for FROM jobs WHERE waits_for IS NOT NULL AND ${openSql}`,
  );
  const named = sqlite.prepare(namedSql);
  const imports = sqlite.prepare(importsSql);
  const ofCharacter = sqlite.prepare('SELECT 1 FROM character_pictures WHERE original = ?');

  /** Of the unfinished jobs that were accepted then or later. */
  const usedSince = (at: number) => ({
    jobs: new Set(jobs.all({ at }).map((row) => jobRow.parse(row).id)),
    originals: new Set<OriginalId>([
      ...named.all({ at }).map((row) => namedRow.parse(row).original),
      ...imports.all({ at }).map((row) => {
        const { picture, channel, audience, asker } = importRow.parse(row);
        return originalOf(importedVersionId(picture, channel, audience === 'asker' ? asker : null));
      }),
    ]),
  });
  const isAmong = (used: ReturnType<typeof usedSince>, id: OriginalId) =>
    used.originals.has(id) || used.jobs.has(jobOf(id));

  return {
    async look(now) {
      const before = usedSince(0);
      return async (id, lasting = headsLast) => {
        const original = standsFor(id);
        if (ofCharacter.get(original) !== undefined) return true;
        if ((await heads.standOn(original, now - lasting)) || isAmong(before, original)) return true;
        return isAmong(usedSince(now), original);
      };
    },
  };
}

/** What a job made begins with its id, its coverage with an `m` before it, its marks with a `k` or an `s`. */
const jobOf = (id: OriginalId): string => /^[mks]?(\d+)/.exec(id)?.[1] ?? '';

const openSql = `state NOT IN ('done', 'failed', 'cancelled') AND accepted_at >= :at`;
const namedSql = `
  SELECT value AS original FROM jobs, json_each(sources) WHERE ${openSql}
  UNION ALL
  SELECT value ->> '$.version' FROM jobs, json_each(task, '$.sources') WHERE ${openSql} AND value ->> '$.kind' = 'version'
  UNION ALL
  SELECT task ->> '$.recipe.mask.id' FROM jobs WHERE ${openSql} AND task ->> '$.recipe.mask.kind' = 'coverage'`;
const importsSql = `
  SELECT value ->> '$.picture.id' AS picture, address ->> '$.channel' AS channel, address ->> '$.audience' AS audience,
    address ->> '$.asker' AS asker
  FROM jobs, json_each(task, '$.sources') WHERE ${openSql} AND value ->> '$.kind' = 'picture'`;
const jobRow = z.object({ id: z.string() });
const namedRow = z.object({ original: originalIdField });
const importRow = z.object({
  picture: z.string(),
  channel: channelIdField,
  audience: audienceField,
  asker: userIdField,
});
