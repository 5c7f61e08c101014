import fc from 'fast-check';
import { expect, test } from 'vitest';
import { guildId, jobId, userId } from '../../../../src/domain/ids.ts';
import { createPauses } from '../../../../src/storage/sqlite/conduct/pauses.ts';
import { openJournalDatabase } from '../../../../src/storage/sqlite/database.ts';

// Laws of pauses, over whatever happens in two servers to two members.

const servers = ['100000000000000001', '100000000000000002'].map(guildId);
const members = ['200000000000000001', '200000000000000002'].map(userId);
const [guild, other] = [guildId('100000000000000001'), guildId('100000000000000002')];
const [ada, ben] = [userId('200000000000000001'), userId('200000000000000002')];
const rule = { most: 3, within: 600, pausesFor: 600 };

const refusal = fc.record({
  job: fc.nat(12).map((job) => jobId(`${job}`)),
  guild: fc.constantFrom(...servers),
  user: fc.constantFrom(...members),
  now: fc.nat(1_500),
});
type Refusal = typeof refusal extends fc.Arbitrary<infer Value> ? Value : never;

/** As they come in, one after the other; a job is one member's, in one server. */
const history = fc
  .uniqueArray(refusal, { selector: ({ job }) => job, maxLength: 12 })
  .map((all) => all.toSorted((one, next) => one.now - next.now));

/** Until when Ada is paused in the first server, after all of it. */
async function pausedAfter(refusals: readonly Refusal[], set: number | null = null): Promise<number> {
  using database = disposable();
  const pauses = createPauses({ database: database.opened, secret: 'a-secret' });
  if (set !== null) await pauses.put({ guild, user: ada, until: set, by: ben }, 0);
  for (const { now, ...request } of refusals) await pauses.refused(request, rule, now);
  return (await pauses.find(guild, ada, 0)) ?? 0;
}

function disposable() {
  const opened = openJournalDatabase(':memory:');
  return { opened, [Symbol.dispose]: () => opened.close() };
}

const isAdas = ({ guild: where, user }: Refusal) => where === guild && user === ada;

test('what others do, and what a member does in another server, pauses nobody here', async () => {
  const property = fc.asyncProperty(history, async (all) => {
    expect(await pausedAfter(all)).toBe(await pausedAfter(all.filter(isAdas)));
  });
  await fc.assert(property, { numRuns: 60 });
});

test('being told of a refusal again changes nothing, in whatever order', async () => {
  const property = fc.asyncProperty(history, async (all) => {
    const again = all.flatMap((each) => [each, ...all.filter(({ now }) => now <= each.now).toReversed()]);
    expect(await pausedAfter(again)).toBe(await pausedAfter(all));
  });
  await fc.assert(property, { numRuns: 60 });
});

test('no refusal ends or shortens a pause, and what a manager set holds as long at least', async () => {
  const property = fc.asyncProperty(history, refusal, fc.nat(3_000), async (all, last, set) => {
    const before = await pausedAfter(all);
    const late = { ...last, job: jobId('99'), now: 1_500 };
    expect(await pausedAfter([...all, late])).toBeGreaterThanOrEqual(before);
    expect(await pausedAfter(all, set)).toBe(Math.max(before, set));
  });
  await fc.assert(property, { numRuns: 60 });
});

test('a pause holds in its own server, for its own member, until its end and not after', async () => {
  const property = fc.asyncProperty(fc.integer({ min: 1, max: 3_000 }), fc.nat(4_000), async (until, now) => {
    using database = disposable();
    const pauses = createPauses({ database: database.opened, secret: 'a-secret' });
    await pauses.put({ guild, user: ada, until, by: ben }, 0);
    expect(await pauses.find(guild, ada, now)).toBe(now < until ? until : null);
    expect([await pauses.find(other, ada, now), await pauses.find(guild, ben, now)]).toEqual([null, null]);
  });
  await fc.assert(property, { numRuns: 60 });
});
