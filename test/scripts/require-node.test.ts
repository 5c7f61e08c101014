import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../storage/temporary.ts';
import { root, runNpm } from './npm-run.ts';

/** The project's commands before programs that only say that they run, asking for this Node. */
async function projectFor(engines: (needed: string) => string): Promise<string> {
  const project = await temporaryDirectory();
  const ours = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const theirs = { ...ours, engines: { node: engines(ours.engines.node) } };
  await writeFile(join(project, 'package.json'), JSON.stringify(theirs));
  for (const folder of ['src', 'scripts/playground', 'scripts/chaos', 'scripts/bench']) {
    await mkdir(join(project, folder), { recursive: true });
  }
  await copyFile(join(root, 'scripts/require-node.cjs'), join(project, 'scripts/require-node.cjs'));
  for (const program of Object.values(programs)) await writeFile(join(project, program), 'console.log("runs")');
  return project;
}

const programs = {
  start: 'src/main.ts',
  playground: 'scripts/playground/main.ts',
  'deploy-commands': 'scripts/deploy-commands.ts',
  losses: 'scripts/losses.ts',
  chaos: 'scripts/chaos/main.ts',
  bench: 'scripts/bench/main.ts',
};

test.each(Object.keys(programs))('npm run %s on a Node that is too old names the one it needs', async (script) => {
  const tooOld = await projectFor(() => '>=1000');
  expect(await runNpm(tooOld, ['run', script])).toEqual({
    code: 78,
    out: '',
    err: `Retouch needs Node 1000 or newer; this is ${process.versions.node}.\n`,
  });
  expect(await runNpm(await projectFor((needed) => needed), ['run', script])).toEqual({
    code: 0,
    out: 'runs\n',
    err: '',
  });
});

test('node src/main.ts names it, too, on a Node that reads TypeScript but is too old for the rest', async () => {
  const pretending = join(await temporaryDirectory(), 'pretend.cjs');
  await writeFile(pretending, "Object.defineProperty(process.versions, 'node', { value: '22.18.0' });");
  const child = spawn(process.execPath, ['-r', pretending, join(root, 'src/main.ts')], {
    env: { PATH: process.env['PATH'] ?? '' },
    cwd: tmpdir(),
  });
  const [out, complaints, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);

  expect({ code, out, complaints }).toEqual({
    code: 78,
    out: '',
    complaints: 'Retouch needs Node 24 or newer; this is 22.18.0.\n',
  });
});
