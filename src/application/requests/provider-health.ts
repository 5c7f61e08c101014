import { type Failure, seenIn } from '../../domain/failure.ts';
import {
  afterAnswer,
  type Health,
  type HealthRule,
  healthy,
  isAboutAccount,
  isResting,
  trying,
} from '../../domain/offers/health.ts';
import type { ProviderName } from '../../domain/offers/provider.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CheckOutcome, FindOutcome, SubmitOutcome } from '../../ports/image-provider.ts';
import type { Log } from '../../ports/log.ts';
import type { AccountNotices } from '../operator/account-notices.ts';

export interface ProviderHealth {
  /** What this answer says about whoever gave it. */
  note(provider: ProviderName, outcome: SubmitOutcome | FindOutcome | CheckOutcome): void;
  /** Those that are passed over where another can do it. */
  resting(): ReadonlySet<ProviderName>;
  /**
   * Why it is not to be asked just now; null: go ahead. After a rest the first to ask is let through, and the others
   * wait for what comes of it.
   */
  turnAway(provider: ProviderName): Failure | null;
}

/** Remembers for this process how each provider answers. The operator is told of a bad time once, and of its end. */
export function createProviderHealth({
  clock,
  rule,
  account,
  log,
}: {
  readonly clock: Pick<Clock, 'now'>;
  readonly rule: HealthRule;
  /** Told where a provider refuses our account, and that it takes calls; the latter each time. */
  readonly account?: AccountNotices | undefined;
  readonly log: Log;
}): ProviderHealth {
  const known = new Map<ProviderName, Health>();
  const of = (provider: ProviderName) => known.get(provider) ?? healthy;

  return {
    note(provider, outcome) {
      const answer = answerIn(outcome);
      if (answer === null) return;
      const before = of(provider);
      const after = afterAnswer(before, answer, clock.now(), rule);
      known.set(provider, after);
      if (after === healthy) account?.works(provider);
      tell(provider, before, after);
    },

    resting() {
      const now = clock.now();
      return new Set([...known].filter(([, health]) => isResting(health, now)).map(([name]) => name));
    },

    turnAway(provider) {
      const now = clock.now();
      const health = of(provider);
      if (health.rest === null) return null;
      if (isResting(health, now)) return health.rest.failure;
      known.set(provider, trying(health, now, rule));
      return null;
    },
  };

  function tell(provider: ProviderName, before: Health, after: Health): void {
    const { rest } = after;
    if (rest === null) {
      if (before.rest !== null) log.info({ provider }, 'an image service works again');
      return;
    }
    const { code } = rest.failure;
    const { vendorCode, status } = seenIn(rest.failure) ?? {};
    const isNew = before.rest === null || (isAboutAccount(rest.failure) && before.rest.failure.code !== code);
    if (!isNew) return;
    if (code === 'out_of_balance' || code === 'key_refused') account?.refused(provider, code);
    const what = isAboutAccount(rest.failure) ? 'refuses our account' : 'keeps failing';
    log.error({ provider, code, vendorCode, status }, `an image service ${what}; others are asked first`);
  }
}

/** Null: it says nothing about how the provider is. */
function answerIn(outcome: SubmitOutcome | FindOutcome | CheckOutcome): 'well' | Failure | null {
  switch (outcome.kind) {
    case 'accepted':
    case 'running':
    case 'made':
      return 'well';
    case 'failed':
    case 'unknown':
    case 'unanswered':
    case 'senseless':
      return outcome.failure;
    case 'absent':
      return null;
    default:
      return outcome satisfies never;
  }
}
