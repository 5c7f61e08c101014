import { runCommand, say } from '../command-line.ts';
import { leaveOnSignals } from '../leaving.ts';
import { type Chaos, readArguments, usage } from './arguments.ts';
import { runCampaign } from './campaign.ts';

await runCommand({ usage, read: readArguments, run: runChaos });

async function runChaos({ kinds, seed, rounds }: Chaos): Promise<number> {
  using _leaving = leaveOnSignals();
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
    return 1;
  }
  return 0;
}
