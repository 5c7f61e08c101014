import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { endWithUs } from './leaving.ts';

const root = join(import.meta.dirname, '..');

/** The real program as its own process, configured only through its environment. */
export interface BotProcess {
  /** Resolves with the line once one satisfies `where`; rejects when the process ends first. */
  line(where: (line: string) => boolean, timeoutMs?: number): Promise<string>;
  readonly lines: readonly string[];
  signal(name: NodeJS.Signals): void;
  readonly pid: number | undefined;
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

export function startBot(settings: Readonly<Record<string, string>>): BotProcess {
  const child = spawn(process.execPath, programArguments(), {
    // Neither a developer's own settings nor their `.env` may leak in.
    cwd: tmpdir(),
    env: { PATH: process.env['PATH'] ?? '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(child);
  return watchProgram(child);
}

/** As `npm start` hands them to Node, but for what looks at Node's age. */
export function programArguments(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return [...scripts.start.split(' ').filter((word) => word.startsWith('--')), join(root, 'src/main.ts')];
}

/** What it says from now on, both outputs together, and how it ends. */
export function watchProgram(child: ChildProcessByStdio<null, Readable, Readable>): BotProcess {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of waiting) look();
    });
  }
  const exited = exitOf(child);
  return {
    lines,
    exited,
    pid: child.pid,
    signal: (name) => void child.kill(name),
    async line(where, timeoutMs = 60_000) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const look = () => {
        const found = lines.find(where);
        if (found !== undefined) resolve(found);
      };
      waiting.add(look);
      look();
      const timer = setTimeout(
        () => reject(new Error(`No such line in ${timeoutMs} ms:\n${lines.join('\n')}`)),
        timeoutMs,
      );
      exited.then(({ code }) => reject(new Error(`The program ended with ${code}:\n${lines.join('\n')}`)), reject);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(look);
      }
    },
  };
}

export const isReady = (line: string) => line.includes('"msg":"ready"');

async function exitOf(child: ChildProcess) {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
