import type { ChannelId } from '../../domain/ids.ts';
import type { ProviderName } from '../../domain/offers/provider.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Ledger } from '../../ports/store/ledger.ts';
import { createAccountNotices } from './account-notices.ts';
import { createOperatorNotices } from './operator-notices.ts';

interface Needs {
  /** `OPERATOR_CHANNEL`; null: nothing is told. */
  readonly channel: ChannelId | null;
  /** Services with their names for people. */
  readonly services: readonly { readonly name: ProviderName; readonly title: string }[];
  readonly ledger: Pick<Ledger, 'claimTold' | 'forgetTold'>;
  readonly messenger: Pick<Messenger, 'tellOperator'>;
  readonly runtime: Runtime;
}

export type Operator = ReturnType<typeof createOperator>;

/** What whoever runs the bot is told in its own channel. */
export function createOperator({ channel, services, ledger, messenger, runtime: { clock, log } }: Needs) {
  const notices = createOperatorNotices({ channel, ledger, messenger, clock, log });
  const titleOf = (provider: ProviderName) => services.find(({ name }) => name === provider)?.title ?? provider;
  return { notices, titleOf, account: createAccountNotices({ operator: notices, titleOf }) };
}
