import type { ReplyAddress } from '../../domain/jobs/job.ts';
import { type SpendLimit, spendConstraint } from '../../domain/money/ceilings.ts';
import type { Amounts } from '../../domain/money/limits.ts';
import { periodEnd, periodKey } from '../../domain/money/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Ledger } from '../../ports/store/ledger.ts';
import type { OperatorNotices } from './operator-notices.ts';

const thresholds = [80, 100] as const;

/** Tells the operator once in each period that `MAX_SPEND` is at 80 %, and once that it is reached. What is held counts. */
export function createSpendNotices({
  maxSpend,
  ledger,
  operator,
  clock,
  log,
}: {
  readonly maxSpend: readonly SpendLimit[];
  readonly ledger: Pick<Ledger, 'spent'>;
  readonly operator: Pick<OperatorNotices, 'tell'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}) {
  /** `asked`: what was refused, nothing where it was held. Never rejects, and nobody waits for it. */
  return async function afterAsking({ guild, asker: member }: ReplyAddress, asked: Amounts): Promise<void> {
    try {
      const now = clock.now();
      for (const limit of maxSpend) {
        const { per, amount } = limit;
        const used = await ledger.spent({ kind: 'operator', guild, member }, per, now);
        for (const percent of thresholds) {
          const isReached =
            percent === 100 ? used + asked.usd > amount || used >= amount : used * 100 >= amount * percent;
          if (!isReached) continue;
          const told = { ...spendConstraint(limit), used, returnsAt: periodEnd(per, now) };
          // The amount is in the name: an operator who raises the limit is told of the new one, too.
          const about = `spend ${per} ${periodKey(per, now)} ${amount} ${percent}`;
          await operator.tell(about, { kind: 'spend', limit: told, percent });
        }
      }
    } catch (error) {
      log.error({ error }, 'a notice about MAX_SPEND failed');
    }
  };
}
