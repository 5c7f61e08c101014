import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

export interface Diagnosed {
  readonly code: unknown;
  /** What it says, line by line. */
  readonly lines: readonly string[];
  /** Of these, what is to be mended. */
  readonly mend: readonly string[];
  readonly err: string;
}

/** What `npm run doctor` runs, with these settings and no others. `clockOff`: how far its machine's clock is ahead. */
export async function runDoctor(settings: Readonly<Record<string, string>>, clockOff = 0): Promise<Diagnosed> {
  const { promise, resolve } = Promise.withResolvers<Diagnosed>();
  const env = { PATH: process.env['PATH'] ?? '', ...settings };
  const ahead = `const now = Date.now; Date.now = () => now() + ${clockOff};`;
  const clock = clockOff === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(ahead)}`];
  const argv = [...clock, join(root, 'scripts/doctor.ts')];
  execFile(process.execPath, argv, { cwd: tmpdir(), env }, (error, out, err) => {
    const lines = out.trimEnd().split('\n');
    const mend = lines.filter((line) => line.startsWith('MEND')).map((line) => line.slice('MEND  '.length));
    resolve({ code: error === null ? 0 : error.code, lines, mend, err });
  });
  return promise;
}
