import type { Ledger, LossSum } from '../../ports/store/ledger.ts';
import type { OperatorNotices } from './operator-notices.ts';

const day = 86_400_000;

/** Tells the operator once, when a day (UTC) is over, what it may have paid for on that day without charging anybody. */
export function createLossNotices({
  ledger,
  operator,
}: {
  readonly ledger: Pick<Ledger, 'lossesBetween'>;
  readonly operator: Pick<OperatorNotices, 'tell'>;
}) {
  let looked: { readonly at: number; readonly losses: LossSum } | null = null;

  /** Answers when the day that runs is over. */
  return async function tellLosses(now: number): Promise<number> {
    const today = Math.floor(now / day) * day;
    looked = looked?.at === today ? looked : { at: today, losses: await ledger.lossesBetween(today - day, today) };
    const { losses } = looked;
    const name = new Date(today - day).toISOString().slice(0, 10);
    if (losses.count > 0) await operator.tell(`losses ${name}`, { kind: 'losses', day: name, ...losses });
    return today + day;
  };
}
