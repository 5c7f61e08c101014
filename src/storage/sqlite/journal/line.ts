import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { houseOf, memberOf } from '../../../domain/house.ts';
import type { Line, LineLimits, Standing } from '../../../domain/jobs/line.ts';
import type { InHand } from '../../../domain/jobs/turns.ts';
import type { ProviderName } from '../../../domain/offers/provider.ts';
import { providersAmong } from './providers-among.ts';

/** Who stands in line and who is in hand, as the rows say. Synchronous, for use inside a transaction or without one. */
export function journalLine(sqlite: DatabaseSync) {
  const waiting = sqlite.prepare(`${standingSql} WHERE state = 'new' AND line_at <= :now ORDER BY since, seq`);
  const sent = sqlite.prepare(`${standingSql} WHERE ${sentSql} ORDER BY since, seq`);
  const leased = sqlite.prepare(`${standingSql} WHERE ${leasedSql} ORDER BY since, seq`);
  const sentBy = sqlite.prepare(
    `SELECT provider, guild, member, count(*) AS many FROM requests WHERE ${sentSql} GROUP BY provider, guild, member`,
  );
  const sentOf = sqlite.prepare(`SELECT count(*) AS many FROM requests WHERE ${sentSql} AND provider = ?`);
  const anybody = sqlite.prepare(
    `SELECT 1 FROM requests WHERE state = 'new' AND provider = ? AND line_at <= ? LIMIT 1`,
  );
  const unsent = sqlite.prepare(`SELECT count(*) AS many FROM requests WHERE state = 'new'`);
  const restricted = sqlite.prepare(candidatesSql);
  const awaited = providersAmong(sqlite, `state = 'new'`);

  // Not parsed: these are plain columns that this program wrote, and up to 10,000 rows of them (30 ms parsed, 10 ms so).
  const standings = (question: StatementSync, parameters: { readonly now?: number } = {}) =>
    question.all(parameters) as unknown as Standing[];
  const inHandNow = (now: number): readonly InHand[] => [
    ...(sentBy.all() as unknown as InHand[]),
    ...standings(leased, { now }),
  ];

  const isAwaited = (provider: ProviderName, now: number) => anybody.get(provider, now) !== undefined;

  return {
    whole(now: number): Line {
      const inHand = [...standings(sent), ...standings(leased, { now })];
      return { waiting: standings(waiting, { now }), inHand: inHand.sort((one, other) => one.since - other.since) };
    },

    unsent: (): number => manyRow.parse(unsent.get()).many,

    /** Whether any provider has room and somebody in line for it; without reading the line. */
    mayHaveTurns(now: number, limits: LineLimits): boolean {
      return awaited().some(
        (provider) => isAwaited(provider, now) && manyRow.parse(sentOf.get(provider)).many < limits.provider,
      );
    },

    /**
     * All that `turns` needs to choose as it would from the whole line. It makes at most as many choices as there is room
     * for. So for each provider it can only come to servers that are among the oldest in line by that number (and the
     * number of those that have something in hand and may stand in between), likewise to members of a server, and to no
     * more of a member's requests than a member may have.
     */
    candidates(
      now: number,
      limits: LineLimits,
    ): { readonly waiting: readonly Standing[]; readonly inHand: readonly InHand[] } {
      const inHand = inHandNow(now);
      const free = new Map<ProviderName, number>(awaited().map((name) => [name, limits.provider]));
      for (const { provider, many = 1 } of inHand) free.set(provider, (free.get(provider) ?? 0) - many);
      const open = [...free].filter(([provider, room]) => room > 0 && isAwaited(provider, now));
      const choices = open.reduce((sum, [, room]) => sum + room, 0);
      const houses = choices + new Set(inHand.map(houseOf)).size;
      const members = choices + new Set(inHand.map(memberOf)).size;
      const each = Math.min(choices, limits.member);
      const found = open.flatMap(
        ([provider]) => restricted.all({ provider, now, houses, members, each }) as unknown as (Standing & Placed)[],
      );
      return { waiting: found.sort((one, other) => one.since - other.since || one.seq - other.seq), inHand };
    },
  };
}

interface Placed {
  readonly seq: number;
}

const standingSql = 'SELECT id AS request, provider, guild, member, since FROM requests';
const sentSql = `state IN ('submitting', 'waiting', 'collecting')`;
/** A new request under a lease that lasts is in hand: its turn was taken, and it is about to be sent. */
const leasedSql = `state = 'new' AND line_at > :now AND lease_until > :now`;
const manyRow = z.object({ many: z.number() });

/**
 * The oldest request of each member is found in the index alone, in its order; only those who may be chosen are read.
 * `rank` counts those that are strictly older, so that of several of one age none is left out.
 */
const inLineSql = `state = 'new' AND provider = :provider AND line_at <= :now`;
const candidatesSql = `
  WITH
    oldest AS MATERIALIZED (
      SELECT house, member, min(since) AS since FROM requests WHERE ${inLineSql} GROUP BY house, member
    ),
    houses_in_line AS (
      SELECT house, rank() OVER (ORDER BY min(since)) AS place FROM oldest GROUP BY house
    ),
    members_in_line AS (
      SELECT house, member, rank() OVER (PARTITION BY house ORDER BY since) AS place FROM oldest
      WHERE house IN (SELECT house FROM houses_in_line WHERE place <= :houses)
    ),
    places AS (
      SELECT seq, row_number() OVER (PARTITION BY house, member ORDER BY since, seq) AS place FROM requests
      WHERE ${inLineSql}
        AND (house, member) IN (SELECT house, member FROM members_in_line WHERE place <= :members)
    )
  SELECT seq, id AS request, provider, guild, member, since FROM requests
  WHERE seq IN (SELECT seq FROM places WHERE place <= :each)`;
