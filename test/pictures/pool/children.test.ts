import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { platform } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, test } from 'vitest';
import { type Children, createChildren } from '../../../src/pictures/pool/children.ts';

const program = new URL('./scripted-child.ts', import.meta.url);
const opened: Children[] = [];
const open = (most = 2) => {
  const children = createChildren({ most, program });
  opened.push(children);
  return children;
};
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
});

const enough = 1_000_000_000;
const ask = (children: Children, path: string, { mostBytes = enough, mostMs = 60_000 } = {}) =>
  children.run({ task: { kind: 'vendor form', type: 'image/png', path, part: '' }, mostBytes }, mostMs);
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const pidOf = async (children: Children): Promise<number> => {
  const ended = await ask(children, 'wait');
  if (ended.kind !== 'done') throw new Error(`It was ${ended.kind}.`);
  return (ended.result as unknown as { readonly pid: number }).pid;
};

describe('a child', () => {
  test('is made once and kept', async () => {
    const children = open();
    expect(await pidOf(children)).toBe(await pidOf(children));
  });

  test('that takes too long is ended, even where it hears nothing any more; the others go on', async () => {
    const children = open();
    const other = ask(children, 'wait 400');
    const [hung, blocked] = [await ask(children, 'hang', { mostMs: 50 }), await ask(children, 'block', { mostMs: 50 })];
    expect([hung, blocked]).toEqual(Array(2).fill({ kind: 'ended', by: 'time' }));
    expect(await other).toMatchObject({ kind: 'done' });
    expect(await ask(children, 'wait')).toMatchObject({ kind: 'done' });
  });

  test('that takes too much memory ends itself, and only its own task is refused', async () => {
    const children = open();
    const other = ask(children, 'wait 300');
    const ended = await ask(children, 'hoard', { mostBytes: 60_000_000 });
    expect(ended).toEqual({ kind: 'ended', by: 'memory' });
    expect(await other).toMatchObject({ kind: 'done' });
    expect(await ask(children, 'wait')).toMatchObject({ kind: 'done' });
  });

  test.skipIf(platform() !== 'linux')('that cannot look at itself is looked at (Linux alone tells it)', async () => {
    const ended = await ask(open(), 'hoard-blocking', { mostBytes: 60_000_000 });
    expect(ended).toEqual({ kind: 'ended', by: 'memory' });
  });

  test('that dies refuses its own task, and another takes its place', async () => {
    const children = open(1);
    const before = await pidOf(children);
    expect(await ask(children, 'die')).toEqual({ kind: 'ended', by: 'death' });
    expect(await pidOf(children)).not.toBe(before);
  });

  test('that died with nothing to do refuses nobody', async () => {
    const children = open(1);
    for (let times = 0; times < 5; times += 1) {
      process.kill(await pidOf(children), 'SIGKILL');
      expect(await ask(children, 'wait')).toMatchObject({ kind: 'done' });
    }
  });

  test('that keeps what it should have given back is replaced', async () => {
    const children = open(1);
    const kept = await pidOf(children);
    expect(await ask(children, 'keep 100000000')).toMatchObject({ kind: 'done' });
    expect(isAlive(kept)).toBe(false);
    expect(await pidOf(children)).not.toBe(kept);
  });

  test('knows none of our settings', async () => {
    process.env['DISCORD_TOKEN'] = 'a-token';
    const ended = await ask(open(), 'environment');
    delete process.env['DISCORD_TOKEN'];
    if (ended.kind !== 'done') throw new Error(`It was ${ended.kind}.`);
    expect(ended.result).toEqual([
      'MALLOC_ARENA_MAX',
      'MALLOC_MMAP_THRESHOLD_',
      'MALLOC_TOP_PAD_',
      'MALLOC_TRIM_THRESHOLD_',
      'TINYPOOL_WORKER_ID',
      'VIPS_WARNING',
    ]);
  });

  test('with a bug of ours in it is heard, and goes on', async () => {
    const children = open(1);
    const before = await pidOf(children);
    await expect(ask(children, 'throw')).rejects.toThrow('a bug');
    expect(await pidOf(children)).toBe(before);
  });

  test('is gone when they are closed', async () => {
    const children = open();
    const pid = await pidOf(children);
    await children.close();
    await expect.poll(() => isAlive(pid)).toBe(false);
  });
});

describe('a whole program that is signalled', () => {
  /** Its own process group, as in a terminal or under systemd, with one task of half a second in a child. */
  async function start(): Promise<{
    readonly parent: ChildProcess;
    readonly child: number;
    lines(): readonly string[];
  }> {
    const parent = spawn(process.execPath, [join(import.meta.dirname, 'busy-parent.ts')], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines: string[] = [];
    const reading = createInterface({ input: parent.stdout });
    reading.on('line', (line) => lines.push(line));
    await once(reading, 'line');
    return { parent, child: Number(lines[0]), lines: () => lines };
  }

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s to its group loses no work, and leaves nobody behind',
    async (signal) => {
      const { parent, child, lines } = await start();
      process.kill(-(parent.pid ?? 0), signal);
      await once(parent, 'exit');
      expect(lines().slice(1)).toEqual(['done']);
      await expect.poll(() => isAlive(child)).toBe(false);
    },
  );

  test('SIGKILL takes its children with it', async () => {
    const { parent, child } = await start();
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await expect.poll(() => isAlive(child)).toBe(false);
  });
});
