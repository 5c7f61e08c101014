import type { HealthRule } from '../offers/health.ts';

/** Every wait of a job's life, in milliseconds. Tests hurry; production keeps the defaults. */
export interface Pace {
  /** An interaction waits this long for its acceptance to be written (contract, promise 1); Discord gives three seconds. */
  readonly storePatience: number;
  /** What answers an interaction may take this long; then the asker sees "thinking", and the answer takes its place. */
  readonly answerPatience: number;
  /** Discord's own "thinking" stands for this long before the message says more. */
  readonly statusAfter: number;
  /** A place in line is shown anew at most this often. */
  readonly statusEvery: number;
  /** Previews of one job are shown at this distance at least. */
  readonly previewEvery: number;
  /** Between two looks at places in line that are overdue at start. */
  readonly looksApart: number;
  readonly firstCheck: number;
  /** Questions come at this distance at first, and grow towards `maxCheckEvery`. */
  readonly checkEvery: number;
  readonly maxCheckEvery: number;
  /** A call that the vendor does not know is asked for again this often, for `doubtGrace` since the vendor answers. */
  readonly doubtEvery: number;
  readonly doubtGrace: number;
  /** A call that the vendor says it failed is sent once more after this, if nobody knows a task of ours. */
  readonly resendAfter: number;
  /** Between two questions to a vendor that wants few. */
  readonly questionsApart: number;
  /** Pauses after "too many requests", doubling. */
  readonly backoff: number;
  readonly maxBackoff: number;
  readonly sendTries: number;
  readonly collectTries: number;
  readonly prepareTries: number;
  /** How long an answer that Discord does not take is tried again. */
  readonly deliverFor: number;
  /** When a provider that fails is passed over, and for how long. */
  readonly health: HealthRule;
}

/** What every decision may know beside the rows. */
export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** From 0 up to but not including 1. */
  readonly random: number;
  readonly pace: Pace;
}

export const defaultPace: Pace = {
  storePatience: 1_500,
  answerPatience: 2_000,
  statusAfter: 5_000,
  statusEvery: 4_000,
  looksApart: 100,
  previewEvery: 2_000,
  firstCheck: 3_000,
  checkEvery: 5_000,
  maxCheckEvery: 15_000,
  doubtEvery: 4_000,
  doubtGrace: 60_000,
  resendAfter: 2_000,
  questionsApart: 1_050,
  backoff: 1_000,
  maxBackoff: 16_000,
  sendTries: 6,
  collectTries: 8,
  prepareTries: 3,
  deliverFor: 3_600_000,
  health: { faultsToRest: 3, rest: 30_000, mostRest: 600_000, accountRest: 300_000 },
};

/** The `tries`-th pause (from 0): doubling, capped, with up to a quarter of jitter taken off. */
export function backoffAfter(tries: number, pace: Pace, random: number): number {
  const pause = Math.min(pace.maxBackoff, pace.backoff * 2 ** tries);
  return Math.round(pause * (1 - random / 4));
}

/** When to ask next about a call that has been running for `elapsed`. */
export function nextCheckAfter(elapsed: number, pace: Pace, random: number): number {
  const base = Math.min(pace.maxCheckEvery, Math.max(pace.checkEvery, elapsed / 4));
  return Math.round(base * (0.9 + random * 0.2));
}

/** The pace with a vendor's own wish in it. */
export function paceFor({ checkAtLeastEveryMs }: { readonly checkAtLeastEveryMs?: number }, pace: Pace): Pace {
  if (checkAtLeastEveryMs === undefined) return pace;
  return { ...pace, maxCheckEvery: Math.min(pace.maxCheckEvery, checkAtLeastEveryMs) };
}
