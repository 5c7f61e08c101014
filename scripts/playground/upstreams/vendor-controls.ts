import type { ProviderName } from '../../../src/domain/offers/provider.ts';
import type { Script } from '../../emulators/vendors/index.ts';
import type { Control } from '../controls/control.ts';
import { onceOff } from '../controls/once-off.ts';

/** Something that a vendor does with the next request that costs money. */
export interface Mishap<Behaviour> {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly behaviour: Behaviour;
}

export interface Vendor<Behaviour> {
  readonly provider: ProviderName;
  readonly script: Script<Behaviour>;
  /** Whether our account with it is empty. */
  readonly balance: { readonly isUsedUp: () => boolean; readonly use: (isUsedUp: boolean) => void };
  readonly goOffline: () => Promise<void>;
  readonly comeBack: () => Promise<void>;
}

/** The switches of one image API: its own mishaps, and those that every vendor has. */
export function vendorControls<Behaviour>(
  { provider, script, balance, goOffline, comeBack }: Vendor<Behaviour>,
  mishaps: readonly Mishap<Behaviour>[],
): readonly Control[] {
  let online = true;
  return [
    ...mishaps.map(({ id, label, hint, behaviour }) => ({
      id: `${provider}-${id}`,
      label,
      hint,
      ...onceOff(() => {
        const scripted = script.next(behaviour);
        return { used: () => scripted.uses > 0, cancel: () => scripted.cancel() };
      }),
    })),
    {
      id: `${provider}-used-up`,
      label: 'Balance used up',
      hint: 'Every paid request is refused: our account with the vendor is empty',
      armed: balance.isUsedUp,
      use: () => balance.use(!balance.isUsedUp()),
    },
    {
      id: `${provider}-offline`,
      label: 'Offline',
      hint: 'Nothing listens, and every connection is cut',
      armed: () => !online,
      async use() {
        online = !online;
        await (online ? comeBack() : goOffline());
      },
    },
    {
      id: `${provider}-normal`,
      label: 'Back to normal',
      hint: 'Takes back everything above that was not used yet',
      async use() {
        script.clear();
        balance.use(false);
        if (!online) await comeBack();
        online = true;
      },
    },
  ];
}
