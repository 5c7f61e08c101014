import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { address } from '../../scripts/sample-records.ts';
import { backgrounds, formats, qualities } from '../../src/domain/asked/image-request.ts';
import { gptImage2Sizes } from '../../src/domain/asked/size.ts';
import type { Version } from '../../src/domain/chain/chain.ts';
import { type JobId, jobId, modelId, originalId, type RequestId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import type { Catalogue, Model, Offer } from '../../src/domain/offers/provider.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Lease } from '../../src/ports/store/journal.ts';
import { openImageStore } from '../../src/storage/files/image-store.ts';
import { openScratch } from '../../src/storage/files/scratch.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createVersionStore } from '../../src/storage/keyv/version-store.ts';
import { createChainIndex } from '../../src/storage/sqlite/chain-index.ts';
import { createCharacterStore } from '../../src/storage/sqlite/characters/characters.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createJournal } from '../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../src/storage/sqlite/ledger.ts';
import { createNotes } from '../../src/storage/sqlite/notes.ts';
import { sampleVersion } from '../contract/version-store.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

const nothing = () => undefined;
/** For whoever's log lines are looked at elsewhere. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** For the parts of a port that a test says nothing of: whoever calls them fails it. */
export const unscripted = (what: string) => (): never => {
  throw new Error(`${what} was not scripted`);
};

/** Time that stands still until it is told to pass, and ids that count. */
export function createStillClock() {
  let now = Date.UTC(2026, 10, 21, 12);
  let ids = 0;
  return {
    now: () => now,
    random: () => 0,
    uuid: () => {
      ids += 1;
      return `uuid-${ids}`;
    },
    sleep: unscripted('sleep'),
    deadline: unscripted('deadline'),
    pass(ms: number) {
      now += ms;
    },
  } satisfies Clock & { pass(ms: number): void };
}

/**
 * The real stores, empty and of this test's own. When it ends, every total of the ledger has to add up, and whatever was
 * lent has to have been given back.
 */
export async function openStores() {
  const directory = await temporaryDirectory();
  const clock = createStillClock();
  const database = openJournalDatabase(':memory:');
  const keyv = await openKeyvDatabase(':memory:');
  const journal = createJournal({
    database,
    onUnreadable: ({ error }) => {
      throw error;
    },
  });
  const ledger = createLedger({ database });
  const versions = createVersionStore({ database: keyv });
  const index = createChainIndex({ database });
  const notes = createNotes({ database });
  const beside = { directory: join(directory, 'images') };
  const characters = createCharacterStore({ database });
  const images = await openImageStore(beside);
  const scratch = await openScratch({ ...beside, clock });
  const lentFiles = () => readdir(join(beside.directory, 'lent'));
  onTestFinished(async () => {
    expect(await ledger.verify()).toEqual([]);
    expect(await lentFiles()).toEqual([]);
    await keyv.close();
    await database.close();
  });

  const find = async (id: JobId) => {
    const work = await journal.find(id);
    if (work === null) throw new Error(`there is no job ${id}`);
    return work;
  };
  return {
    clock,
    journal,
    ledger,
    versions,
    index,
    notes,
    characters,
    images,
    scratch,
    /** What is lent just now, by the names of the files themselves. */
    lentNow: async () => (await lentFiles()).map((name) => name.replace(/^\d+-/, '')).sort(),
    async job(id: string): Promise<Job> {
      return (await find(jobId(id))).job;
    },
    async requests(id: string): Promise<readonly PaidRequest[]> {
      return (await find(jobId(id))).requests;
    },
    async request(id: RequestId): Promise<PaidRequest> {
      const request = await journal.findRequest(id);
      if (request === null) throw new Error(`there is no request ${id}`);
      return request;
    },
    /** Held and spent today by whoever asks in the samples. */
    used: () => ledger.used({ kind: 'member', guild: address.guild, member: address.asker }, 'day', clock.now()),
    /** Takes whatever is due by then, as a worker does, and names it. */
    async takeDue(at: number): Promise<readonly string[]> {
      const works = await journal.takeDue(at, lease, 100);
      return works.map((work) => (work.kind === 'job' ? work.job.id : work.request.id));
    },
    /** Puts a file into the image store, under a version's id or another name of its own. */
    async keepFile(id: string, content = `the bytes of ${id}`) {
      const path = scratch.path(`${id}.coming`);
      await writeFile(path, content);
      await images.put(originalId(id), path);
    },
    hiddenWords: async () => () => false,
    keepVersion: (id: string, changes: Partial<Version> = {}) => versions.put(sampleVersion(id, changes)),
  };
}

export const lease: Lease = { owner: 'a worker', until: Date.UTC(2026, 10, 22) };

/** An offer that takes everything. Its price tells by its digits what it was asked by. */
export const sampleOffer = (changes: Partial<Offer> = {}): Offer => ({
  provider: 'acedatacloud',
  vendorModel: { generate: 'vendor-generates', edit: 'vendor-edits' },
  sizes: gptImage2Sizes,
  maxSources: 4,
  takes: ['size', 'quality', 'background', 'format'],
  qualities,
  backgrounds,
  formats,
  masks: true,
  streams: false,
  deprecated: null,
  shutsDown: null,
  price: ({ operation, quality, size, sources }) =>
    (operation === 'edit' ? 20_000 : 10_000) +
    (quality === 'high' ? 2_000 : 1_000) +
    (size === '1024x1536' ? 200 : 100) +
    sources,
  isExact: () => true,
  ...changes,
});

export const sampleModel = (id: string, ...offers: readonly Offer[]): Model => ({
  id: modelId(id),
  name: id.toUpperCase(),
  aliases: [],
  offers,
  successor: null,
});

export const catalogueOf = (...models: readonly Model[]): Catalogue => ({
  models,
  find: (text) => models.find(({ id }) => id === text),
});

/** The catalogue for most: the model of the sample records, at one provider. */
export const sampleCatalogue = catalogueOf(sampleModel('gpt-image-2', sampleOffer()));
