import { guildId, jobId, requestId, userId } from '../../src/domain/ids.ts';
import type { Job, PaidRequest } from '../../src/domain/jobs/job.ts';
import type { Constraint } from '../../src/domain/money/limits.ts';
import { periods } from '../../src/domain/money/period.ts';
import type { Journal, Reservation } from '../../src/ports/store/journal.ts';
import type { Account, Ledger } from '../../src/ports/store/ledger.ts';
import { sampleJob, sampleRequest } from '../sample-records.ts';
import { guildOf, memberOf, now } from './fill.ts';
import type { Measured } from './measure.ts';

/** What the ledger costs: where a job is accepted, where it ends, and where somebody asks what is left. */
export function ledgerRows(journal: Journal, ledger: Ledger): readonly Measured[] {
  const [batches, turns] = [11, 50];
  const accept = (from: number, reservation: Reservation) => async (turn: number) => {
    const { job, requests } = asked(from + turn);
    const { kind } = await journal.accept(job, requests, reservation);
    if (kind !== 'accepted') throw new Error(`A job of the bench is ${kind}.`);
  };
  return [
    {
      name: 'accept',
      says: 'writes down a job and its request, without a hold',
      batches,
      turns,
      run: accept(100_000, { asked: { images: 0, usd: 0 }, constraints: [] }),
    },
    {
      name: 'reserve',
      says: 'the same, with a hold on both accounts under four limits',
      batches,
      turns,
      run: accept(200_000, { asked: { images: 1, usd: 165_000 }, constraints }),
    },
    {
      name: 'settle',
      says: 'ends a job and replaces its hold by what was delivered',
      batches,
      turns,
      prepare: accept(300_000, { asked: { images: 1, usd: 165_000 }, constraints }),
      run: (turn) =>
        journal.advance(
          { id: jobId(idOf(300_000 + turn)), revision: 1 },
          { state: 'done' },
          { settle: { delivered: { images: 1, usd: 150_000 }, losses: [], at: now } },
        ),
    },
    {
      name: 'report',
      says: 'what a member and their server have used in each period and hold now',
      batches,
      turns,
      async run(turn) {
        for (const account of accountsOf(turn)) {
          for (const per of periods) await ledger.used(account, per, now);
          await ledger.held(account);
        }
      },
    },
    { name: 'losses', says: 'lists the newest twenty', batches, turns, run: () => ledger.losses(20) },
  ];
}

const constraints: readonly Constraint[] = (['guild', 'member'] as const).flatMap((account) => [
  { account, unit: 'usd' as const, per: 'month' as const, amount: 1e12, origin: 'server' as const },
  { account, unit: 'images' as const, per: 'day' as const, amount: 1e6, origin: 'default' as const },
]);

/** After those that the store is filled with. */
const idOf = (index: number) => String(1_300_000_000_000_000_000n + BigInt(index));

function asked(index: number): { readonly job: Job; readonly requests: readonly PaidRequest[] } {
  const id = idOf(index);
  const sample = sampleJob(id);
  const address = { ...sample.address, guild: guildId(guildOf(index)), asker: userId(memberOf(index)) };
  const request = sampleRequest(id, 0, { id: requestId(jobId(id), 0) });
  return { job: { ...sample, address, acceptedAt: now }, requests: [request] };
}

function accountsOf(index: number): readonly Account[] {
  const [guild, member] = [guildId(guildOf(index)), userId(memberOf(index))];
  return [
    { kind: 'guild', guild, member },
    { kind: 'member', guild, member },
  ];
}
