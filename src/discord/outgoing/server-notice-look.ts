import type { ServerNotice } from '../../domain/server/server-notice.ts';
import { limitNotice } from '../../words/limits/limit-notice.ts';
import type { Words } from '../../words/words.ts';
import type { ButtonRow } from './messages.ts';

/** How a notice looks in a server's log channel, at most 2000 characters. */
export function serverNoticeLook(
  words: Words,
  notice: ServerNotice,
): { readonly content: string; readonly components: readonly ButtonRow[] } {
  return { content: limitNotice(words, notice.limit, notice.event), components: [] };
}
