import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createHistory } from '../../src/application/chain/history.ts';
import type { Version } from '../../src/domain/chain/chain.ts';
import { channelId, guildId, jobId, userId, type VersionId, versionId } from '../../src/domain/ids.ts';
import { createSystemClock } from '../../src/lib/system-clock.ts';
import { type KeyvDatabase, openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { learnHeads } from '../../src/storage/keyv/learn-heads.ts';
import { createVersionStore } from '../../src/storage/keyv/version-store.ts';
import { storedHead } from '../../src/storage/records/heads.ts';
import { createChainIndex } from '../../src/storage/sqlite/chain-index.ts';
import { createKnownHeads } from '../../src/storage/sqlite/known-heads.ts';
import { createNotes } from '../../src/storage/sqlite/notes.ts';
import { say } from '../command-line.ts';
import { recipe } from '../sample-records.ts';
import { type BenchStore, openBenchStore } from './bench-store.ts';
import { measureRatio, timeFloor } from './measure.ts';

const few = 2_000;
const many = 20_000;

/**
 * What the first start on a store of the release before costs, whose heads are not known by version yet, and what
 * completing a version of a long chain, showing a part of it and going back cost: each as a multiple of an empty transaction, with two thousand and with
 * twenty thousand. False where one is not flat, or where the start holds the loop. Takes half a minute.
 */
export async function measureHeads(): Promise<boolean> {
  // Once without a note, so that the smaller store is not the one that finds the program cold.
  await measure(few);
  say(`Measuring with ${few}, then with ${many} heads and versions …`);
  const small = await measure(few);
  const large = await measure(many);

  const rows: readonly (readonly [name: string, values: readonly number[], most: number, says: string])[] = [
    ['learn', [small.learn, large.learn, large.learn / small.learn], 2, 'one head of the released store is entered'],
    ['complete', [small.find, large.find, large.find / small.find], 4, 'versions whose number begins with a digit'],
    [
      'show',
      [small.show, large.show, large.show / small.show],
      1.5,
      'a part of the chain is read, as /history show has it',
    ],
    ['undo', [small.undo, large.undo, large.undo / small.undo], 1.5, 'the current version goes back to its parent'],
    [
      'held',
      [small.heldMs, large.heldMs, large.heldMs],
      20,
      'ms that the loop is held at most while heads are learned',
    ],
  ];
  say('');
  say(`${''.padEnd(10)}${[`${few}`, `${many}`, 'bounded'].map((each) => each.padStart(9)).join('')}`);
  for (const [name, values, most, says] of rows) {
    const numbers = values.map((each) => each.toFixed(1).padStart(9)).join('');
    say(`${name.padEnd(10)}${numbers}  at most ${String(most).padEnd(4)}${says}`);
  }
  const broken = rows.filter(([, values, most]) => !((values.at(-1) ?? Number.NaN) <= most));
  for (const [name] of broken) say(`${name} is out of its bound.`);
  return broken.length === 0;
}

async function measure(size: number) {
  const directory = await mkdtemp(join(tmpdir(), 'retouch-bench-'));
  const released = await openKeyvDatabase(join(directory, 'versions.sqlite'));
  try {
    await using store = openBenchStore();
    await fill(released, store, size);
    const floor = () => store.transactionNow(() => undefined);
    const floorMs = timeFloor(floor);

    const held = monitorEventLoopDelay({ resolution: 1 });
    held.enable();
    const begun = performance.now();
    await learnHeads(released, createKnownHeads({ database: store, clock: Date }), Date.now());
    const learn = (performance.now() - begun) / size / floorMs;
    held.disable();
    const known = countOfKnown(store);
    if (known !== size) throw new Error(`${known} of ${size} heads were learned.`);

    const index = createChainIndex({ database: store });
    const find = await measureRatio(
      { name: 'complete', says: '', batches: 11, turns: 20, run: () => index.listNamed(channel, owner, begins, 25) },
      floor,
    );
    const history = createHistory({
      versions: createVersionStore({ database: released }),
      index,
      notes: createNotes({ database: store }),
      hiddenWords: async () => () => false,
      clock: createSystemClock(),
    });
    const last = firstId + BigInt(size - 1);
    const turn = { says: '', batches: 11, turns: 20 };
    const show = await measureRatio(
      { ...turn, name: 'show', run: () => history.window(place, { kind: 'newest' }) },
      floor,
    );
    const undo = await measureRatio(
      { ...turn, name: 'undo', run: (at) => history.undo(place, jobId(`${last + BigInt(at)}`), nameOf(last)) },
      floor,
    );
    return { learn, find, show, undo, heldMs: held.max / 1e6 };
  } finally {
    await released.close();
    await rm(directory, { recursive: true, force: true });
  }
}

const begins = { audience: 'everyone', digits: '1' } as const;
const channel = channelId('10');
const owner = userId('50');
const place = { channel, parent: null, guild: guildId('1'), user: owner };
const firstId = 1_200_000_000_000_000_000n;

/** Heads of as many channels, on a version each, as the release before wrote them; the same versions in one chain. */
async function fill(released: KeyvDatabase, store: BenchStore, size: number): Promise<void> {
  const ids = Array.from({ length: size }, (_, place) => firstId + BigInt(place));
  const versions = released.namespace('version');
  const heads = released.namespace('head');
  for (let at = 0; at < size; at += 200) {
    const page = ids.slice(at, at + 200);
    await versions.setMany(page.map((id) => ({ key: nameOf(id), value: versionOf(nameOf(id)) })));
    await heads.setMany(
      page.map((id) => ({ key: `${id}`, value: storedHead({ version: nameOf(id), movedBy: jobId(`${id}`) }) })),
    );
  }
  const entries = ids.map((id) => ({ version: nameOf(id), channel, audience: 'everyone' as const, owner }));
  await createChainIndex({ database: store }).enter(entries);
}

const nameOf = (id: bigint): VersionId => versionId(`${id}-0-0`);

const versionOf = (id: VersionId): Version => ({
  schema: 1,
  id,
  kind: 'made',
  channel,
  guild: guildId('1'),
  owner,
  audience: 'everyone',
  sources: [],
  recipe,
  model: recipe.model,
  type: 'image/png',
  width: 1024,
  height: 1536,
  bytes: 1,
  madeAt: 0,
});

function countOfKnown({ sqlite }: BenchStore): number {
  return Number(sqlite.prepare('SELECT count(*) AS known FROM known_heads').get()?.['known']);
}
