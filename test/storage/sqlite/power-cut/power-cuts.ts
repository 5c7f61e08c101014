import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'vitest';
import { createRandom, type Random } from '../../../../scripts/chaos/random.ts';
import { sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import { jobId, requestId } from '../../../../src/domain/ids.ts';
import { nothingToSync } from '../../../../src/storage/sqlite/commits/syncing.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../../src/storage/sqlite/ledger.ts';
import { temporaryDirectory } from '../../temporary.ts';
import { type DiskImage, openForgetfulDisk } from './forgetful-disk.ts';

const jobsOfRun = 30;
const onUnreadable = () => expect.unreachable();

/** How far each job was promised to have come: accepted, sent, settled. */
type Promised = ReadonlyMap<string, 'accepted' | 'sent' | 'settled'>;

/** A disk at some moment, and what had been answered by then. */
interface Cut {
  readonly image: DiskImage;
  readonly promised: Promised;
}

/** Runs that are cut several times each. Answers how many images were looked at, and how many knew more than was promised. */
export async function cutPower(runs: number): Promise<{ readonly looked: number; readonly more: number }> {
  const directory = await temporaryDirectory();
  let looked = 0;
  let more = 0;
  for (let seed = 1; seed <= runs; seed += 1) {
    const random = createRandom(`power cut ${seed}`);
    for (const [index, cut] of (await run(join(directory, `${seed}`), random)).entries()) {
      const { found, promised } = await lookAt(join(directory, `${seed}-${index}`), cut, `seed ${seed}, cut ${index}`);
      looked += 1;
      if (found > promised) more += 1;
    }
  }
  return { looked, more };
}

/** Several members at once, and the power is cut now and then: each time the run goes on, and the image is looked at later. */
async function run(directory: string, random: Random): Promise<readonly Cut[]> {
  const path = join(directory, 'journal.sqlite');
  const opened: ReturnType<typeof openForgetfulDisk>[] = [];
  const pause = async () => {
    for (let turns = random.whole(0, 6); turns > 0; turns -= 1) await setImmediate();
  };
  const database = openJournalDatabase(path, {
    openSyncing(file) {
      const disk = openForgetfulDisk(file, random.fork('disk'), pause);
      opened.push(disk);
      return disk.syncing;
    },
  });
  const [disk] = opened;
  if (disk === undefined) throw new Error('the disk was not opened');
  const journal = createJournal({ database, onUnreadable });
  const promised = new Map<string, 'accepted' | 'sent' | 'settled'>();
  const cuts: Cut[] = [];
  const note = (image: DiskImage | null) => {
    if (image !== null) cuts.push({ image, promised: new Map(promised) });
  };
  let isOver = false;

  const member = async (first: number) => {
    for (let number = first; number <= jobsOfRun; number += 3) {
      await play(journal, String(number), promised);
      if (random.chance(0.3)) await setImmediate();
    }
  };
  const fate = async () => {
    while (!isOver) {
      await setImmediate();
      if (random.chance(0.08)) note(disk.cut());
      if (random.chance(0.05)) note(disk.checkpoint());
    }
    note(disk.cut());
  };
  const fates = fate();
  await Promise.all([1, 2, 3].map(member));
  isOver = true;
  await fates;
  await database.close();
  return cuts;
}

async function play(
  journal: ReturnType<typeof createJournal>,
  id: string,
  promised: Map<string, 'accepted' | 'sent' | 'settled'>,
): Promise<void> {
  const asked = { images: 1, usd: 165_000 };
  await journal.accept(sampleJob(id), [sampleRequest(id, 0)], { asked, constraints: [] });
  promised.set(id, 'accepted');
  await journal.wake({ kind: 'job', id: jobId(id) }, 5);
  await journal.advanceRequest({ id: requestId(jobId(id), 0), revision: 1 }, { state: 'submitting', attempt: 1 });
  promised.set(id, 'sent');
  const settle = { delivered: { images: 1, usd: 1 }, losses: [], at: 1 };
  await journal.advance({ id: jobId(id), revision: 1 }, { state: 'done' }, { settle });
  promised.set(id, 'settled');
}

/** Starts on what the disk has left. Answers how many steps are there, and how many were promised. */
async function lookAt(directory: string, { image, promised }: Cut, which: string) {
  await mkdir(directory);
  const path = join(directory, 'journal.sqlite');
  await writeFile(path, image.file);
  await writeFile(`${path}-wal`, image.wal);
  const database = openJournalDatabase(path, { openSyncing: () => nothingToSync });
  const journal = createJournal({ database, onUnreadable });
  expect(database.sqlite.prepare('PRAGMA integrity_check').all(), which).toEqual([{ integrity_check: 'ok' }]);
  expect(database.sqlite.prepare('PRAGMA foreign_key_check').all(), which).toEqual([]);
  expect(await createLedger({ database }).verify(), which).toEqual([]);
  let found = 0;
  for (let number = 1; number <= jobsOfRun; number += 1) {
    const there = steps(await journal.find(jobId(String(number))));
    const least = promised.get(String(number));
    expect(there, `${which}, job ${number}`).toBeGreaterThanOrEqual(
      least === undefined ? 0 : stages.indexOf(least) + 1,
    );
    found += there;
  }
  await database.close();
  return { found, promised: [...promised.values()].reduce((sum, stage) => sum + stages.indexOf(stage) + 1, 0) };
}

const stages = ['accepted', 'sent', 'settled'] as const;

function steps(work: Awaited<ReturnType<ReturnType<typeof createJournal>['find']>>): number {
  if (work === null) return 0;
  if (work.job.state === 'done') return 3;
  return work.requests[0]?.state === 'submitting' ? 2 : 1;
}
