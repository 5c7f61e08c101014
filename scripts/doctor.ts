import { createSystemClock } from '../src/lib/system-clock.ts';
import { examine } from '../src/start/doctor/examine.ts';
import type { Finding } from '../src/start/doctor/finding.ts';
import { readCommandLine, runCommand, say } from './command-line.ts';

const usage = `npm run doctor

Looks at everything that may be set wrong: the settings, the keys (by questions that cost nothing), Discord, the public
address, the clock, the disk, the store. Says of each what to change. Pays nothing, and changes nothing; the bot may run.

  -h, --help  this

Exit code 0: nothing is to be changed. 1: something is. 64: an unknown option.
`;

const marks: Readonly<Record<Finding['kind'], string>> = { well: 'ok  ', open: '--  ', wrong: 'MEND' };

await runCommand({
  usage,
  read: (argv) => readCommandLine(argv, {}, () => ({ kind: 'run', asked: null })),
  run: diagnose,
});

async function diagnose(): Promise<number> {
  const findings = await examine(createSystemClock());
  for (const { kind, about, sentence } of findings) say(`${marks[kind]}  ${about}: ${sentence}`);
  const wrong = findings.filter(({ kind }) => kind === 'wrong').length;
  say(wrong === 0 ? 'Nothing is to be changed.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} to be changed.`);
  return wrong === 0 ? 0 : 1;
}
