import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { readArguments } from '../../scripts/playground/arguments.ts';

const program = fileURLToPath(new URL('../../scripts/playground/main.ts', import.meta.url));

describe('npm run playground', () => {
  let running: ChildProcess | undefined;
  let directory: string | undefined;

  afterEach(async () => {
    running?.kill('SIGKILL');
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  test('prints the address of its page; Ctrl-C stops it, the bot and all', { timeout: 60_000 }, async () => {
    directory = await mkdtemp(join(tmpdir(), 'retouch-keep-'));
    const playground = start('--port', '0', '--keep', directory);
    running = playground.process;
    const url = await playground.line(/Retouch playground: (http:\/\/127\.0\.0\.1:\d+)/);
    const bot = Number(await playground.line(/The bot is ready \(process (\d+)\)/));
    expect(await (await fetch(url)).text()).toContain('<play-app>');
    expect(await readdir(directory)).toContain('retouch.journal.sqlite');

    const closed = once(playground.process, 'close');
    playground.process.kill('SIGINT');
    expect((await closed)[0]).toBe(0);
    await expect.poll(() => isAlive(bot)).toBe(false);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('another site’s page cannot act in it', { timeout: 60_000 }, async () => {
    const playground = start('--port', '0');
    running = playground.process;
    const url = await playground.line(/Retouch playground: (http:\/\/127\.0\.0\.1:\d+)/);
    const foreign = await fetch(`${url}/api/snapshot`, { headers: { origin: 'https://elsewhere.example' } });
    expect(foreign.status).toBe(403);
    const closed = once(playground.process, 'close');
    playground.process.kill('SIGTERM');
    expect((await closed)[0]).toBe(0);
  });

  test('a wrong argument is one sentence and exit code 2', { timeout: 60_000 }, async () => {
    const playground = start('--mode', 'sideways');
    running = playground.process;
    const [code] = await once(playground.process, 'close');
    expect(code).toBe(2);
    expect(playground.said()).toBe('--mode must be sync, poll or callback, not "sideways".\n');
  });
});

describe('the arguments', () => {
  test('by default the page is on port 3000 and pictures take two to five seconds', () => {
    expect(readArguments([])).toEqual({
      kind: 'run',
      arguments: {
        port: 3000,
        mode: 'poll',
        providers: ['acedatacloud'],
        keep: null,
        speed: { min: 2000, max: 5000 },
        contentIntent: true,
        pingReplies: 'readable',
      },
    });
  });

  test.each([
    ['gmi', ['gmicloud']],
    ['gmicloud', ['gmicloud']],
    ['openai', ['openai']],
    ['agcloud', ['agcloud']],
    ['acedatacloud, gmi,acedatacloud', ['acedatacloud', 'gmicloud']],
  ])('--provider %s starts %j', (text, providers) => {
    expect(readArguments(['--provider', text])).toMatchObject({ arguments: { providers } });
  });

  test.each([
    [['--port', '99999'], '--port must be a number from 0 to 65535, not "99999"'],
    [['--provider', 'acedatacloud,midas'], '--provider must be acedatacloud, openai, agcloud or gmicloud, not "midas"'],
    [['--speed', 'fast'], '--speed must be milliseconds such as 2000-5000 or 0, not "fast"'],
    [['--speed', '5-2'], '--speed must be milliseconds such as 2000-5000 or 0, not "5-2"'],
    [['--content-intent', 'maybe'], '--content-intent must be on or off, not "maybe"'],
    [['--bogus'], "Unknown option '--bogus'"],
  ])('%j is refused', (argv, sentence) => {
    expect(readArguments(argv)).toEqual({ kind: 'wrong', sentence });
  });
});

function start(...argv: readonly string[]) {
  const child = spawn(process.execPath, [program, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  return {
    process: child as ChildProcess,
    said: () => lines.map((line) => `${line}\n`).join(''),
    /** The first group of the first line that matches. */
    async line(pattern: RegExp): Promise<string> {
      const end = Date.now() + 30_000;
      while (Date.now() < end) {
        const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null);
        if (found?.[1] !== undefined) return found[1];
        await wait(50);
      }
      throw new Error(`No line like ${pattern} among:\n${lines.join('\n')}`);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}
