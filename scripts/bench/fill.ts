import { periods } from '../../src/domain/money/period.ts';
import type { JournalDatabase } from '../../src/storage/sqlite/database.ts';

const guilds = 2_000;
const members = 40_000;
/** The rows are spread over the 90 days before this moment. */
export const now = Date.UTC(2026, 11, 31, 12);

export const guildOf = (index: number): string => String(10_000 + ((index * 7919) % guilds));
export const memberOf = (index: number): string => String(500_000 + ((index * 104_729) % members));

/** Finished jobs, each with its request, its settled hold, its share of the totals, and one loss in fifty (so that a thousand rows have twenty to list). */
export function fillWithFinished({ sqlite, transaction }: JournalDatabase, rows: number): void {
  transaction('crash', () => {
    makeSeries(sqlite, firstId, rows);
    sqlite.exec(finishedSql);
    sqlite.exec('DROP TABLE made');
  });
  sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Jobs that stand in line, sources and all, and whose message is to be changed in an hour. */
export function fillWithWaiting({ sqlite, transaction }: JournalDatabase, rows: number): void {
  transaction('crash', () => {
    makeSeries(sqlite, firstId + 10_000_000n, rows);
    sqlite.exec(waitingSql);
    sqlite.exec('DROP TABLE made');
  });
  sqlite.exec('PRAGMA wal_checkpoint(TRUNCATE)');
}

/** Discord's ids have 19 digits. */
const firstId = 1_200_000_000_000_000_000n;
const spanMs = 90 * 86_400_000;

function makeSeries(sqlite: JournalDatabase['sqlite'], first: bigint, rows: number): void {
  sqlite.exec('CREATE TEMP TABLE made (seq INTEGER PRIMARY KEY, id TEXT, guild TEXT, member TEXT, at INTEGER)');
  sqlite
    .prepare(
      `INSERT INTO made
       WITH RECURSIVE series (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM series WHERE seq < ?)
       SELECT seq, printf('%d', ${first} + seq), printf('%d', 10000 + (seq * 7919) % ${guilds}),
         printf('%d', 500000 + (seq * 104729) % ${members}), ? - CAST(? * (1.0 - 1.0 * seq / ?) AS INTEGER)
       FROM series`,
    )
    .run(rows, now, spanMs, rows);
}

const heldSql = (account: string, per: string) =>
  `SELECT ${account} AS account, '${per}' AS per, ${per} AS stretch, delivered_images AS images, delivered_usd AS usd
   FROM holds`;

const addressSql = `
    printf('{"kind":"interaction","application":"900000000000000000","token":null,"tokenExpiresAt":null,' ||
      '"message":"%s","replyTo":null,"channel":"1100000000000000000","parent":null,"guild":"%s","asker":"%s",' ||
      '"audience":"everyone","locale":"en-GB","sizeLimit":10485760,"roles":["3","4","5"]}', id, guild, member)`;

const finishedSql = `
  INSERT INTO jobs (id, revision, state, address, accepted_at, started_at, shown, sources, warnings, tries)
  SELECT id, 6, 'done',
    ${addressSql},
    at, at + 900, '{"kind":"ending"}', '[]', '[]', 0
  FROM made;
  INSERT INTO requests (id, job, guild, member, since, revision, state, ordinal, provider, operation, trace_id, attempt,
    submitted_at, made, ending, tries, price)
  SELECT id || '-0', id, guild, member, at, 8, 'ended', 0, 'openai', 'generate', 'trace-' || id, 1, at + 900, '[]',
    printf('{"kind":"pictures","pictures":[{"version":"%s-0-0","type":"image/png","width":1024,"height":1024,"bytes":1}]}', id),
    0, 165000
  FROM made;
  INSERT INTO holds (job, guild_account, member_account, day, week, month, images, usd, delivered_images,
    delivered_usd, settled_at)
  SELECT id, guild, guild || '/' || member, strftime('%Y-%m-%d', at / 1000, 'unixepoch'),
    strftime('%G-W%V', at / 1000, 'unixepoch'), strftime('%Y-%m', at / 1000, 'unixepoch'), 1, 165000,
    seq % 50 <> 0, 150000 * (seq % 50 <> 0), at + 60000
  FROM made;
  INSERT INTO totals (account, per, stretch, images, usd)
  SELECT account, per, stretch, sum(images), sum(usd) FROM (
    ${['guild_account', 'member_account'].flatMap((account) => periods.map((per) => heldSql(account, per))).join(' UNION ALL ')}
  ) GROUP BY 1, 2, 3;
  INSERT INTO losses (request, job, code, usd, at)
  SELECT id || '-0', id, 'outcome_unknown', 165000, at + 60000 FROM made WHERE seq % 50 = 0;
`;

const waitingSql = `
  INSERT INTO jobs (id, revision, state, task, address, accepted_at, shown, sources, warnings, tries, wake_at)
  SELECT id, 3, 'queued',
    '{"recipe":{"prompt":"a cat in the rain","model":"gpt-image-2","size":"auto","quality":"high","background":"auto",' ||
      '"count":1},"sources":[]}',
    ${addressSql}, ${now} - 60000, '{"kind":"queued","place":9}', '[]', '[]', 0, ${now} + 3600000 + seq
  FROM made;
  INSERT INTO requests (id, job, guild, member, since, revision, state, ordinal, provider, operation, trace_id, attempt,
    made, tries, wake_at, price)
  SELECT id || '-0', id, guild, member, ${now} - 60000 + seq, 2, 'new', 0, 'openai', 'generate', 'trace-' || id, 0, '[]',
    0, ${now}, 165000
  FROM made;
`;
