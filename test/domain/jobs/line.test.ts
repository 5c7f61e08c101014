import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guildId, jobId, type RequestId, requestId, userId } from '../../../src/domain/ids.ts';
import { type Line, type LineLimits, placeOf, type Standing, servingOrder } from '../../../src/domain/jobs/line.ts';
import { turns } from '../../../src/domain/jobs/turns.ts';
import { vendors } from '../../../src/providers/index.ts';

const providerNames = vendors.map(({ name }) => name);

const standing = (request: number, guild: string | null, member: string, since = request): Standing => ({
  request: requestId(jobId(String(request)), 0),
  provider: 'openai',
  guild: guild === null ? null : guildId(guild),
  member: userId(member),
  since,
});
const wide: LineLimits = { provider: 100, guild: 100, member: 100 };
const ids = (standings: readonly Standing[]) => standings.map((each) => each.request);

describe('who is next', () => {
  test('one after the other by age where all have the same in hand', () => {
    const line: Line = { waiting: [standing(2, 'a', 'x'), standing(1, 'b', 'y'), standing(3, 'c', 'z')], inHand: [] };
    expect(ids(servingOrder(line))).toEqual(['1-0', '2-0', '3-0']);
  });

  test('a server that fills the line does not hold up a server that comes later', () => {
    const waiting = [standing(1, 'a', 'x'), standing(2, 'a', 'x'), standing(3, 'a', 'x'), standing(4, 'b', 'y')];
    expect(ids(servingOrder({ waiting, inHand: [] }))).toEqual(['1-0', '4-0', '2-0', '3-0']);
  });

  test('within a server, members take turns', () => {
    const waiting = [standing(1, 'a', 'x'), standing(2, 'a', 'x'), standing(3, 'a', 'x'), standing(4, 'a', 'y')];
    expect(ids(servingOrder({ waiting, inHand: [] }))).toEqual(['1-0', '4-0', '2-0', '3-0']);
  });

  test('what is in hand counts against its server and member', () => {
    const waiting = [standing(1, 'a', 'x'), standing(2, 'a', 'y'), standing(3, 'b', 'z')];
    const inHand = [standing(9, 'a', 'x')];
    expect(ids(servingOrder({ waiting, inHand }))).toEqual(['3-0', '2-0', '1-0']);
  });

  test('a direct message counts as a server of one', () => {
    const waiting = [standing(1, null, 'x'), standing(2, null, 'x'), standing(3, null, 'y')];
    expect(ids(servingOrder({ waiting, inHand: [] }))).toEqual(['1-0', '3-0', '2-0']);
  });

  test('a full member, server or provider does not hold up the others', () => {
    const waiting = [standing(1, 'a', 'x'), standing(2, 'a', 'y'), standing(3, 'b', 'z')];
    const inHand = [standing(9, 'a', 'x')];
    expect(turns({ waiting, inHand }, { ...wide, member: 1 })).toEqual(['3-0', '2-0']);
    expect(turns({ waiting, inHand }, { ...wide, guild: 1 })).toEqual(['3-0']);
    expect(turns({ waiting, inHand }, { ...wide, provider: 2 })).toEqual(['3-0']);
    const other: Standing = { ...standing(4, 'a', 'x'), provider: 'gmicloud' };
    expect(turns({ waiting: [...waiting, other], inHand }, { ...wide, provider: 1 })).toEqual(['4-0']);
  });

  test('a member’s place is that of their first request in line, and none once one is in hand', () => {
    const waiting = [standing(1, 'a', 'x'), standing(2, 'b', 'y'), standing(3, 'c', 'z')];
    const line: Line = { waiting, inHand: [standing(9, 'd', 'w')] };
    const asked = (...requests: number[]) => requests.map((each) => ({ id: requestId(jobId(String(each)), 0) }));
    expect(placeOf(line, asked(3, 2))).toBe(2);
    expect(placeOf(line, asked(3))).toBe(3);
    expect(placeOf(line, asked(3, 9))).toBeNull();
    expect(placeOf(line, asked(77))).toBeNull();
  });

  test('a line of 10,000 is ordered in well under a second of work', () => {
    const waiting = Array.from({ length: 10_000 }, (_, index) => standing(index, `g${index % 300}`, `m${index % 7}`));
    const begun = process.cpuUsage();
    expect(servingOrder({ waiting, inHand: [] })).toHaveLength(10_000);
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(1_000);
  });
});

describe('laws of the line', () => {
  const standings = (prefix: string) =>
    fc
      .array(
        fc.record({
          provider: fc.constantFrom(...providerNames),
          guild: fc.constantFrom(null, guildId('a'), guildId('b'), guildId('c')),
          member: fc.constantFrom(userId('x'), userId('y'), userId('z')),
          since: fc.nat(12),
        }),
        { maxLength: 25 },
      )
      .map((each) => each.map((one, index): Standing => ({ ...one, request: `${prefix}${index}` as RequestId })));
  const lines = fc.record({ waiting: standings('w'), inHand: standings('h') });
  const limits = fc.record({ provider: fc.nat(8), guild: fc.nat(5), member: fc.nat(3) });

  test('the order is that of choosing the best one, again and again', () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(ids(servingOrder(line))).toEqual(ids(oneByOne(line)));
      }),
    );
  });

  test('everybody in line is served once, and nobody else', () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(ids(servingOrder(line)).sort()).toEqual(ids(line.waiting).sort());
      }),
    );
  });

  test('turns go to the best one that fits, again and again', () => {
    fc.assert(
      fc.property(lines, limits, (line, limit) => {
        expect(turns(line, limit)).toEqual(turnsOneByOne(line, limit));
      }),
    );
  });

  test('turns never exceed a limit that was kept before, and leave nobody out who fits', () => {
    fc.assert(
      fc.property(lines, limits, (line, limit) => {
        const chosen = new Set(turns(line, limit));
        const taken = line.waiting.filter((each) => chosen.has(each.request));
        const all = [...line.inHand, ...taken];
        const sameGuild = (one: Standing, other: Standing) =>
          one.guild === other.guild && (one.guild !== null || one.member === other.member);
        const counts = (one: Standing) => ({
          provider: all.filter((each) => each.provider === one.provider).length,
          guild: all.filter((each) => sameGuild(each, one)).length,
          member: all.filter((each) => sameGuild(each, one) && each.member === one.member).length,
        });
        for (const each of taken) {
          const { provider, guild, member } = counts(each);
          expect(provider <= limit.provider && guild <= limit.guild && member <= limit.member).toBe(true);
        }
        for (const each of line.waiting.filter((one) => !chosen.has(one.request))) {
          const { provider, guild, member } = counts(each);
          expect(provider >= limit.provider || guild >= limit.guild || member >= limit.member).toBe(true);
        }
      }),
    );
  });
});

/** The rule as it reads, in its slow form. */
function oneByOne(line: Line): readonly Standing[] {
  const inHand = [...line.inHand];
  const waiting = [...line.waiting];
  const order: Standing[] = [];
  const inGuild = (one: Standing) => (each: Standing) =>
    each.guild === one.guild && (one.guild !== null || each.member === one.member);
  const rank = (one: Standing): readonly number[] => {
    const guild = inHand.filter(inGuild(one));
    return [guild.length, guild.filter((each) => each.member === one.member).length, one.since];
  };
  while (waiting.length > 0) {
    const ranks = waiting.map(rank);
    let best = 0;
    for (const [index, mine] of ranks.entries()) {
      const theirs = ranks[best] ?? [];
      const first = mine.findIndex((value, place) => value !== theirs[place]);
      if (first >= 0 && (mine[first] ?? 0) < (theirs[first] ?? 0)) best = index;
    }
    const [next] = waiting.splice(best, 1);
    if (next === undefined) break;
    order.push(next);
    inHand.push(next);
  }
  return order;
}

/** The same for turns: whoever does not fit is not looked at. */
function turnsOneByOne(line: Line, limits: LineLimits): readonly RequestId[] {
  const inHand = [...line.inHand];
  const chosen: RequestId[] = [];
  const sameHouse = (one: Standing, other: Standing) =>
    one.guild === other.guild && (one.guild !== null || one.member === other.member);
  for (;;) {
    const fitting = line.waiting.filter((one) => {
      const house = inHand.filter((each) => sameHouse(each, one));
      return (
        !chosen.includes(one.request) &&
        inHand.filter((each) => each.provider === one.provider).length < limits.provider &&
        house.length < limits.guild &&
        house.filter((each) => each.member === one.member).length < limits.member
      );
    });
    const [next] = oneByOne({ waiting: fitting, inHand });
    if (next === undefined) return chosen;
    chosen.push(next.request);
    inHand.push(next);
  }
}
