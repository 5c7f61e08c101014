import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleJob, sampleRequest } from '../../../scripts/sample-records.ts';
import { jobId, originalId, requestId } from '../../../src/domain/ids.ts';
import { openImageStore } from '../../../src/storage/files/image-store.ts';
import { openScratch } from '../../../src/storage/files/scratch.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';

// Accepts jobs with their holds, sends their requests and stores their originals, and settles every second one; says
// each number once all of it is promised.
const [directory = ''] = process.argv.slice(2);
const database = openJournalDatabase(join(directory, 'journal.sqlite'));
const journal = createJournal({ database, onUnreadable: ({ error }) => Promise.reject(error) });
const images = join(directory, 'images');
const scratch = await openScratch({ directory: images, clock: { now: () => 0 } });
const store = await openImageStore({ directory: images });
for (let number = 1; ; number += 1) {
  const id = String(number);
  await journal.accept(sampleJob(id), [sampleRequest(id, 0)], { asked: { images: 1, usd: 165_000 }, constraints: [] });
  await journal.advanceRequest({ id: requestId(jobId(id), 0), revision: 1 }, { state: 'submitting', attempt: 1 });
  const path = scratch.path(`${id}-0`);
  await writeFile(path, `picture ${id}`);
  await store.put(originalId(`${id}-0-0`), path);
  if (number % 2 === 0) {
    const settle = { delivered: { images: 1, usd: 1 }, losses: [], at: number };
    await journal.advance({ id: jobId(id), revision: 1 }, { state: 'done' }, { settle });
  }
  process.stdout.write(`${id}\n`);
}
