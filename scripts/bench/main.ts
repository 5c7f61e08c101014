import { type CommandLine, readCommandLine, runCommand } from '../command-line.ts';
import { measureConsistency } from './consistency/consistency.ts';
import { measureGateway } from './gateway/gateway.ts';
import { measureGrowth } from './growth.ts';
import { measureHeads } from './heads.ts';
import { measureMasks } from './masks.ts';
import { measurePace } from './pace/pace.ts';
import { measureRestart } from './restart.ts';

const parts = ['growth', 'restart', 'heads', 'masks', 'gateway', 'pace', 'consistency'] as const;
type Part = (typeof parts)[number];

const usage = `npm run bench -- [options]

Measures with a store of its own, as ratios against a floor of the same run. Needs no settings; takes eight minutes, and
a gigabyte of disk meanwhile.

  growth       whether the ledger and the line cost the same however many jobs there were
  restart      what a start costs that finds ten thousand calls at a vendor and ten thousand jobs in line (Linux alone
               tells the memory)
  heads        what the first start on an older store, completion, /history show and undo cost, however many heads and
               versions there are
  masks        how much longer a picture takes beside sixteen masks of another member
  gateway      what five thousand servers and five hundred foreign messages a second cost (Linux alone tells it)
  pace         what our questions cost beyond AceDataCloud, alone and for two hundred at once, against held connections
  consistency  what is left of a picture after twenty edits where none touched it, mended and as it was painted

  --only growth|restart|heads|masks|gateway|pace|consistency  one of them (default: all)
  -h, --help                                                  this

Exit code 0: within the bounds. 1: a bound is broken. 64: a wrong option.
`;

await runCommand({
  usage,
  read: (argv) => readCommandLine(argv, { only: { type: 'string' } }, ({ only }) => chosen(only)),
  run: async (asked) => {
    const growsWithinBounds = !asked.includes('growth') || (await measureGrowth());
    const startsWithinBounds = !asked.includes('restart') || (await measureRestart());
    const learnsWithinBounds = !asked.includes('heads') || (await measureHeads());
    const sharesWithinBounds = !asked.includes('masks') || (await measureMasks());
    const listensWithinBounds = !asked.includes('gateway') || (await measureGateway());
    const asksWithinBounds = !asked.includes('pace') || (await measurePace());
    const staysWithinBounds = !asked.includes('consistency') || (await measureConsistency());
    const isWithin = [
      growsWithinBounds,
      startsWithinBounds,
      learnsWithinBounds,
      sharesWithinBounds,
      listensWithinBounds,
      asksWithinBounds,
      staysWithinBounds,
    ];
    return isWithin.every((each) => each) ? 0 : 1;
  },
});

function chosen(only: string | undefined): CommandLine<readonly Part[]> {
  if (only === undefined) return { kind: 'run', asked: parts };
  const asked = parts.filter((part) => part === only);
  return asked.length > 0
    ? { kind: 'run', asked }
    : { kind: 'wrong', sentence: `--only must be ${parts.slice(0, -1).join(', ')} or ${parts.at(-1)}` };
}
