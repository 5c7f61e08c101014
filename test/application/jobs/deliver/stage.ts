import { address, sampleJob, sampleRequest } from '../../../../scripts/sample-records.ts';
import type { RecordVersions } from '../../../../src/application/chain/record-versions.ts';
import { createAfterBug } from '../../../../src/application/jobs/after-bug.ts';
import { createDeliver } from '../../../../src/application/jobs/deliver.ts';
import { createUploadLimits } from '../../../../src/application/jobs/upload-limits.ts';
import type { Failure } from '../../../../src/domain/failure.ts';
import { guildId, madeVersionId, messageId, type VersionId } from '../../../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import { heldFor } from '../../../../src/domain/money/held.ts';
import type { Answer, Posted } from '../../../../src/ports/messenger.ts';
import { noSettings } from '../../../../src/storage/records/server/guild-settings.ts';
import { createChainIndex } from '../../../../src/storage/sqlite/chain-index.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../../src/storage/sqlite/ledger.ts';
import { createNotes } from '../../../../src/storage/sqlite/notes.ts';

export const signal = new AbortController().signal;
export const hour = 3_600_000;
const silent = () => undefined;
const unexpected = () => {
  throw new Error('not expected');
};
const log = { debug: silent, info: silent, warn: silent, error: silent };

export const made = (ordinal: number, changes: Partial<PaidRequest> = {}): PaidRequest => {
  const request = sampleRequest('100', ordinal, { attempt: 1, price: 40_000, ...changes });
  const size = { type: 'image/png', width: 8, height: 8, bytes: 100 } as const;
  const pictures = [{ version: madeVersionId(request.id, 0), ...size }];
  return { ...request, state: 'ended', ending: { kind: 'pictures', pictures } };
};

/** Stands for an answer with pictures. */
const pictures: Answer = { kind: 'failure', failure: { code: 'bug', reference: 'the pictures' }, neutral: false };

/** Nothing is set there, and nobody is told of anything. */
const quiet = {
  moderated: async () => undefined,
  attempts: { failed: async () => null },
  settings: { read: async () => noSettings },
  catalogue: { find: () => undefined },
};

function createHandClock() {
  let now = 5_000;
  const clock = { now: () => now, random: () => 0, uuid: unexpected, sleep: unexpected, deadline: unexpected };
  return {
    clock,
    pass(ms: number) {
      now += ms;
    },
  };
}

interface Raised {
  readonly job?: Partial<Job>;
  readonly requests: readonly PaidRequest[];
  readonly post: (answer: Answer) => Posted;
  readonly recordVersions?: RecordVersions;
  /** What somebody has deleted since it was first delivered. */
  readonly deleted?: readonly VersionId[];
  /** What Discord was seen to refuse there. */
  readonly known?: number;
}

/** A job that is to be delivered, on the real journal and ledger. */
export async function raise({
  job = {},
  requests,
  post,
  recordVersions = async () => undefined,
  known,
  deleted = [],
}: Raised) {
  const database = openJournalDatabase(':memory:');
  const journal = createJournal({ database, onUnreadable: ({ error }) => Promise.reject(error) });
  const posted: Answer[] = [];
  const looked: string[] = [];
  const leftOut: (readonly VersionId[])[] = [];
  const index = createChainIndex({ database });
  const limits: number[] = [];
  const { clock, pass } = createHandClock();
  const notes = createNotes({ database });
  if (known !== undefined) await notes.keepUploadLimit(guildId('1'), known, clock.now());
  const uploads = createUploadLimits({ notes, clock });
  const parts = { journal, runtime: { clock, pace: defaultPace, log } };
  const deliver = createDeliver({
    ...parts,
    ...quiet,
    index,
    deletions: { among: async (ids) => new Set(ids.filter((id) => deleted.includes(id))) },
    placeJob: async ({ job: there }) => ({ kind: 'placed', job: there, thread: null }),
    recordVersions,
    async composeAnswer({ job: { address } }, _audit, without) {
      leftOut.push([...without]);
      limits.push(address.sizeLimit);
      return { answer: pictures, [Symbol.asyncDispose]: async () => undefined };
    },
    uploads,
    drift: { look: async (version) => void looked.push(`${version} when ${(await found()).job.state}`) },
    messenger: {
      async answer(_job, answer) {
        posted.push(answer);
        return post(answer);
      },
    },
  });
  const afterBug = createAfterBug(parts);
  const start = sampleJob('100', { state: 'delivering', sources: [], wakeAt: 1, ...job });
  await journal.accept(start, requests, { asked: heldFor(requests), constraints: [] });
  const ledger = createLedger({ database });

  const found = async () => {
    const work = await journal.find(start.id);
    if (work === null) throw new Error('the job is gone');
    return work;
  };
  return {
    posted,
    /** Versions that were looked at for drift, and how their job stood. */
    looked,
    /** What its pictures were made to fit, each time. */
    limits,
    /** What each answer leaves out, and what is known to be shown. */
    leftOut,
    shown: () => index.byMessage(messageId('900')),
    uploads,
    found,
    pass,
    /** One step of the worker's. */
    async step() {
      const work = await found();
      await deliver(work, signal).catch((error: unknown) => afterBug({ kind: 'job', ...work }, error));
    },
    charged: () => ledger.used({ kind: 'member', guild: address.guild, member: address.asker }, 'day', clock.now()),
    losses: async () => (await ledger.losses(10)).map(({ request, code, usd }) => ({ request, code, usd })),
  };
}

export const taken: Posted = { kind: 'posted', message: messageId('900'), channel: address.channel };
export const isPictures = (failure: Failure | null) => failure?.code === 'bug' && failure.reference === 'the pictures';
export const saidOf = (answer: Answer | undefined) => (answer?.kind === 'failure' ? answer.failure : null);
