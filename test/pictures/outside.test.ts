import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the process that serves Discord holds no decoder, wherever it was started', async () => {
  const program = join(import.meta.dirname, 'whole-program.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: tmpdir() });
  expect(JSON.parse(stdout)).toEqual({ written: { type: 'image/png' }, decoders: [] });
});
