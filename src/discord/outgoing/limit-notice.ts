import type { LimitNotice } from '../../ports/messenger.ts';
import { amountWords, limitName, returnWords } from './limit-words.ts';

/** For the server's log channel. */
export function limitNotice({ limit, percent }: LimitNotice): string {
  const name = limitName(limit);
  const used = `${amountWords(limit.used, limit.unit)} used or held`;
  const state = percent === 100 ? 'is reached' : `is at ${percent} %`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${state}: ${used}. It returns ${returnWords(limit.returnsAt)}.`;
}
