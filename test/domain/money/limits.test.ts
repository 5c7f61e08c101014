import { describe, expect, test } from 'vitest';
import { guildId, userId } from '../../../src/domain/ids.ts';
import {
  accountKey,
  type Constraint,
  constraintsFor,
  firstBroken,
  type Limit,
  type LimitRules,
  type LimitSubject,
  microUsd,
  readLimitRule,
  stretches,
} from '../../../src/domain/money/limits.ts';

const ada = { user: userId('50'), roles: ['3', '4'] };
const guild: LimitSubject = { kind: 'guild' };
const everyone: LimitSubject = { kind: 'each member' };
const own: LimitSubject = { kind: 'member', user: ada.user };
const role = (id: string): LimitSubject => ({ kind: 'role', role: id });

const limit = (subject: LimitSubject, amount: number, changes: Partial<Limit> = {}): Limit => ({
  subject,
  unit: 'images',
  per: 'day',
  amount,
  ...changes,
});
const rules = (changes: Partial<LimitRules>): LimitRules => ({ server: [], defaults: [], ceilings: [], ...changes });
const binding = (changes: Partial<LimitRules>, member = ada) => constraintsFor(member, rules(changes));
const constraint = (
  account: Constraint['account'],
  amount: number,
  origin: Constraint['origin'],
  changes: Partial<Constraint> = {},
): Constraint => ({ account, unit: 'images', per: 'day', amount, origin, ...changes });

describe('which limits bind a member', () => {
  test('one that is more than can be counted binds as the most that can', () => {
    const server = [limit(guild, microUsd(100_000_000_000), { unit: 'usd' })];
    expect(binding({ server })).toMatchObject([{ unit: 'usd', amount: Number.MAX_SAFE_INTEGER }]);
  });

  test('none where none is set', () => {
    expect(binding({})).toEqual([]);
  });

  test('their own limit wins over roles and default, whether it is smaller or larger', () => {
    const others = [limit(role('3'), 50), limit(everyone, 5)];
    expect(binding({ server: [...others, limit(own, 7)] })).toEqual([constraint('member', 7, 'member')]);
    expect(binding({ server: [limit(own, 99), ...others] })).toEqual([constraint('member', 99, 'member')]);
    expect(binding({ server: [limit(own, 0), ...others] })).toEqual([constraint('member', 0, 'member')]);
  });

  test('somebody else’s limit does not', () => {
    const other = limit({ kind: 'member', user: userId('51') }, 7);
    expect(binding({ server: [other, limit(everyone, 5)] })).toEqual([constraint('member', 5, 'default')]);
  });

  test('the largest among their roles wins over the default', () => {
    const server = [limit(role('3'), 10), limit(role('4'), 30), limit(role('9'), 90), limit(everyone, 50)];
    expect(binding({ server })).toEqual([constraint('member', 30, 'role')]);
    expect(binding({ server }, { ...ada, roles: ['3'] })).toEqual([constraint('member', 10, 'role')]);
    expect(binding({ server }, { ...ada, roles: [] })).toEqual([constraint('member', 50, 'default')]);
  });

  test('each unit and period is decided by itself', () => {
    const server = [
      limit(own, 7, { unit: 'usd', per: 'month' }),
      limit(role('3'), 20, { per: 'week' }),
      limit(everyone, 5),
      limit(everyone, 6, { per: 'week' }),
      limit(everyone, 8, { unit: 'usd', per: 'month' }),
    ];
    expect(binding({ server })).toEqual([
      constraint('member', 5, 'default'),
      constraint('member', 20, 'role', { per: 'week' }),
      constraint('member', 7, 'member', { unit: 'usd', per: 'month' }),
    ]);
  });

  test('the server’s limit binds besides the member’s', () => {
    expect(binding({ server: [limit(guild, 100), limit(own, 7)] })).toEqual([
      constraint('guild', 100, 'server'),
      constraint('member', 7, 'member'),
    ]);
  });

  test('defaults hold for what the server has not set, for each unit and period', () => {
    const defaults = [limit(guild, 40), limit(guild, 90, { per: 'week' }), limit(everyone, 4)];
    expect(binding({ server: [limit(guild, 100)], defaults })).toEqual([
      constraint('guild', 100, 'server'),
      constraint('member', 4, 'default'),
      constraint('guild', 90, 'server', { per: 'week' }),
    ]);
    expect(binding({ server: [limit(everyone, 400)], defaults: [limit(everyone, 4)] })).toEqual([
      constraint('member', 400, 'default'),
    ]);
    expect(binding({ server: [limit(role('3'), 400)], defaults: [limit(everyone, 4)] })).toEqual([
      constraint('member', 400, 'role'),
    ]);
  });

  test('the operator’s ceilings bind besides all others, and no server lifts them', () => {
    const ceilings = [limit(guild, 50), limit(everyone, 9)];
    expect(binding({ server: [limit(guild, 100), limit(own, 70)], ceilings })).toEqual([
      constraint('guild', 100, 'server'),
      constraint('member', 70, 'member'),
      constraint('guild', 50, 'operator'),
      constraint('member', 9, 'operator'),
    ]);
    expect(binding({ ceilings })).toEqual([constraint('guild', 50, 'operator'), constraint('member', 9, 'operator')]);
  });

  test('where one is set twice, the smaller binds', () => {
    expect(
      binding({ defaults: [limit(guild, 9), limit(guild, 3)], ceilings: [limit(everyone, 8), limit(everyone, 2)] }),
    ).toEqual([constraint('guild', 3, 'server'), constraint('member', 2, 'operator')]);
  });
});

describe('whether a request fits', () => {
  const asked = { images: 2, usd: 300 };
  const day = constraint('member', 10, 'default');
  const month = constraint('guild', 1000, 'server', { unit: 'usd', per: 'month' });
  const used = (limits: readonly Constraint[], many: (limit: Constraint) => number) =>
    limits.map((each) => ({ constraint: each, used: many(each) }));
  const broken = (limits: readonly Constraint[], many: (limit: Constraint) => number) =>
    firstBroken(used(limits, many), asked)?.constraint;

  test('it may use a limit up to its end', () => {
    expect(
      firstBroken(
        used([day, month], (each) => each.amount - asked[each.unit]),
        asked,
      ),
    ).toBeNull();
  });

  test('the first limit that it would break is named, in the limit’s own unit', () => {
    expect(broken([day, month], (each) => (each === month ? 701 : 8))).toBe(month);
    expect(broken([month, day], () => 9)).toBe(day);
    expect(broken([day, month], (each) => (each === month ? 701 : 9))).toBe(day);
  });

  test('nothing fits under a limit of nothing, everything where there is none', () => {
    const none = constraint('member', 0, 'member');
    expect(
      firstBroken(
        used([none], () => 0),
        { images: 1, usd: 0 },
      )?.constraint,
    ).toBe(none);
    expect(firstBroken([], asked)).toBeNull();
  });
});

describe('what is added up', () => {
  test('a server, each member in it, and a direct-message channel as a server of one', () => {
    const [home, who] = [guildId('1'), userId('50')];
    expect([accountKey('guild', home, who), accountKey('member', home, who)]).toEqual(['1', '1/50']);
    expect([accountKey('guild', null, who), accountKey('member', null, who)]).toEqual(['@50', '@50/50']);
  });

  test('a hold counts in the day, ISO week and month that it was made in', () => {
    expect(stretches(Date.UTC(2027, 0, 1))).toEqual({ day: '2027-01-01', week: '2026-W53', month: '2027-01' });
  });
});

describe('a rule of the settings', () => {
  test.each([
    ['guild:usd:month:25', { subject: guild, unit: 'usd', per: 'month', amount: 25_000_000 }],
    ['user:images:day:20', { subject: everyone, unit: 'images', per: 'day', amount: 20 }],
    ['user:usd:week:0.1', { subject: everyone, unit: 'usd', per: 'week', amount: 100_000 }],
    ['guild:images:week:2.9', { subject: guild, unit: 'images', per: 'week', amount: 2 }],
  ])('%s', (rule, meant) => {
    expect(readLimitRule(rule)).toEqual(meant);
  });

  test.each([
    'guild:images',
    'server:usd:month:25',
    'guild:euro:month:25',
    'guild:usd:year:25',
    'guild:usd:month:',
    'guild:usd:month:-1',
    'guild:usd:month:1e3',
    'guild:usd:month:25:1',
    '',
  ])('"%s" makes no sense', (rule) => {
    expect(readLimitRule(rule)).toBeNull();
  });

  test('dollars become whole millionths, however they are stored as a fraction', () => {
    expect([0.1 + 0.2, 19.99, 1.005, 0.0000004, 0.0000005].map(microUsd)).toEqual([
      300_000, 19_990_000, 1_005_000, 0, 1,
    ]);
  });
});
