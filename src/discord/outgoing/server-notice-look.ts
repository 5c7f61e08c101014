import type { ServerNotice } from '../../domain/server/server-notice.ts';
import { limitNotice } from '../../words/limits/limit-notice.ts';
import { rulesChanged } from '../../words/server/rules-changed.ts';
import type { Words } from '../../words/words.ts';
import type { ButtonRow } from './messages.ts';

/** How a notice looks in a server's log channel, at most 2000 characters. */
export function serverNoticeLook(
  words: Words,
  notice: ServerNotice,
): { readonly content: string; readonly components: readonly ButtonRow[] } {
  switch (notice.kind) {
    case 'limit':
      return { content: limitNotice(words, notice.limit, notice.event), components: [] };
    case 'rules changed':
      return { content: rulesChanged(words, notice.by, notice.changes), components: [] };
    default:
      return notice satisfies never;
  }
}
