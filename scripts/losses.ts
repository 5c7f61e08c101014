import { parseArgs } from 'node:util';
import type { ListedLoss } from '../src/ports/store/ledger.ts';
import { readSettings, SettingsError } from '../src/start/config.ts';
import { createLedger } from '../src/storage/sqlite/ledger.ts';
import { openJournalForReading, type Unreadable } from '../src/storage/sqlite/open-for-reading.ts';
import { storePaths } from '../src/storage/store-paths.ts';

// Lists what the operator may have paid for without a member being charged, newest first: `npm run losses`, or
// `npm run losses -- --most 5`. Reads the store of the settings and changes nothing, whether the bot runs or not.
// Exit code 78 for wrong settings, 64 for a wrong option, 1 for a store of another version.

const usualMost = 100;

const whyNot: Readonly<Record<Exclude<Unreadable, 'missing'>, string>> = {
  older: 'The store is of an older version: start the bot once, which brings it up to date.',
  newer: 'The store is of a newer version than this program.',
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string, exitCode: number) => {
  process.stderr.write(`${line}\n`);
  process.exitCode = exitCode;
};

try {
  const most = readMost();
  if (most === null) complain('--most: must be a whole number above 0', 64);
  else await list(storePaths(readSettings().STORE_URL).journal, most);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  for (const problem of error.problems) complain(problem, 78);
}

async function list(path: string, most: number): Promise<void> {
  const database = openJournalForReading(path);
  if (database === 'missing') return say('No losses: there is no store yet.');
  if (typeof database === 'string') return complain(whyNot[database], 1);
  const ledger = createLedger({ database });
  const { count, usd, unpriced } = await ledger.allLosses();
  const losses = await ledger.losses(most);
  database.close();
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

function readMost(): number | null {
  const { most } = parseArgs({ options: { most: { type: 'string', default: String(usualMost) } } }).values;
  return /^[1-9]\d{0,8}$/.test(most) ? Number(most) : null;
}
