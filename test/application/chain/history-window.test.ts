import { expect, test } from 'vitest';
import { address } from '../../../scripts/sample-records.ts';
import { createHistory } from '../../../src/application/chain/history.ts';
import type { HistoryWindow, WindowAt } from '../../../src/application/services.ts';
import { channelId, jobId, userId, type VersionId, versionId } from '../../../src/domain/ids.ts';
import { openStores } from '../stage.ts';

const { channel, asker: owner, guild } = address;
const place = { channel, parent: null, guild, user: owner };
const stranger = userId('4711');
const idOf = (number: number): VersionId => versionId(`${1_000_000 + number}-0-0`);

/** Counts what is asked of a store, and each row that it answers with. */
function counting<Store extends object>(store: Store, count: (reads: number) => void): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: readonly unknown[]) => {
        const answer: unknown = await Reflect.apply(value, target, args);
        count(1 + (Array.isArray(answer) ? answer.length : 0));
        return answer;
      };
    },
  });
}

/** A chain in which each was made from the one before; `privately`: those that somebody else made for themselves. */
async function chainOf(length: number, privately: (number: number) => boolean = () => false) {
  const stores = await openStores();
  const entries = Array.from({ length }, (_, each) => {
    const isPrivate = privately(each + 1);
    const whose = isPrivate
      ? { owner: stranger, audience: 'asker' as const }
      : { owner, audience: 'everyone' as const };
    return { version: idOf(each + 1), channel, ...whose };
  });
  for (const [each, { version, audience, owner: whose }] of entries.entries()) {
    await stores.keepVersion(version, { channel, owner: whose, audience, sources: each === 0 ? [] : [idOf(each)] });
  }
  await stores.index.enter(entries);
  const mover = { chain: { channel, shared: false }, user: owner, audience: 'everyone', by: 'result' } as const;
  await stores.versions.moveHead(mover, { version: idOf(length), movedBy: jobId('1') });
  let reads = 0;
  const count = (more: number) => {
    reads += more;
  };
  const history = createHistory({
    versions: counting(stores.versions, count),
    index: counting(stores.index, count),
    notes: stores.notes,
    hiddenWords: stores.hiddenWords,
    clock: stores.clock,
  });
  const readsOf = async (act: () => Promise<unknown>) => {
    reads = 0;
    await act();
    return reads;
  };
  const window = (at: WindowAt) => history.window(place, at);
  return { ...stores, history, readsOf, window, newest: String(length) };
}

const numbers = ({ items }: HistoryWindow) => items.map(({ number }) => number);
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);

test('the newest, the oldest, those around the current one, and those before and after any', async () => {
  const { window, history } = await chainOf(60);
  await history.use(place, jobId('2'), idOf(30));

  expect(numbers(await window({ kind: 'newest' }))).toEqual(down(60, 51));
  expect(numbers(await window({ kind: 'oldest' }))).toEqual(down(10, 1));
  expect(numbers(await window({ kind: 'current' }))).toEqual(down(35, 26));
  expect(numbers(await window({ kind: 'older', than: 51 }))).toEqual(down(50, 41));
  expect(numbers(await window({ kind: 'newer', than: 40 }))).toEqual(down(50, 41));
  expect(numbers(await window({ kind: 'newer', than: 55 }))).toEqual(down(60, 51));
  expect(numbers(await window({ kind: 'page', page: 3 }))).toEqual(down(40, 31));
  expect(numbers(await window({ kind: 'older', than: 1 }))).toEqual(down(60, 51));
});

test('says where it goes on, and what its oldest was made from', async () => {
  const { window } = await chainOf(60);

  const { newerThan, olderThan, origins, steps } = await window({ kind: 'older', than: 51 });

  expect([newerThan, olderThan]).toEqual([50, 41]);
  expect([...origins]).toEqual([[idOf(40), { kind: 'version', name: '40' }]]);
  expect(steps.map(({ name }) => name)).toEqual(['50', '40', '30', '21', '11']);
  const whole = await (await chainOf(10)).window({ kind: 'newest' });
  expect([whole.newerThan, whole.olderThan, whole.steps, whole.origins.size]).toEqual([null, null, [], 0]);
});

test('a parent that was deleted is said to be so, and one that is somebody’s own is not named', async () => {
  const { window, index, versions } = await chainOf(12, (number) => number === 2);
  expect([...(await window({ kind: 'newest' })).origins]).toEqual([[idOf(2), { kind: 'elsewhere' }]]);

  await versions.remove(idOf(2));
  await index.remove(idOf(2));
  expect([...(await window({ kind: 'newest' })).origins]).toEqual([[idOf(2), { kind: 'deleted' }]]);
});

test('what somebody made for themselves is in nobody else’s window, and cannot be used by its id', async () => {
  const { window, history } = await chainOf(12, (number) => number % 2 === 0);

  expect(numbers(await window({ kind: 'newest' }))).toEqual([6, 5, 4, 3, 2, 1]);
  const unknown = { kind: 'refused', reason: 'unknown version' };
  expect(await history.use(place, jobId('2'), idOf(2))).toEqual(unknown);
  const elsewhere = { ...place, channel: channelId('999') };
  expect(await history.use(elsewhere, jobId('3'), idOf(1))).toMatchObject({ kind: 'refused' });
  expect(await history.use(place, jobId('4'), versionId('not-a-version'))).toEqual(unknown);
  expect(await history.use(place, jobId('5'), idOf(3))).toMatchObject({ kind: 'moved', to: { number: 2 } });
});

test('at ten thousand versions showing, turning, completing and undoing read what they read at twenty', async () => {
  const [small, large] = [await chainOf(20), await chainOf(10_000)];
  const completing = { begins: null, matches: () => true, most: 25 };
  const acts = {
    newest: ({ window }: typeof small) => window({ kind: 'newest' }),
    oldest: ({ window }: typeof small) => window({ kind: 'oldest' }),
    current: ({ window }: typeof small) => window({ kind: 'current' }),
    page: ({ window }: typeof small) => window({ kind: 'page', page: 2 }),
    older: ({ window }: typeof small) => window({ kind: 'older', than: 15 }),
    completion: ({ history }: typeof small) => history.search(place, completing),
    number: ({ history, newest }: typeof small) =>
      history.search(place, { ...completing, begins: { audience: 'everyone', digits: newest } }),
    undo: ({ history }: typeof small) => history.undo(place, jobId('9')),
  };
  const grown: Record<string, number> = {};
  for (const [name, act] of Object.entries(acts)) {
    const growth = (await large.readsOf(() => act(large))) / (await small.readsOf(() => act(small)));
    if (!(growth <= 1.5)) grown[name] = growth;
  }
  expect(grown).toEqual({});
});
