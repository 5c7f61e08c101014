import { guildId, jobId, madeVersionId, requestId, userId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import type { Acceptance, Journal, Reservation } from '../../src/ports/store/journal.ts';
import { holdNothing, recipe, sampleJob, sampleRequest } from '../sample-records.ts';
import type { BenchStore } from './bench-store.ts';

const guilds = 2_000;
const members = 40_000;
/** The rows are spread over the 90 days before this moment. */
export const now = Date.UTC(2026, 11, 31, 12);

export const guildOf = (index: number): string => String(10_000 + ((index * 7919) % guilds));
export const memberOf = (index: number): string => String(500_000 + ((index * 104_729) % members));

/**
 * Finished jobs, each with its request, its settled hold, its share of the totals, and one loss in fifty (so that a
 * thousand rows have twenty to list). Written as the program writes them, but accepted when they have ended already.
 */
export function fillWithFinished(store: BenchStore, rows: number): Promise<void> {
  return store.inOne(async (journal) => {
    for (let index = 1; index <= rows; index += 1) await finish(journal, index, rows);
  });
}

/** Jobs that stand in line, sources and all, and whose message is to be changed in an hour. */
export function fillWithWaiting(store: BenchStore, rows: number): Promise<void> {
  return store.inOne(async (journal) => {
    for (let index = 1; index <= rows; index += 1) await standInLine(journal, index);
  });
}

/** Discord's ids have 19 digits. */
const firstId = 1_200_000_000_000_000_000n;
const spanMs = 90 * 86_400_000;
const price = 165_000;

async function finish(journal: Journal, index: number, rows: number): Promise<void> {
  const at = now - Math.floor(spanMs * (1 - index / rows));
  const isLost = index % 50 === 0;
  const { job, request } = asked(firstId + BigInt(index), index, {
    state: 'delivering',
    task: null,
    acceptedAt: at,
    startedAt: at + 900,
    shown: { kind: 'working' },
    sources: [],
  });
  const size = { type: 'image/png', width: 1024, height: 1024, bytes: 1 } as const;
  const pictures = [{ version: madeVersionId(request.id, 0), ...size }];
  const ended = { state: 'ended', attempt: 1, submittedAt: at + 900, ending: { kind: 'pictures', pictures } } as const;
  await accept(journal, job, { ...request, ...ended }, { asked: { images: 1, usd: price }, constraints: [] });
  const losses = isLost ? [{ request: request.id, code: 'outcome_unknown' as const, usd: price }] : [];
  const delivered = isLost ? { images: 0, usd: 0 } : { images: 1, usd: 150_000 };
  await journal.advance(
    job,
    { state: 'done', shown: { kind: 'ending' } },
    { settle: { delivered, losses, at: at + 60_000 } },
  );
}

async function standInLine(journal: Journal, index: number): Promise<void> {
  const { job, request } = asked(firstId + 10_000_000n + BigInt(index), index, {
    task: { recipe, sources: [] },
    acceptedAt: now - 60_000 + index,
    shown: { kind: 'queued', place: 9 },
    sources: [],
    wakeAt: now + 3_600_000 + index,
  });
  await accept(journal, job, { ...request, wakeAt: now }, holdNothing);
}

function asked(number: bigint, index: number, changes: Partial<Job>) {
  const id = String(number);
  const { address } = sampleJob(id);
  const place = { ...address, token: null, tokenExpiresAt: null };
  const job = sampleJob(id, {
    address: { ...place, guild: guildId(guildOf(index)), asker: userId(memberOf(index)) },
    ...changes,
  });
  const request = sampleRequest(id, 0, {
    id: requestId(jobId(id), 0),
    provider: 'openai',
    operation: 'generate',
    price,
  });
  return { job, request };
}

/** A fill that is refused would be measured as a store of nothing. */
async function accept(journal: Journal, job: Job, request: PaidRequest, reservation: Reservation): Promise<void> {
  const { kind }: Acceptance = await journal.accept(job, [request], reservation);
  if (kind !== 'accepted') throw new Error(`A job of the bench is ${kind}.`);
}
