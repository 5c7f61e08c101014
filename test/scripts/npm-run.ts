import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { copyFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type BotProcess, watchProgram } from '../../scripts/bot-program.ts';
import { temporaryDirectory } from '../storage/temporary.ts';

export const root = join(import.meta.dirname, '..', '..');

/** The whole project at another place, where a developer's `.env` is out of sight. */
export async function projectElsewhere(): Promise<string> {
  const project = await temporaryDirectory();
  await copyFile(join(root, 'package.json'), join(project, 'package.json'));
  for (const name of ['src', 'commands', 'scripts', 'node_modules'])
    await symlink(join(root, name), join(project, name));
  return project;
}

/** `npm run …` as a process of its own; whatever of it is left after the test is killed. */
export function startNpm(
  project: string,
  words: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): BotProcess {
  onTestFinished(() => {
    for (const pid of processesOf(project)) process.kill(pid, 'SIGKILL');
  });
  return watchProgram(spawnNpm(project, words, settings));
}

/** What it says until it has ended. */
export async function runNpm(project: string, words: readonly string[]) {
  const child = spawnNpm(project, ['--silent', ...words]);
  const closed = Promise.withResolvers<number | null>();
  child.once('close', closed.resolve);
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed.promise]);
  return { out, err, code };
}

/**
 * npm and all that came of it, grandchildren whose parent is gone too: npm has the project for its home and puts it
 * first in the PATH, and every program of ours hands that on. Linux alone can tell.
 */
export function processesOf(project: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(project))
    .map(Number);
}

/** Empty where it has ended meanwhile, or is somebody else's. */
function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'ESRCH', 'EACCES'].includes(String(error.code)))
      return '';
    throw error;
  }
}

function spawnNpm(project: string, words: readonly string[], settings: Readonly<Record<string, string>> = {}) {
  return spawn('npm', [...words], {
    cwd: project,
    env: {
      // npm's own `node`, and the one of a project that brings none.
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      HOME: project,
      // It would ask its registry.
      npm_config_update_notifier: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
