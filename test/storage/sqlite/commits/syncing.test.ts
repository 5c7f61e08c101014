import { expect, test } from 'vitest';
import { checkpointEvery, createWalSyncing } from '../../../../src/storage/sqlite/commits/syncing.ts';

/** Syncs that end when they are told to, and are counted. */
function slowDisk() {
  const syncs: PromiseWithResolvers<void>[] = [];
  const orders: string[] = [];
  const syncing = createWalSyncing({
    sync() {
      const promised = Promise.withResolvers<void>();
      syncs.push(promised);
      orders.push('sync');
      return promised.promise;
    },
    checkpoint: () => void orders.push('checkpoint'),
    close: async () => void orders.push('close'),
  });
  return { syncs, orders, syncing };
}

/** What had been answered by then, in the order of the answers. */
function answers() {
  const answered: string[] = [];
  const note = (name: string, promise: Promise<void>) => {
    promise.then(
      () => answered.push(name),
      () => answered.push(`${name} refused`),
    );
  };
  return { answered, note };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('all who wait share one sync, and who comes while one runs waits for the next', async () => {
  const { syncs, syncing } = slowDisk();
  const { answered, note } = answers();
  note('first', syncing.synced());
  note('second', syncing.synced());
  await turn();
  expect(syncs).toHaveLength(1);
  note('third', syncing.synced());
  note('fourth', syncing.synced());
  await turn();
  expect(syncs).toHaveLength(1);
  syncs[0]?.resolve();
  await turn();
  expect(answered).toEqual(['first', 'second']);
  expect(syncs).toHaveLength(2);
  syncs[1]?.resolve();
  await turn();
  expect(answered).toEqual(['first', 'second', 'third', 'fourth']);
});

test('after a sync that failed nothing is promised any more, also where a later one would succeed', async () => {
  const { syncs, syncing } = slowDisk();
  const { answered, note } = answers();
  note('first', syncing.synced());
  await turn();
  note('second', syncing.synced());
  syncs[0]?.reject(new Error('EIO'));
  await turn();
  note('third', syncing.synced());
  await turn();
  expect(answered).toEqual(['first refused', 'second refused', 'third refused']);
  expect(syncs).toHaveLength(1);
  expect(() => syncing.mustWork()).toThrow('could not be synced');
});

test('the WAL is brought into the file every few hundred transactions, promised or not', () => {
  const { orders, syncing } = slowDisk();
  for (let count = 1; count <= 2 * checkpointEvery; count += 1) syncing.committed();
  expect(orders).toEqual(['checkpoint', 'checkpoint']);
});

test('it is closed after whoever waits', async () => {
  const { syncs, orders, syncing } = slowDisk();
  const waiting = syncing.synced();
  const closing = syncing.close();
  await turn();
  expect(orders).toEqual(['sync']);
  syncs[0]?.resolve();
  await waiting;
  await closing;
  expect(orders).toEqual(['sync', 'close']);
});
