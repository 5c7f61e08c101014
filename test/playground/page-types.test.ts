import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

// The page lives in a browser: its types are checked by a configuration of its own, beside the project's.
test('the page’s types hold', { timeout: 60_000 }, async () => {
  const compiler = resolve(root, 'node_modules/typescript/bin/tsc');
  const checked = await promisify(execFile)(process.execPath, [
    compiler,
    '--noEmit',
    '-p',
    resolve(root, 'scripts/playground/page'),
  ]).catch((failure: { readonly stdout: string }) => failure);
  expect(checked.stdout).toBe('');
});
