import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { BotStatus, LogLine } from './protocol.ts';

export interface BotProcessOptions {
  /** The program, e.g. the absolute path of `src/main.ts`. */
  readonly program: string;
  /** Its whole environment: nothing of ours is passed on beside it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it runs; a directory without a `.env`. */
  readonly directory: string;
  /** Milliseconds from SIGTERM to SIGKILL. */
  readonly graceMs: number;
  readonly onStatus: (status: BotStatus) => void;
  readonly onLine: (line: LogLine) => void;
}

/** The bot as its own process: started, stopped, killed and started again, and watched all the time. */
export interface BotProcess {
  status(): BotStatus;
  log(): readonly LogLine[];
  start(): void;
  /** SIGTERM, and SIGKILL after the grace. Resolves once it is gone. */
  stop(): Promise<void>;
  /** SIGKILL, at once. Resolves once it is gone. */
  kill(): Promise<void>;
  /** Last resort while our own process exits: no waiting. */
  killNow(): void;
}

export function createBotProcess(options: BotProcessOptions): BotProcess {
  let child: ChildProcess | null = null;
  let status: BotStatus = { state: 'stopped', pid: null, reason: 'Not started yet.', lastLines: [] };
  let lines: LogLine[] = [];
  let written = 0;
  /** How many lines there were before this process began. */
  let earlier = 0;
  /** What we asked for, so that an exit can be told from an accident. */
  let asked: 'stop' | 'kill' | null = null;

  function become(next: BotStatus): void {
    status = next;
    options.onStatus(next);
  }

  function hear(text: string): void {
    const line = { number: ++written, text };
    lines = [...lines.slice(-(KEPT_LINES - 1)), line];
    options.onLine(line);
    if (status.state === 'starting' && saysReady(text)) become({ ...status, state: 'ready', reason: null });
  }

  function start(): void {
    if (child !== null) return;
    asked = null;
    earlier = written;
    // Its own process group: a Ctrl-C in the terminal reaches us alone, and the bot gets one signal, not two.
    const started = spawn(process.execPath, [options.program], {
      cwd: options.directory,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    child = started;
    become({ state: 'starting', pid: started.pid ?? null, reason: null, lastLines: [] });
    for (const stream of [started.stdout, started.stderr]) createInterface({ input: stream }).on('line', hear);
    started.on('error', (error) => hear(`The bot could not be started: ${error.message}`));
    started.on('close', (code, signal) => {
      if (child !== started) return;
      child = null;
      become(
        endedAs(
          asked,
          code,
          signal,
          lines.filter((line) => line.number > earlier),
        ),
      );
    });
  }

  async function end(how: 'stop' | 'kill'): Promise<void> {
    const ending = child;
    if (ending === null) return;
    asked = how;
    const closed = once(ending, 'close');
    if (how === 'stop') become({ ...status, state: 'stopping', reason: null });
    ending.kill(how === 'stop' ? 'SIGTERM' : 'SIGKILL');
    const patience = setTimeout(() => ending.kill('SIGKILL'), options.graceMs);
    await closed.finally(() => clearTimeout(patience));
  }

  return {
    status: () => status,
    log: () => lines,
    start,
    stop: () => end('stop'),
    kill: () => end('kill'),
    killNow: () => {
      child?.kill('SIGKILL');
    },
  };
}

const KEPT_LINES = 500;

/** The contract: one structured line with the message `ready`. */
function saysReady(text: string): boolean {
  return /"msg":\s*"ready"/.test(text);
}

function endedAs(
  asked: 'stop' | 'kill' | null,
  code: number | null,
  signal: NodeJS.Signals | null,
  lines: readonly LogLine[],
): BotStatus {
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
  const common = { pid: null, lastLines: lines.slice(-12).map((line) => line.text) };
  if (asked !== null) return { ...common, state: 'stopped', reason: `Stopped ${how}.` };
  return { ...common, state: 'crashed', reason: `The bot ended by itself ${how}.` };
}
