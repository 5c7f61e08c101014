import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { address, sampleJob } from '../../../scripts/sample-records.ts';
import { guildId, jobId, userId } from '../../../src/domain/ids.ts';
import { type Amounts, type Constraint, units } from '../../../src/domain/money/limits.ts';
import { type Period, periods } from '../../../src/domain/money/period.ts';
import type { Journal } from '../../../src/ports/store/journal.ts';
import type { Account, Ledger } from '../../../src/ports/store/ledger.ts';
import { openJournalDatabase } from '../../../src/storage/sqlite/database.ts';
import { createJournal } from '../../../src/storage/sqlite/journal/journal.ts';
import { createLedger } from '../../../src/storage/sqlite/ledger.ts';

const [hour, day] = [3_600_000, 86_400_000];

const guilds = [guildId('1'), guildId('2'), null];
const members = [userId('50'), userId('51')];
const accounts: readonly Account[] = guilds.flatMap((guild) =>
  members.flatMap((member) => [{ kind: 'guild', guild, member } as const, { kind: 'member', guild, member } as const]),
);

const amounts = (most: Amounts) => fc.record({ images: fc.nat(most.images), usd: fc.nat(most.usd) });
const actions = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('accept' as const),
        guild: fc.constantFrom(...guilds),
        member: fc.constantFrom(...members),
        asked: amounts({ images: 4, usd: 400 }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('settle' as const, 'settle late' as const),
        job: fc.nat(40),
        delivered: amounts({ images: 6, usd: 600 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), job: fc.nat(40) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        // A machine's clock may be put back, too.
        ms: fc.oneof(fc.integer({ min: -3 * hour, max: 2 * day }), fc.constantFrom(hour, day, 7 * day, 31 * day)),
      }),
    },
  ),
  { maxLength: 40 },
);

/** Days before a year ends, a week that two years share, a leap day, a month's end. */
const starts = fc
  .constantFrom([2026, 11, 30], [2027, 11, 31], [2024, 11, 28], [2028, 1, 28], [2026, 3, 30])
  .chain(([year = 0, month = 0, date = 0]) => fc.nat(2 * day).map((ms) => Date.UTC(year, month, date) + ms));

const limits: fc.Arbitrary<readonly Constraint[]> = fc.array(
  fc.record({
    account: fc.constantFrom('guild' as const, 'member' as const),
    unit: fc.constantFrom(...units),
    per: fc.constantFrom(...periods),
    amount: fc.nat(12),
    origin: fc.constant('server' as const),
  }),
  { maxLength: 4 },
);
/** Dollars are counted in hundreds here, so that both units meet their limits as often. */
const scaled = (each: Constraint): Constraint => (each.unit === 'usd' ? { ...each, amount: each.amount * 100 } : each);

describe('laws of the ledger, over any order of accepting, settling, releasing and waiting', () => {
  test('it decides as somebody would who adds up all jobs anew, and its totals are theirs', async () => {
    await fc.assert(
      fc.asyncProperty(starts, limits, actions, async (start, constraints, steps) => {
        await play(start, constraints.map(scaled), steps, async ({ ledger, jobs, now }) => {
          for (const account of accounts) {
            for (const per of periods) {
              expect(await ledger.used(account, per, now)).toEqual(sum(jobs, account, per, now));
            }
            expect(await ledger.held(account)).toEqual(
              add(jobs.filter((job) => isOf(account, job) && job.open).map((job) => job.counts)),
            );
          }
          expect(await ledger.verify()).toEqual([]);
        });
      }),
      { numRuns: 200 },
    );
  });

  test('nothing is ever over a limit or below zero', async () => {
    await fc.assert(
      fc.asyncProperty(starts, limits, actions, async (start, constraints, steps) => {
        const rules = constraints.map(scaled);
        await play(start, rules, steps, async ({ ledger, now }) => {
          for (const { account: kind, unit, per, amount } of rules) {
            for (const account of accounts.filter((each) => each.kind === kind)) {
              const used = await ledger.used(account, per, now);
              expect(used[unit]).toBeLessThanOrEqual(amount);
              expect(Math.min(used.images, used.usd)).toBeGreaterThanOrEqual(0);
            }
          }
        });
      }),
      { numRuns: 200 },
    );
  });
});

/** A job as the ledger should see it. */
interface Booked {
  readonly id: string;
  readonly guild: Account['guild'];
  readonly member: Account['member'];
  readonly at: number;
  readonly held: Amounts;
  readonly counts: Amounts;
  readonly open: boolean;
  readonly revision: number;
}

interface Played {
  readonly ledger: Ledger;
  readonly jobs: readonly Booked[];
  readonly now: number;
}

type Action = typeof actions extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

/** Does the steps on an empty store and a model of it, compares their answers, and looks after each step. */
async function play(
  start: number,
  constraints: readonly Constraint[],
  steps: readonly Action[],
  look: (played: Played) => Promise<void>,
): Promise<void> {
  await using database = disposable(openJournalDatabase(':memory:'));
  const journal = createJournal({ database, onUnreadable: () => expect.unreachable() });
  const ledger = createLedger({ database });
  const jobs: Booked[] = [];
  let now = start;
  for (const [index, step] of steps.entries()) {
    if (step.kind === 'wait') now += step.ms;
    else if (step.kind === 'accept') await accept(journal, jobs, constraints, `${1000 + index}`, step, now);
    else if (jobs.length > 0) await settle(journal, jobs, step, now);
    await look({ ledger, jobs, now });
  }
}

async function accept(
  journal: Journal,
  jobs: Booked[],
  constraints: readonly Constraint[],
  id: string,
  { guild, member, asked }: Extract<Action, { kind: 'accept' }>,
  now: number,
) {
  const job = sampleJob(id, { acceptedAt: now, address: { ...address, guild, asker: member } });
  const used = ({ account, unit, per }: Constraint) => sum(jobs, { kind: account, guild, member }, per, now)[unit];
  const broken = constraints.find((each) => used(each) + asked[each.unit] > each.amount);
  const answer = await journal.accept(job, [], { asked, constraints });
  if (broken !== undefined) {
    expect(answer).toEqual({ kind: 'over', constraint: broken, used: used(broken) });
    return;
  }
  expect(answer).toEqual({ kind: 'accepted' });
  jobs.push({ id, guild, member, at: now, held: asked, counts: asked, open: true, revision: 1 });
}

async function settle(
  journal: Journal,
  jobs: Booked[],
  step: Extract<Action, { job: number }>,
  now: number,
): Promise<void> {
  const index = step.job % jobs.length;
  const job = jobs[index];
  if (job === undefined) return;
  const delivered = step.kind === 'release' ? { images: 0, usd: 0 } : step.delivered;
  // Late: somebody else's step of this job was written meanwhile.
  const revision = step.kind === 'settle late' ? job.revision - 1 : job.revision;
  const written = await journal.advance(
    { id: jobId(job.id), revision },
    {},
    { settle: { delivered, losses: [], at: now } },
  );
  if (step.kind === 'settle late') {
    expect(written).toBeNull();
    return;
  }
  expect(written).toBe(job.revision + 1);
  const counts = {
    images: Math.min(delivered.images, job.held.images),
    usd: Math.min(delivered.usd, job.held.usd),
  };
  jobs[index] = { ...job, revision: job.revision + 1, open: false, counts: job.open ? counts : job.counts };
}

const add = (all: readonly Amounts[]): Amounts => ({
  images: all.reduce((total, each) => total + each.images, 0),
  usd: all.reduce((total, each) => total + each.usd, 0),
});

const isOf = ({ kind, guild, member }: Account, job: Booked) =>
  guild === job.guild && (member === job.member || (kind === 'guild' && guild !== null));

const sum = (jobs: readonly Booked[], account: Account, per: Period, now: number): Amounts =>
  add(jobs.filter((job) => isOf(account, job) && stretch[per](job.at) === stretch[per](now)).map((job) => job.counts));

/** The calendar in other words than the domain's: days since 1970, Mondays since 1970, months since year 0. */
const stretch: Readonly<Record<Period, (at: number) => number>> = {
  day: (at) => Math.floor(at / day),
  week: (at) => Math.floor((at / day + 3) / 7),
  month: (at) => new Date(at).getUTCFullYear() * 12 + new Date(at).getUTCMonth(),
};

const disposable = <Closing extends { close(): Promise<void> }>(closing: Closing) =>
  Object.assign({ [Symbol.asyncDispose]: () => closing.close() }, closing);
