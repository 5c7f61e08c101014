import type { Constraint } from '../domain/money/limits.ts';
import { amountWords, limitName, returnWords } from './limit-words.ts';
import type { Words } from './words.ts';

/** For the server's log channel: a limit of the whole server comes near (80), or is reached (100). */
export function limitNotice(
  words: Words,
  limit: Constraint & { readonly used: number; readonly returnsAt: number },
  percent: 80 | 100,
): string {
  const said = {
    limit: words.capital(limitName(words, limit)),
    used: amountWords(words, limit.used, limit.unit),
    when: returnWords(limit.returnsAt),
  };
  return percent === 100
    ? words.say('limit.notice.reached', said)
    : words.say('limit.notice.near', { ...said, percent });
}
