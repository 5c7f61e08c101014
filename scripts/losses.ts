import type { ListedLoss } from '../src/ports/store/ledger.ts';
import { readSomeSettings } from '../src/start/config.ts';
import type { JournalDatabase } from '../src/storage/sqlite/database.ts';
import { createLedger } from '../src/storage/sqlite/ledger.ts';
import { openJournalForReading, type Unreadable } from '../src/storage/sqlite/open-for-reading.ts';
import { storePaths } from '../src/storage/store-paths.ts';
import { complain, readCommandLine, runCommand, say } from './command-line.ts';

const usualMost = 100;

const usage = `npm run losses -- [options]

Lists what you may have paid for without a member being charged, newest first. Reads the store at STORE_URL, whether the
bot runs or not, and changes nothing.

  --most N    lists so many (default ${usualMost})
  -h, --help  this

Exit code 0: listed, or there are none. 1: a store of another version. 64: a wrong option. 78: wrong settings.
`;

const whyNot: Readonly<Record<Exclude<Unreadable, 'missing'>, string>> = {
  older: 'The store is of an older version: start the bot once, which brings it up to date.',
  newer: 'The store is of a newer version than this program.',
};

await runCommand({
  usage,
  read: (argv) =>
    readCommandLine(argv, { most: { type: 'string', default: String(usualMost) } }, ({ most }) =>
      /^[1-9]\d{0,8}$/.test(most)
        ? { kind: 'run', asked: Number(most) }
        : { kind: 'wrong', sentence: '--most must be a whole number above 0' },
    ),
  run: (most) => list(storePaths(readSomeSettings(['STORE_URL']).STORE_URL).journal, most),
});

async function list(path: string, most: number): Promise<number> {
  const database = openJournalForReading(path);
  if (database === 'missing') say('No losses: there is no store yet.');
  else if (typeof database !== 'string') await listFrom(database, most);
  else {
    complain(whyNot[database]);
    return 1;
  }
  return 0;
}

async function listFrom(database: JournalDatabase, most: number): Promise<void> {
  const ledger = createLedger({ database });
  const { count, usd, unpriced } = await ledger.allLosses();
  const losses = await ledger.losses(most);
  await database.close();
  if (count === 0) return say('No losses.');
  for (const loss of losses) say(inWords(loss));
  const listed = losses.length < count ? ` (the newest ${losses.length} are listed)` : '';
  const unknown = unpriced === 0 ? '' : `, and ${unpriced} of unknown price`;
  say(`${count} ${count === 1 ? 'loss' : 'losses'}${listed}: at most ${dollars(usd)}${unknown}.`);
}

/** To the millionth, without zeros that say nothing. */
function dollars(millionths: number): string {
  const exact = (millionths / 1_000_000).toFixed(6);
  return `$${exact.replace(/0{1,4}$/, '')}`;
}

/** When, request, job, what happened, and the upper bound of what it cost. */
function inWords({ at, request, job, code, usd }: ListedLoss): string {
  const cost = usd === null ? 'price unknown' : `at most ${dollars(usd)}`;
  return [new Date(at).toISOString(), `request ${request}`, `job ${job}`, code, cost].join('  ');
}
