import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type CampaignKind, campaignKinds } from './campaign-kinds.ts';

export const usage = `npm run chaos -- [options]

  --rounds N                               how often something befalls the bot, over all kinds (default 200)
  --seed S                                 repeats the random choices of another run (default: a new one, printed)
  --provider acedatacloud|gmicloud|openai  this image API only
  --mode sync|poll|callback                this way of asking it only
`;

export type ReadArguments =
  | {
      readonly kind: 'run';
      readonly rounds: number;
      readonly seed: string;
      /** In turn, each with its share of the rounds. */
      readonly kinds: readonly CampaignKind[];
    }
  | { readonly kind: 'wrong'; readonly sentence: string };

/** Reads the command line; what cannot be understood comes back as one sentence. */
export function readArguments(argv: readonly string[]): ReadArguments {
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false });
    const rounds = Number(values.rounds);
    if (!Number.isSafeInteger(rounds) || rounds < 1) return wrong('--rounds must be a whole number from 1');
    const kinds = campaignKinds
      .filter(({ provider }) => values.provider === undefined || values.provider === provider)
      .filter(({ mode }) => values.mode === undefined || values.mode === mode);
    if (kinds.length === 0) return wrong('there is no such provider in that mode');
    return { kind: 'run', rounds, seed: values.seed ?? String(randomInt(1_000_000)), kinds };
  } catch (error) {
    if (error instanceof TypeError) return wrong(error.message.split('. ')[0] ?? error.message);
    throw error;
  }
}

const options = {
  rounds: { type: 'string', default: '200' },
  seed: { type: 'string' },
  provider: { type: 'string' },
  mode: { type: 'string' },
} as const;

const wrong = (sentence: string): ReadArguments => ({ kind: 'wrong', sentence });
