import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../src/storage/sqlite/ledger.ts';
import { say } from '../command-line.ts';
import { openBenchStore } from './bench-store.ts';
import { fillWithFinished, fillWithWaiting } from './fill.ts';
import { ledgerRows } from './ledger-rows.ts';
import { lineRows } from './line-rows.ts';
import { measureRatio, median, timeFloor } from './measure.ts';

const sizes = [1_000, 100_000, 1_000_000];
/**
 * An index of a million rows is two levels deeper than one of a thousand and no longer lies in SQLite's cache: up to 1.5
 * was seen, and a busy machine is given twice that and more. What reads every row grows a thousandfold.
 */
const mostGrowth = 4;
const waitingJobs = 10_000;

interface Row {
  readonly name: string;
  readonly says: string;
  readonly ratios: readonly number[];
}

/**
 * Whether the ledger and the line cost the same however many jobs there were: each as a multiple of an empty
 * transaction beside it. False where one grew beyond the bound from the smallest store to the largest; how fast the
 * machine is plays no part. Takes about a minute, and a gigabyte of disk meanwhile.
 */
export async function measureGrowth(): Promise<boolean> {
  // Once without a note, so that the smallest store is not the one that finds the program cold.
  await measure(1_000);
  const measured: Awaited<ReturnType<typeof measure>>[] = [];
  for (const size of sizes) {
    say(`Measuring with ${inWords(size)} finished jobs …`);
    measured.push(await measure(size));
  }
  const floorUs = median(measured.map((each) => each.floorUs));
  const rows: readonly Row[] = (measured[0]?.rows ?? []).map(({ name, says }, index) => ({
    name,
    says,
    ratios: measured.map((each) => each.rows[index]?.ratio ?? Number.NaN),
  }));
  tell(rows, floorUs);
  const grown = rows.filter((row) => !(growth(row) <= mostGrowth));
  for (const row of grown)
    say(`${row.name} is not flat: it grew ${growth(row).toFixed(1)} times, more than ${mostGrowth}.`);
  return grown.length === 0;
}

function tell(rows: readonly Row[], floorUs: number): void {
  say('');
  say(`The floor is an empty transaction: ${floorUs.toFixed(1)} µs here and now. All numbers are multiples of it.`);
  say(
    `Growth is from ${inWords(sizes[0] ?? 0)} finished jobs to ${inWords(sizes.at(-1) ?? 0)}; at most ${mostGrowth}.`,
  );
  say('');
  say(['row'.padEnd(12), ...sizes.map((size) => inWords(size).padStart(8)), 'growth'.padStart(8)].join(''));
  for (const row of rows) {
    const numbers = [...row.ratios.map((ratio) => ratio.toFixed(1)), growth(row).toFixed(1)];
    say([row.name.padEnd(12), ...numbers.map((each) => each.padStart(8)), `   ${row.says}`].join(''));
  }
}

async function measure(size: number) {
  await using database = openBenchStore();
  const onUnreadable = ({ error }: { readonly error: unknown }) => {
    throw error;
  };
  const journal = createJournal({ database, onUnreadable });
  const ledger = createLedger({ database });
  const floor = () => database.transactionNow(() => undefined);
  await fillWithFinished(database, size);
  const found: { readonly name: string; readonly says: string; readonly ratio: number }[] = [];
  for (const row of ledgerRows(journal, ledger)) {
    found.push({ name: row.name, says: row.says, ratio: await measureRatio(row, floor) });
  }
  await fillWithWaiting(database, waitingJobs);
  for (const row of lineRows(journal)) {
    found.push({ name: row.name, says: row.says, ratio: await measureRatio(row, floor) });
  }
  // What was measured is worth something only if these are rows that the program would have written.
  const differing = await ledger.verify();
  if (differing.length > 0) throw new Error(`The totals do not agree with the rows: ${differing[0]}`);
  return { rows: found, floorUs: timeFloor(floor) * 1_000 };
}

function growth({ ratios }: Row): number {
  return (ratios.at(-1) ?? Number.NaN) / (ratios[0] ?? Number.NaN);
}

function inWords(size: number): string {
  return size >= 1_000_000 ? `${size / 1_000_000} M` : `${size / 1_000} k`;
}
