import { type LimitEvent, nearPercent } from '../../domain/money/limit-event.ts';
import type { Constraint } from '../../domain/money/limits.ts';
import type { Words } from '../words.ts';
import { amountWords, limitName, returnWords } from './limit-words.ts';

/** For the server's log channel: what happened to a limit of the whole server. */
export function limitNotice(
  words: Words,
  limit: Constraint & { readonly used: number; readonly returnsAt: number },
  event: LimitEvent,
): string {
  const { unit } = limit;
  const said = { limit: words.capital(limitName(words, limit)), when: returnWords(limit.returnsAt) };
  const used = amountWords(words, limit.used, unit);
  switch (event.kind) {
    case 'near':
      return words.say('limit.notice.near', { ...said, used, percent: nearPercent });
    case 'reached':
      return words.say('limit.notice.reached', { ...said, used });
    case 'refused': {
      // The limit was named just before: its unit need not be said three times more.
      const bare = (amount: number) => (unit === 'images' ? String(amount) : amountWords(words, amount, unit));
      const amounts = { asked: bare(event.asked), used: bare(limit.used), amount: bare(limit.amount) };
      return words.say('limit.notice.refused', { ...said, ...amounts });
    }
    default:
      return event satisfies never;
  }
}
