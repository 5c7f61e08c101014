// Longer than 250 lines: one contract, whose cases share their adapter and are read as one list.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { address, holdNothing, sampleJob, sampleRequest } from '../../scripts/sample-records.ts';
import { type GuildId, guildId, jobId, requestId, type UserId, userId } from '../../src/domain/ids.ts';
import type { Settlement } from '../../src/domain/jobs/changes.ts';
import type { Job } from '../../src/domain/jobs/job.ts';
import type { Amounts, Constraint } from '../../src/domain/money/limits.ts';
import type { Acceptance, Journal } from '../../src/ports/store/journal.ts';
import type { Account, Ledger } from '../../src/ports/store/ledger.ts';

type Loss = Settlement['losses'][number];

export interface OpenedLedger {
  readonly journal: Journal;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/**
 * What every ledger promises, with the journal in whose transactions it is written. `open` gives empty ones. Long,
 * because a suite per port is one file.
 */
export function describeLedger(name: string, open: () => Promise<OpenedLedger>): void {
  describe(`the ledger: ${name}`, () => {
    let opened: OpenedLedger;
    let journal: Journal;
    let ledger: Ledger;
    beforeEach(async () => {
      opened = await open();
      ({ journal, ledger } = opened);
    });
    afterEach(async () => {
      expect(await ledger.verify()).toEqual([]);
      await opened.close();
    });

    const nothing: Amounts = { images: 0, usd: 0 };
    const one: Amounts = { images: 1, usd: 165_000 };
    const [home, ada, bob] = [guildId('1'), userId('50'), userId('51')];
    const noon = Date.UTC(2026, 10, 21, 12);
    const [hour, day] = [3_600_000, 86_400_000];

    const server = (guild: GuildId | null = home, member = ada): Account => ({ kind: 'guild', guild, member });
    const member = (who: UserId = ada, guild: GuildId | null = home): Account => ({
      kind: 'member',
      guild,
      member: who,
    });
    const limit = (amount: number, changes: Partial<Constraint> = {}): Constraint => ({
      account: 'member',
      unit: 'images',
      per: 'day',
      amount,
      origin: 'default',
      ...changes,
    });

    interface Asking {
      readonly asked?: Amounts;
      readonly limits?: readonly Constraint[];
      readonly at?: number;
      readonly guild?: GuildId | null;
      readonly who?: UserId;
    }
    const accept = (id: string, asking: Asking = {}, changes: Partial<Job> = {}): Promise<Acceptance> => {
      const { asked = one, limits = [], at = noon, guild = home, who = ada } = asking;
      const job = sampleJob(id, { acceptedAt: at, address: { ...address, guild, asker: who }, ...changes });
      return journal.accept(job, [sampleRequest(id, 0)], { asked, constraints: limits });
    };
    const end = (id: string, delivered: Amounts, { revision = 1, at = noon, losses = [] as readonly Loss[] } = {}) =>
      journal.advance({ id: jobId(id), revision }, { state: 'done' }, { settle: { delivered, losses, at } });

    describe('holding', () => {
      test('a job counts on its server and its member, in every period and both units, limited or not', async () => {
        expect(await accept('100')).toEqual({ kind: 'accepted' });
        for (const account of [server(), member()]) {
          for (const per of ['day', 'week', 'month'] as const) {
            expect(await ledger.used(account, per, noon)).toEqual(one);
          }
          expect(await ledger.held(account)).toEqual(one);
        }
      });

      test('a limit may be used up to its end, and the next job is told which limit and how much is used', async () => {
        const limits = [limit(2)];
        await accept('100', { limits });
        expect(await accept('101', { limits })).toEqual({ kind: 'accepted' });
        expect(await accept('102', { limits })).toEqual({ kind: 'over', constraint: limit(2), used: 2 });
      });

      test('a job over a limit has written nothing, on no account', async () => {
        await accept('100', { who: bob });
        const dollars = limit(200_000, { account: 'guild', unit: 'usd', per: 'month', origin: 'server' });
        const over = await accept('101', { limits: [limit(5), dollars] });
        expect(over).toEqual({ kind: 'over', constraint: dollars, used: 165_000 });
        expect(await journal.find(jobId('101'))).toBeNull();
        expect(await journal.findRequest(requestId(jobId('101'), 0))).toBeNull();
        expect(await ledger.used(member(), 'day', noon)).toEqual(nothing);
        expect(await ledger.used(server(), 'day', noon)).toEqual(one);
      });

      test('the same event delivered twice holds once, also when its limit is used up by now', async () => {
        await accept('100', { limits: [limit(1)] });
        expect(await accept('100', { limits: [limit(1)] })).toEqual({ kind: 'known' });
        expect(await ledger.used(member(), 'day', noon)).toEqual(one);
      });

      test('a job that was told "over" may be accepted later', async () => {
        await accept('100');
        expect((await accept('101', { limits: [limit(1)] })).kind).toBe('over');
        expect(await accept('101', { limits: [limit(2)] })).toEqual({ kind: 'accepted' });
      });

      test('members of a server share its account and not each other’s; another server is another account', async () => {
        await accept('100');
        await accept('101', { who: bob });
        await accept('102', { guild: guildId('2') });
        expect(await ledger.used(server(), 'day', noon)).toEqual({ images: 2, usd: 330_000 });
        expect(await ledger.used(member(bob), 'day', noon)).toEqual(one);
        expect(await ledger.used(member(ada, guildId('2')), 'day', noon)).toEqual(one);
      });

      test('a direct-message channel is a server of one', async () => {
        await accept('100', { guild: null });
        await accept('101', { guild: null, who: bob });
        expect(await ledger.used(server(null, ada), 'day', noon)).toEqual(one);
        expect(await ledger.used(member(ada, null), 'day', noon)).toEqual(one);
        const ceiling = limit(1, { account: 'guild', origin: 'operator' });
        const again = await accept('102', { guild: null, limits: [ceiling] });
        expect(again).toEqual({ kind: 'over', constraint: ceiling, used: 1 });
      });

      test('a day, a week and a month each begin anew', async () => {
        const late = Date.UTC(2026, 10, 29, 23, 59, 59, 999);
        const full = { at: late, limits: [limit(1), limit(1, { per: 'week' }), limit(1, { per: 'month' })] };
        expect(await accept('100', full)).toEqual({ kind: 'accepted' });
        const monday = late + 1;
        expect(await accept('101', { at: monday, limits: [limit(1), limit(1, { per: 'week' })] })).toEqual({
          kind: 'accepted',
        });
        const month = limit(2, { per: 'month' });
        expect(await accept('102', { at: monday, limits: [month] })).toEqual({
          kind: 'over',
          constraint: month,
          used: 2,
        });
        expect(await accept('102', { at: monday + day, limits: [month] })).toEqual({ kind: 'accepted' });
      });

      test.each([0.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no amount', async (amount) => {
        await expect(accept('100', { asked: { images: 1, usd: amount } })).rejects.toThrow('cannot book');
        await expect(accept('100', { asked: { images: amount, usd: 1 } })).rejects.toThrow('cannot book');
        await expect(accept('100', { limits: [limit(amount)] })).rejects.toThrow('cannot book');
        expect(await journal.find(jobId('100'))).toBeNull();
        await accept('100');
        await expect(end('100', { images: 1, usd: amount })).rejects.toThrow('cannot book');
        expect((await journal.find(jobId('100')))?.job.state).toBe('queued');
        expect(await ledger.held(member())).toEqual(one);
      });
    });

    describe('settling', () => {
      test('what was delivered takes the place of what was held', async () => {
        await accept('100', { asked: { images: 4, usd: 800_000 } });
        await accept('101');
        expect(await end('100', { images: 3, usd: 500_000 })).toBe(2);
        for (const account of [server(), member()]) {
          expect(await ledger.used(account, 'week', noon)).toEqual({ images: 4, usd: 665_000 });
          expect(await ledger.held(account)).toEqual(one);
        }
      });

      test('nobody pays more than was held, in either unit', async () => {
        await accept('100', { asked: { images: 2, usd: 300_000 } });
        await end('100', { images: 3, usd: 299_999 });
        expect(await ledger.used(member(), 'day', noon)).toEqual({ images: 2, usd: 299_999 });
      });

      test('where nothing was delivered, all of it returns and can be held again', async () => {
        await accept('100', { limits: [limit(1)] });
        await end('100', nothing);
        expect(await ledger.used(member(), 'day', noon)).toEqual(nothing);
        expect(await accept('101', { limits: [limit(1)] })).toEqual({ kind: 'accepted' });
      });

      test('a hold settles in the day, week and month that it was made in', async () => {
        const newYearsEve = Date.UTC(2026, 11, 31, 23);
        const later = newYearsEve + 5 * day;
        await accept('100', { asked: { images: 2, usd: 300 }, at: newYearsEve });
        await end('100', { images: 1, usd: 100 }, { at: later });
        for (const per of ['day', 'week', 'month'] as const) {
          expect(await ledger.used(server(), per, newYearsEve)).toEqual({ images: 1, usd: 100 });
          expect(await ledger.used(server(), per, later)).toEqual(nothing);
        }
      });

      test('what ended requests were charged is found by request, as far as it is known', async () => {
        await accept('100');
        await accept('101');
        await end('100', { images: 1, usd: 5 });
        expect(await ledger.charges(['100', '101', '102'].map(jobId))).toEqual(
          new Map([['100', { images: 1, usd: 5 }]]),
        );
        expect(await ledger.charges([])).toEqual(new Map());
      });

      test('settling twice is settling once', async () => {
        await accept('100', { asked: { images: 4, usd: 400 } });
        await end('100', { images: 3, usd: 300 });
        const losses: readonly Loss[] = [{ request: requestId(jobId('100'), 0), code: 'outcome_unknown', usd: 1 }];
        expect(await end('100', nothing, { revision: 2, losses })).toBe(3);
        expect(await ledger.used(member(), 'day', noon)).toEqual({ images: 3, usd: 300 });
        expect(await ledger.losses(9)).toEqual([]);
      });

      test('whoever lost the race settles nothing', async () => {
        await accept('100');
        expect(await end('100', nothing, { revision: 7 })).toBeNull();
        expect(await ledger.held(member())).toEqual(one);
      });

      test('other changes of the job leave the hold alone', async () => {
        await accept('100');
        await journal.advance({ id: jobId('100'), revision: 1 }, { state: 'delivering' });
        expect(await ledger.held(member())).toEqual(one);
      });

      test('a refusal that is delivered as a job holds nothing and ends like any other', async () => {
        expect(await accept('100', { asked: nothing, limits: [limit(1)] })).toEqual({ kind: 'accepted' });
        expect(await end('100', nothing)).toBe(2);
        expect(await ledger.used(server(), 'month', noon)).toEqual(nothing);
      });

      test('fifty at once under a limit of one picture: exactly one is accepted', async () => {
        const ids = Array.from({ length: 50 }, (_, index) => String(100 + index));
        const answers = await Promise.all(ids.map((id) => accept(id, { limits: [limit(1)] })));
        expect(answers.filter(({ kind }) => kind === 'accepted')).toHaveLength(1);
        expect(answers.filter(({ kind }) => kind === 'over')).toHaveLength(49);
        expect(await ledger.used(member(), 'day', noon)).toEqual(one);
      });
    });

    describe('losses', () => {
      const loss = (id: string, ordinal: number, usd: number | null): Loss => ({
        request: requestId(jobId(id), ordinal),
        code: 'outcome_unknown',
        usd,
      });

      test('are listed newest first, with their upper bound, and are no member’s', async () => {
        await accept('100');
        await accept('101');
        await journal.accept(sampleJob('102'), [sampleRequest('102', 0), sampleRequest('102', 1)], holdNothing);
        await end('101', nothing, { losses: [loss('101', 0, 165_000)], at: noon + hour });
        await end('100', nothing, { losses: [loss('100', 0, null)], at: noon });
        await end('102', nothing, { losses: [loss('102', 0, 1), loss('102', 1, 2)], at: noon + day });
        const listed = [
          { ...loss('102', 1, 2), job: '102', at: noon + day },
          { ...loss('102', 0, 1), job: '102', at: noon + day },
          { ...loss('101', 0, 165_000), job: '101', at: noon + hour },
          { ...loss('100', 0, null), job: '100', at: noon },
        ];
        expect(await ledger.losses(9)).toEqual(listed);
        expect(await ledger.losses(1)).toEqual(listed.slice(0, 1));
        expect(await ledger.used(server(), 'day', noon)).toEqual(nothing);
      });

      test('a request is lost once, also where its job holds nothing', async () => {
        await accept('100', { asked: nothing });
        await end('100', nothing, { losses: [loss('100', 0, 5)] });
        await end('100', nothing, { losses: [loss('100', 0, 9)], revision: 2, at: noon + day });
        expect(await ledger.losses(9)).toEqual([{ ...loss('100', 0, 5), job: '100', at: noon }]);
      });
    });

    describe('what the operator pays', () => {
      const spend = (amount: number, changes: Partial<Constraint> = {}): Constraint =>
        limit(amount, { account: 'operator', unit: 'usd', origin: 'operator', ...changes });
      const everything: Account = { kind: 'operator', guild: null, member: ada };
      const loss = (id: string, usd: number | null): Loss => ({
        request: requestId(jobId(id), 0),
        code: 'outcome_unknown',
        usd,
      });
      const handOn = (id: string, usd: number, constraints: readonly Constraint[], revision = 1) =>
        journal.advance(
          { id: jobId(id), revision },
          { warnings: [] },
          { add: [sampleRequest(id, 100)], pay: { usd, constraints } },
        );

      test('counts over every server and direct message', async () => {
        await accept('100');
        await accept('101', { guild: guildId('2'), who: bob });
        const limits = [spend(400_000)];
        const over = await accept('102', { guild: null, limits });
        expect(over).toEqual({ kind: 'over', constraint: limits[0], used: 330_000 });
        expect(await ledger.spent(everything, 'month', noon)).toBe(330_000);
        expect(await ledger.held(everything)).toEqual({ images: 2, usd: 330_000 });
      });

      test('is what was delivered and what was lost, in the end', async () => {
        await accept('100');
        await accept('101');
        await accept('102');
        await end('100', one);
        await end('101', nothing, { losses: [loss('101', 150_000)] });
        await end('102', nothing);
        for (const account of [everything, server(), member()]) {
          expect(await ledger.spent(account, 'day', noon)).toBe(315_000);
        }
        expect(await ledger.used(member(), 'day', noon)).toEqual(one);
        const ceiling = spend(479_999, { account: 'guild' });
        expect(await accept('103', { limits: [ceiling] })).toEqual({
          kind: 'over',
          constraint: ceiling,
          used: 315_000,
        });
        expect(await accept('103', { limits: [spend(480_000)] })).toEqual({ kind: 'accepted' });
      });

      test('a dearer provider takes over only where every ceiling leaves the difference', async () => {
        await accept('100');
        await accept('101', { who: bob });
        expect(await handOn('100', 300_000, [spend(464_999)])).toBeNull();
        expect(await handOn('100', 300_000, [spend(465_000), spend(299_999, { account: 'member' })])).toBeNull();
        expect((await journal.find(jobId('100')))?.requests).toHaveLength(1);
        expect(await handOn('100', 300_000, [spend(465_000), spend(300_000, { account: 'member' })])).toBe(2);
        expect(await ledger.spent(everything, 'day', noon)).toBe(465_000);
        expect(await ledger.used(member(), 'day', noon)).toEqual(one);
        await end('100', one, { revision: 2, losses: [loss('100', 135_000)] });
        expect(await ledger.spent(everything, 'day', noon)).toBe(465_000);
        expect(await ledger.used(member(), 'day', noon)).toEqual(one);
      });

      test('one that is no dearer takes over whatever is left, and what was held for it stays held', async () => {
        await accept('100');
        expect(await handOn('100', 100_000, [spend(0)])).toBe(2);
        expect(await ledger.spent(everything, 'day', noon)).toBe(165_000);
      });

      test('what came dearer than was held is counted in full', async () => {
        await accept('100');
        await end('100', one, { losses: [loss('100', 700_000)] });
        expect(await ledger.spent(everything, 'day', noon)).toBe(865_000);
      });

      test('a limit that a server set itself counts what its members are charged', async () => {
        await accept('100');
        await end('100', nothing, { losses: [loss('100', 900_000)] });
        const own = limit(165_000, { account: 'guild', unit: 'usd', origin: 'server' });
        expect(await accept('101', { limits: [own] })).toEqual({ kind: 'accepted' });
      });

      test('what the operator was told is told again only once it is forgotten', async () => {
        expect([await ledger.claimTold('a'), await ledger.claimTold('a'), await ledger.claimTold('b')]).toEqual([
          true,
          false,
          true,
        ]);
        await ledger.forgetTold('a');
        expect([await ledger.claimTold('a'), await ledger.claimTold('b')]).toEqual([true, false]);
      });

      test('losses are summed up by when they were', async () => {
        for (const id of ['100', '101', '102']) await accept(id);
        await end('100', nothing, { losses: [loss('100', 5)], at: noon });
        await end('101', nothing, { losses: [loss('101', null)], at: noon + hour });
        await end('102', nothing, { losses: [loss('102', 7)], at: noon + day });
        expect(await ledger.lossesBetween(noon, noon + day)).toEqual({ count: 2, usd: 5, unpriced: 1 });
        expect(await ledger.lossesBetween(noon + 2 * day, noon + 3 * day)).toEqual({ count: 0, usd: 0, unpriced: 0 });
      });
    });

    describe('thinning', () => {
      const ago = (days: number) => noon - days * day;
      const thin = (most = 9) => journal.thin({ ended: ago(90), refused: ago(7) }, most);
      const loss: Loss = { request: requestId(jobId('100'), 0), code: 'outcome_unknown', usd: 7 };
      const kept = async (...ids: readonly string[]) => {
        const found = await Promise.all(ids.map((id) => journal.find(jobId(id))));
        return ids.filter((_, index) => found[index] !== null);
      };

      test('takes jobs that ended long ago, and no total changes', async () => {
        const at = ago(91);
        await accept('100', { at });
        await accept('101', { at });
        await accept('102', { at: ago(89) });
        await end('100', one);
        await end('101', nothing);
        await end('102', one);
        const used = () =>
          Promise.all((['day', 'week', 'month'] as const).map((per) => ledger.used(member(), per, at)));
        const before = await used();
        expect(await thin()).toBe(2);
        expect(await kept('100', '101', '102')).toEqual(['102']);
        expect(await journal.findRequest(requestId(jobId('100'), 0))).toBeNull();
        expect(await used()).toEqual(before);
        expect(await ledger.spent({ kind: 'operator', guild: null, member: ada }, 'day', at)).toBe(165_000);
        expect(await ledger.verify()).toEqual([]);
        expect(await thin()).toBe(0);
      });

      test('leaves what has not ended, however old, and jobs of which a loss is listed', async () => {
        const at = ago(400);
        await accept('100', { at });
        await accept('101', { at });
        await end('100', nothing, { losses: [loss] });
        expect(await thin()).toBe(0);
        expect(await ledger.losses(9)).toHaveLength(1);
        expect(await kept('100', '101')).toEqual(['100', '101']);
      });

      test('takes refusals, which never had a request, after a week', async () => {
        for (const [id, days] of [
          ['100', 8],
          ['101', 6],
        ] as const) {
          const job = sampleJob(id, { acceptedAt: ago(days), state: 'failed' });
          await journal.accept(job, [], holdNothing);
        }
        expect(await thin()).toBe(1);
        expect(await kept('100', '101')).toEqual(['101']);
      });

      test('takes so many at a time, oldest first', async () => {
        for (const [id, days] of [
          ['100', 92],
          ['101', 93],
          ['102', 94],
        ] as const) {
          await accept(id, { at: ago(days) });
          await end(id, one);
        }
        expect(await thin(2)).toBe(2);
        expect(await kept('100', '101', '102')).toEqual(['100']);
        expect(await thin(2)).toBe(1);
      });
    });

    describe('notices', () => {
      test('are claimed once per account, unit, threshold and stretch', async () => {
        const notice = { unit: 'images', per: 'day', percent: 80 } as const;
        const claims = await Promise.all([1, 2, 3].map(() => ledger.claimNotice(server(), notice, noon)));
        expect(claims).toEqual([true, false, false]);
        expect(await ledger.claimNotice(server(), notice, noon + 11 * hour)).toBe(false);
        expect(await ledger.claimNotice(server(), { ...notice, percent: 100 }, noon)).toBe(true);
        expect(await ledger.claimNotice(server(), { ...notice, unit: 'usd' }, noon)).toBe(true);
        expect(await ledger.claimNotice(server(), { ...notice, per: 'week' }, noon)).toBe(true);
        expect(await ledger.claimNotice(member(), notice, noon)).toBe(true);
        expect(await ledger.claimNotice(server(), notice, noon + 12 * hour)).toBe(true);
      });
    });
  });
}
