import { expect, test } from 'vitest';
import { projectElsewhere, runNpm } from './npm-run.ts';

// None of these is given any settings.

const commands = [
  ['losses', '--most N', 'Exit code 0: listed, or there are none. 1: a store of another version.'],
  ['deploy-commands', 'Needs DISCORD_TOKEN', 'Exit code 0: registered, or unchanged. 1: Discord refuses'],
  ['chaos', '--seed S', 'Exit code 0: every law held. 1: one was broken.'],
  ['bench', '--only growth|restart', 'Exit code 0: within the bounds. 1: a bound is broken.'],
] as const;

test.each(commands)('npm run %s -- --help tells its options and exit codes', async (script, option, codes) => {
  const project = await projectElsewhere();
  const asked = await runNpm(project, ['run', script, '--', '--help']);

  expect(asked).toMatchObject({ code: 0, err: '' });
  expect(asked.out).toMatch(new RegExp(`^npm run ${script}`));
  expect(asked.out).toContain(option);
  expect(asked.out).toContain(codes);
  expect(await runNpm(project, ['run', script, '--', '-h'])).toEqual(asked);
});

test.each(commands)('npm run %s refuses an option that it does not know, in one sentence', async (script) => {
  const project = await projectElsewhere();
  const refused = await runNpm(project, ['run', script, '--', '--bogus']);
  const usage = (await runNpm(project, ['run', script, '--', '--help'])).out;

  expect(refused).toEqual({ code: 64, out: '', err: `Unknown option '--bogus'.\n\n${usage}` });
});

test.each([
  ['losses', ['5'], "Unexpected argument '5'"],
  ['losses', ['--most'], "Option '--most <value>' argument missing"],
  ['chaos', ['--rounds', '0'], '--rounds must be a whole number from 1'],
  ['chaos', ['--provider', 'openai', '--mode', 'callback'], 'There is no such provider in that mode'],
  ['bench', ['--only', 'everything'], '--only must be growth, restart, heads, masks, gateway, pace or consistency'],
])('npm run %s refuses %j in one sentence', async (script, words, sentence) => {
  const refused = await runNpm(await projectElsewhere(), ['run', script, '--', ...words]);

  expect(refused).toMatchObject({ code: 64, out: '' });
  expect(refused.err.split('\n')[0]).toBe(`${sentence}.`);
});
