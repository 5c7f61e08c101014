import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { originalOf, paintedId, type VersionId, versionId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import { openImageStore } from '../../src/storage/files/image-store.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createVersionStore } from '../../src/storage/keyv/version-store.ts';
import { readJob, readRequest } from '../../src/storage/records/jobs.ts';
import { openJournalDatabase } from '../../src/storage/sqlite/database.ts';
import { createLedger } from '../../src/storage/sqlite/ledger.ts';
import type { StorePaths } from '../../src/storage/store-paths.ts';

export interface Hold {
  readonly job: string;
  readonly isOpen: boolean;
  readonly deliveredImages: number;
  readonly deliveredUsd: number;
}

/** Whether it has a record, and the hashes of its original and of what the vendor painted where that lies beside it. */
export interface StoredVersion {
  readonly isRecorded: boolean;
  readonly sha256: string | null;
  readonly painted?: string | null | undefined;
}

/** What lies in a store that nobody works on. */
export interface StoreContents {
  readonly jobs: readonly Job[];
  readonly requests: readonly PaidRequest[];
  readonly holds: readonly Hold[];
  /** The requests whose price the operator bears. */
  readonly losses: readonly string[];
  /** What the ledger itself finds wrong. */
  readonly ledgerComplaints: readonly string[];
  /** The most that any member has had in one day, in pictures. */
  readonly mostInADay: number;
  /** What heads point to. */
  readonly heads: readonly VersionId[];
  /** Each version that a head or a request names. */
  readonly versions: ReadonlyMap<string, StoredVersion>;
}

/** Reads it through the program's own storage, which so is seen to open. */
export async function readStore(paths: StorePaths, directory: string): Promise<StoreContents> {
  const journal = await readJournal(paths.journal);
  const heads = readHeads(paths.versions);
  const made = journal.requests.flatMap(({ ending }) =>
    ending?.kind === 'pictures' ? ending.pictures.map(({ version }) => version) : [],
  );
  const named = new Set<VersionId>([...heads, ...made]);
  const database = await openKeyvDatabase(paths.versions);
  const records = createVersionStore({ database });
  const images = await openImageStore({ directory });
  const versions = new Map<string, StoredVersion>();
  try {
    for (const id of named) {
      const isRecorded = (await records.find(id)) !== null;
      await using file = await images.lend(originalOf(id));
      await using painted = await images.lend(paintedId(id));
      versions.set(id, {
        isRecorded,
        sha256: file === null ? null : await hashOf(file.path),
        painted: painted === null ? null : await hashOf(painted.path),
      });
    }
  } finally {
    await database.close();
  }
  return { ...journal, heads, versions };
}

async function readJournal(path: string) {
  const database = openJournalDatabase(path);
  const { sqlite } = database;
  try {
    return {
      jobs: sqlite.prepare('SELECT * FROM jobs').all().map(readJob),
      requests: sqlite.prepare('SELECT * FROM requests').all().map(readRequest),
      holds: sqlite.prepare('SELECT * FROM holds').all().map(readHold),
      losses: sqlite
        .prepare('SELECT request FROM losses')
        .all()
        .map((row) => z.object({ request: z.string() }).parse(row).request),
      ledgerComplaints: await createLedger({ database }).verify(),
      mostInADay: mostRow.parse(sqlite.prepare(mostSql).get()).most,
    };
  } finally {
    await database.close();
  }
}

/** Keyv cannot list them, so its file is read without it; closed again before it is opened by the other copy of SQLite. */
function readHeads(path: string): readonly VersionId[] {
  const sqlite = new DatabaseSync(path, { readOnly: true });
  try {
    return sqlite
      .prepare(`SELECT value FROM keyv WHERE key LIKE 'head:%'`)
      .all()
      .flatMap((row) => {
        const { version } = headRecord.parse(JSON.parse(keyvRow.parse(row).value)).value;
        return version === null ? [] : [versionId(version)];
      });
  } finally {
    sqlite.close();
  }
}

const readHold = (row: unknown): Hold => {
  const { job, delivered_images, delivered_usd, settled_at } = holdRow.parse(row);
  return {
    job,
    isOpen: settled_at === null,
    deliveredImages: delivered_images,
    deliveredUsd: delivered_usd,
  };
};

const hashOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex');

const mostSql = `SELECT coalesce(max(images), 0) AS most FROM totals WHERE per = 'day' AND account LIKE '%/%'`;
const mostRow = z.object({ most: z.number() });
const keyvRow = z.object({ value: z.string() });
const headRecord = z.object({ value: z.object({ version: z.string().nullable() }) });
const holdRow = z.object({
  job: z.string(),
  delivered_images: z.number(),
  delivered_usd: z.number(),
  settled_at: z.number().nullable(),
});
