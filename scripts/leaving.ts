import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/**
 * Lets a signal end this program by way of its `exit`, where what it started is ended too: by itself a signal ends it
 * and nothing else. The exit code is the shell's, e.g. 143 for SIGTERM. Until it is disposed.
 */
export function leaveOnSignals(): Disposable {
  const leave = (signal: (typeof signals)[number]) => process.exit(128 + constants.signals[signal]);
  for (const signal of signals) process.on(signal, leave);
  return {
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, leave);
    },
  };
}

/** Kills this process, if it is still there, when this program ends; SIGKILL alone leaves no time for that. */
export function endWithUs(child: ChildProcess): void {
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
}
