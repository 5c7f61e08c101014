import type { OperatorNotice } from '../domain/operator-notice.ts';
import { limitNotice } from './limits/limit-notice.ts';
import { amountWords } from './limits/limit-words.ts';
import type { Words } from './words.ts';

/** For whoever runs the bot, in its own channel: what happened, and what to do. */
export function operatorNotice(words: Words, notice: OperatorNotice): string {
  switch (notice.kind) {
    case 'account':
      return words.say(`operator.${notice.code}`, { service: notice.title });
    case 'spend':
      return words.say(notice.percent === 100 ? 'operator.spend.reached' : 'operator.spend.near', {
        notice: limitNotice(words, notice.limit, { kind: notice.percent === 100 ? 'reached' : 'near' }),
      });
    case 'losses':
      return words.say('operator.losses', {
        day: notice.day,
        count: notice.count,
        usd: amountWords(words, notice.usd, 'usd'),
        unpriced: notice.unpriced,
      });
    case 'shut down': {
      const { model, title, on, days, successor } = notice;
      const what = words.say('operator.shut-down', { model, service: title, on, days });
      return successor === null ? what : `${what} ${words.say('operator.shut-down.successor', { successor })}`;
    }
    case 'deprecated': {
      const { model, title, on, successor } = notice;
      const what = words.say('operator.deprecated', { model, service: title, on });
      return successor === null ? what : `${what} ${words.say('operator.deprecated.successor', { successor })}`;
    }
    default:
      return notice satisfies never;
  }
}
