import { randomInt } from 'node:crypto';
import { type CommandLine, readCommandLine } from '../command-line.ts';
import { type CampaignKind, campaignKinds } from './campaign-kinds.ts';

export const usage = `npm run chaos -- [options]

Kills the real bot at random moments, against an emulated Discord and emulated image APIs, and proves that nothing is
lost, doubled or charged wrongly. Needs no settings. Where a law was broken, the line to repeat it is printed.

  --rounds N                               how often something befalls the bot, over all kinds (default 200)
  --seed S                                 repeats the random choices of another run (default: a new one, printed)
  --provider acedatacloud|gmicloud|openai|two  this image API only (two: the first, and OpenAI to fail over to)
  --mode sync|poll|callback                this way of asking it only
  -h, --help                               this

Exit code 0: every law held. 1: one was broken. 64: a wrong option.
`;

export interface Chaos {
  readonly rounds: number;
  readonly seed: string;
  /** In turn, each with its share of the rounds. */
  readonly kinds: readonly CampaignKind[];
}

export function readArguments(argv: readonly string[]): CommandLine<Chaos> {
  return readCommandLine(argv, options, (values) => {
    const rounds = Number(values.rounds);
    if (!Number.isSafeInteger(rounds) || rounds < 1) return wrong('--rounds must be a whole number from 1');
    const kinds = campaignKinds
      .filter(({ provider }) => values.provider === undefined || values.provider === provider)
      .filter(({ mode }) => values.mode === undefined || values.mode === mode);
    if (kinds.length === 0) return wrong('There is no such provider in that mode');
    return { kind: 'run', asked: { rounds, seed: values.seed ?? String(randomInt(1_000_000)), kinds } };
  });
}

const options = {
  rounds: { type: 'string', default: '200' },
  seed: { type: 'string' },
  provider: { type: 'string' },
  mode: { type: 'string' },
} as const;

const wrong = (sentence: string) => ({ kind: 'wrong', sentence }) as const;
