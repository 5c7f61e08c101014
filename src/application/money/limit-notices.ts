import type { ReplyAddress } from '../../domain/jobs/job.ts';
import { type LimitEvent, limitEvents, nearPercent } from '../../domain/money/limit-event.ts';
import type { Amounts, Constraint } from '../../domain/money/limits.ts';
import { periodEnd } from '../../domain/money/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Ledger } from '../../ports/store/ledger.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import { usedOf } from './limits.ts';

/** By what the ledger tells the notices of one limit apart: its percents, and 0 for a refusal while something is left. */
const marks = { near: nearPercent, reached: 100, refused: 0 } as const satisfies Record<LimitEvent['kind'], number>;

/**
 * Tells a server's log channel once that a limit of the whole server is at 80 %, once that it is reached and once that
 * a request was more than what is left, in each of its periods. What is held counts: that is when members begin to be
 * refused.
 */
export function createLimitNotices({
  ledger,
  settings,
  messenger,
  clock,
  log,
}: {
  readonly ledger: Ledger;
  readonly settings: SettingsStore;
  readonly messenger: Pick<Messenger, 'tellServer'>;
  readonly clock: Clock;
  readonly log: Log;
}) {
  /** `asked`: what was just held, or what was refused. Never rejects, and nobody waits for it. */
  return async function afterAsking(address: ReplyAddress, constraints: readonly Constraint[], asked: Amounts) {
    const { guild, asker: member, locale, placeLocale } = address;
    if (guild === null) return;
    const ofServer = constraints.filter(({ account, amount }) => account === 'guild' && amount > 0);
    if (ofServer.length === 0) return;
    try {
      const { logChannel } = await settings.read(guild);
      if (logChannel === null) return;
      const now = clock.now();
      const account = { kind: 'guild', guild, member } as const;
      for (const constraint of ofServer) {
        const { unit, per, amount } = constraint;
        const used = await usedOf(ledger, constraint, account, now);
        for (const event of limitEvents(amount, used, asked[unit])) {
          const percent = marks[event.kind];
          if (!(await ledger.claimNotice(account, { unit, per, percent }, now))) continue;
          const limit = { ...constraint, used, returnsAt: periodEnd(per, now) };
          const id = `${percent}${unit}${per}${Math.floor(now / 1000)}`;
          const notice = { kind: 'limit', limit, event } as const;
          const told = await messenger.tellServer(logChannel, notice, placeLocale ?? locale, id);
          if (told !== 'told')
            log.warn({ guild, channel: logChannel, told }, 'a notice about a limit could not be posted');
        }
      }
    } catch (error) {
      log.error({ error, guild }, 'a notice about a limit failed');
    }
  };
}
