import { readArguments, usage } from './arguments.ts';
import { runCampaign } from './campaign.ts';

// Kills the real bot at random moments and proves that nothing is lost, doubled or charged wrongly. Exit code 1 where
// a law was broken; the line to repeat it is printed.

const say = (line: string) => process.stdout.write(`${line}\n`);

const read = readArguments(process.argv.slice(2));
if (read.kind === 'wrong') {
  process.stderr.write(`${read.sentence}\n\n${usage}`);
  process.exit(64);
}
const { kinds, seed, rounds } = read;
say(`Seed ${seed}, ${rounds} rounds in all.`);
for (const [index, kind] of kinds.entries()) {
  const share = Math.ceil((rounds - index) / kinds.length);
  if (share === 0) continue;
  const name = `${kind.provider}, ${kind.mode}`;
  say(`${name}: ${share} rounds`);
  const report = await runCampaign({ kind, seed, rounds: share, temper: 'any', tell: (line) => say(`  ${line}`) });
  const { asked, delivered, starts, violations } = report;
  say(`${name}: ${asked} asked, ${delivered} delivered, ${starts} starts, ${violations.length} violations`);
  if (violations.length === 0) continue;
  for (const { law, says } of violations) say(`  ${law}: ${says}`);
  say(`Seed ${seed}, round ${report.rounds}. To repeat it:`);
  say(`  npm run chaos -- --seed ${seed} --rounds ${share} --provider ${kind.provider} --mode ${kind.mode}`);
  process.exitCode = 1;
  break;
}
