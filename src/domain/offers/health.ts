import { type Failure, type FailureCode, failureRule } from '../failure.ts';

/** How a provider has been answering. */
export interface Health {
  /** Failures of its own, one after the other. */
  readonly faults: number;
  /** Null: it is asked as ever. */
  readonly rest: Rest | null;
}

/** Others are asked in its place until then; after that one request at a time finds out whether it works again. */
export interface Rest {
  readonly failure: Failure;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** How long it rests when it fails again. */
  readonly pause: number;
}

export interface HealthRule {
  readonly faultsToRest: number;
  /** The first rest of one that fails; each further one is twice as long. */
  readonly rest: number;
  readonly mostRest: number;
  /** Of one that refuses our account: only its operator can end that. */
  readonly accountRest: number;
}

export const healthy: Health = { faults: 0, rest: null };

export const isResting = ({ rest }: Health, now: number): boolean => rest !== null && now < rest.until;

/** Whether only the operator can put it right. */
export const isAboutAccount = ({ code }: Failure): boolean => account.includes(code);

/** What an answer says about whoever gave it; `well`: it took a call, or knows one. */
export function afterAnswer(health: Health, answer: 'well' | Failure, now: number, rule: HealthRule): Health {
  if (answer === 'well' || provesThatItWorks(answer)) return healthy;
  if (isAboutAccount(answer)) {
    return {
      faults: health.faults + 1,
      rest: { failure: answer, until: now + rule.accountRest, pause: rule.accountRest },
    };
  }
  if (!ownFaults.includes(answer.code)) return health;
  const faults = health.faults + 1;
  // While it rests, answers to older calls do not make that longer.
  if (health.rest !== null || faults < rule.faultsToRest) return { ...health, faults };
  return { faults, rest: { failure: answer, until: now + rule.rest, pause: rule.rest } };
}

/** One request finds out whether it works again: until that is known, or for as long as it would rest anew, no other does. */
export function trying({ faults, rest }: Health, now: number, rule: HealthRule): Health {
  if (rest === null) return { faults, rest };
  const pause = isAboutAccount(rest.failure) ? rest.pause : Math.min(rule.mostRest, rest.pause * 2);
  return { faults, rest: { ...rest, pause, until: now + pause } };
}

const account: readonly FailureCode[] = ['out_of_balance', 'key_refused'];

const ownFaults: readonly FailureCode[] = ['unreachable', 'provider_failed', 'outcome_unknown'];

/** Whoever refuses a prompt or a field has read it. */
const provesThatItWorks = (failure: Failure) => ['moderation', 'input'].includes(failureRule(failure).fault);
