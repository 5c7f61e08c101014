import type { ProviderName } from '../../domain/offers/provider.ts';
import type { OperatorNotices } from './operator-notices.ts';

type Code = 'out_of_balance' | 'key_refused';
const codes: readonly Code[] = ['out_of_balance', 'key_refused'];

export interface AccountNotices {
  refused(provider: ProviderName, code: Code): void;
  /** It takes calls again, or still. */
  works(provider: ProviderName): void;
}

/** Tells the operator once that a provider's balance is empty or its account refused; again once it has worked since. */
export function createAccountNotices({
  operator,
  titleOf,
}: {
  readonly operator: OperatorNotices;
  /** A provider's name for people. */
  readonly titleOf: (provider: ProviderName) => string;
}): AccountNotices {
  /** Of whom nothing is told, as far as this process knows: a process before it may have told. */
  const untold = new Set<ProviderName>();
  const about = (provider: ProviderName, code: Code) => `account ${provider} ${code}`;

  return {
    refused(provider, code) {
      untold.delete(provider);
      void operator.tell(about(provider, code), { kind: 'account', title: titleOf(provider), code });
    },
    works(provider) {
      if (untold.has(provider)) return;
      untold.add(provider);
      for (const code of codes) void operator.over(about(provider, code));
    },
  };
}
