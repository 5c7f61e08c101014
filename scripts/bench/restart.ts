import { say } from '../command-line.ts';
import { leaveOnSignals } from '../leaving.ts';
import { type Started, startOnStore, watchedMs } from './restart-run.ts';

const each = 10_000;

/**
 * What a start costs that finds ten thousand calls at a vendor and ten thousand jobs in line, against one that finds an
 * empty store: memory, the time until every job has its next look, and how the vendor is asked. The real program, as a
 * process, against the emulators. False where a bound is broken. Linux alone tells the memory. Takes a minute.
 */
export async function measureRestart(): Promise<boolean> {
  using _leaving = leaveOnSignals();
  say(`Starting with an empty store, then with ${each} calls at the vendor and ${each} jobs in line …`);
  const empty = await startOnStore(0);
  const full = await startOnStore(each);

  const rows: readonly (readonly [name: string, value: number, most: number, says: string])[] = [
    ['memory', full.memoryMb - empty.memoryMb, 50, `MB over an empty store (${empty.memoryMb.toFixed(0)} MB)`],
    ['ready', full.readyMs, 10_000, `ms until it is ready (${empty.readyMs.toFixed(0)} ms with an empty store)`],
    ['first', full.firstQuestionMs, 10_000, 'ms until the vendor is asked'],
    ['scheduled', full.scheduledMs, 10_000, 'ms until no job waits to be looked at'],
    ['questions', perSecond(full.questions - 1), 1, 'questions a second to the vendor'],
    ['edits', perSecond(full.edits), 12, 'messages a second are told their place'],
  ];
  const batch = (full.asked.length / full.questions).toFixed(1).padStart(9);
  say('');
  for (const [name, value, most, says] of rows) {
    say(`${name.padEnd(10)}${value.toFixed(1).padStart(9)}  at most ${String(most).padEnd(7)}${says}`);
  }
  say(`${'batch'.padEnd(10)}${batch}  calls are asked about with one question`);
  say(`${'order'.padEnd(10)}${(isOldestFirst(full) ? 'oldest' : 'MIXED').padStart(9)}  first`);

  const broken = rows.filter(([, value, most]) => !(value <= most)).map(([name]) => name);
  if (!isOldestFirst(full)) broken.push('order');
  for (const name of broken) say(`${name} is out of its bound.`);
  return broken.length === 0;
}

function perSecond(many: number): number {
  return Math.max(0, many) / (watchedMs / 1_000);
}

function isOldestFirst({ asked }: Started): boolean {
  return asked.length > 0 && asked.every((place, index) => place === index);
}
