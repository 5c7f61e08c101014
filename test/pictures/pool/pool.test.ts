import { expect, test } from 'vitest';
import type { Ended } from '../../../src/pictures/pool/children.ts';
import { createPicturePool } from '../../../src/pictures/pool/pool.ts';
import { silent } from '../open-pictures.ts';

const megabyte = 1_000_000;

/** Children who end when they are told to; `begun` names what they were given, in that order. */
function stagePool({ lanes = 2, memory = 100 * megabyte } = {}) {
  const begun: string[] = [];
  const endings = new Map<string, PromiseWithResolvers<Ended>>();
  const given: { readonly mostBytes: number; readonly mostMs: number }[] = [];
  let closed = 0;
  const pool = createPicturePool({
    bounds: { lanes, memory },
    log: silent,
    children: {
      run({ task, mostBytes }, mostMs) {
        const path = 'path' in task ? task.path : '';
        begun.push(path);
        given.push({ mostBytes, mostMs });
        const ending = Promise.withResolvers<Ended>();
        endings.set(path, ending);
        return ending.promise;
      },
      async close() {
        closed += 1;
        for (const { reject } of endings.values()) reject(new Error('ended'));
      },
    },
  });
  return {
    ...{ pool, begun, given },
    closed: () => closed,
    ask: (path: string, member = 'ada', cost = megabyte) =>
      pool.run<'vendor form'>({
        task: { kind: 'vendor form', type: 'image/png', path, part: '' },
        member,
        cost,
        mostMs: 10_000,
      }),
    async end(path: string, ended: Ended = { kind: 'done', result: 'written' }) {
      endings.get(path)?.resolve(ended);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const nothingRefused = { 'too large': 0, unreadable: 0, time: 0, memory: 0, death: 0 };

test('what needs more than there is at all is refused at once, and no child hears of it', async () => {
  const { pool, ask, begun } = stagePool();
  expect(await ask('bomb', 'ada', 101 * megabyte)).toEqual({ kind: 'refused', why: 'too large' });
  expect(begun).toEqual([]);
  expect(pool.state().refused).toEqual({ ...nothingRefused, 'too large': 1 });
});

test('a child may take what was admitted and a little more, for as long as was said', async () => {
  const { ask, end, given } = stagePool();
  const asked = ask('one', 'ada', 20 * megabyte);
  expect(given).toEqual([{ mostBytes: 52 * megabyte, mostMs: 10_000 }]);
  await end('one');
  expect(await asked).toBe('written');
});

test('whoever watches sees what is worked on, what waits and what it may take', async () => {
  const { pool, ask, end } = stagePool();
  const all = [ask('one', 'ada', 60 * megabyte), ask('two', 'ben', 60 * megabyte)];
  const state = { waiting: 1, running: 1, admitted: 60 * megabyte, memory: 100 * megabyte, refused: nothingRefused };
  expect(pool.state()).toEqual(state);
  await end('one');
  await end('two');
  await Promise.all(all);
  expect(pool.state()).toEqual({ ...state, waiting: 0, running: 0, admitted: 0 });
});

test.each([
  ['time', 'too large'],
  ['memory', 'too large'],
  ['death', 'unreadable'],
] as const)('a child ended by %s is one refused picture, and the next one goes on', async (by, why) => {
  const { pool, ask, end, begun } = stagePool({ lanes: 1 });
  const [first, second] = [ask('one'), ask('two')];
  await end('one', { kind: 'ended', by });
  expect(await first).toEqual({ kind: 'refused', why });
  expect(begun).toEqual(['one', 'two']);
  await end('two');
  expect(await second).toBe('written');
  expect(pool.state().refused).toEqual({ ...nothingRefused, [by]: 1 });
});

test('what is not the picture’s fault is an error, and no refusal', async () => {
  const { pool, ask, end } = stagePool();
  const failed = expect(ask('one')).rejects.toThrow('no space left on device');
  await end('one', { kind: 'failed', message: 'no space left on device' });
  await failed;
  expect(pool.state().refused).toEqual(nothingRefused);
});

test('sixteen of one member do not stand before another’s', async () => {
  const { ask, end, begun } = stagePool();
  const all = Array.from({ length: 16 }, (_, index) => ask(`ada ${index}`, 'ada'));
  all.push(ask('ben', 'ben'));
  await end('ada 0');
  expect(begun).toEqual(['ada 0', 'ada 1', 'ben']);
  for (const path of begun) await end(path);
  expect(await all.at(-1)).toBe('written');
});

test('once it is closed nothing begins, and what waits ends', async () => {
  const { pool, ask, begun, closed } = stagePool({ lanes: 1 });
  const running = expect(ask('one')).rejects.toThrow('ended');
  const waiting = expect(ask('two')).rejects.toThrow('no picture is worked on any more');
  await pool.close();
  await Promise.all([running, waiting]);
  await expect(ask('three')).rejects.toThrow('no picture is worked on any more');
  expect(begun).toEqual(['one']);
  expect(closed()).toBe(1);
});
