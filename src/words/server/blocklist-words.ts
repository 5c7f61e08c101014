import type { Blocklist } from '../../domain/server/blocklist.ts';
import { pageCharacters, pagesOf } from '../pages.ts';
import { quoteText } from '../quoted-text.ts';
import type { Words } from '../words.ts';

/** Why a text can be no entry, as data. */
type WrongEntry =
  | { readonly kind: 'syntax'; readonly part: string }
  | { readonly kind: 'too large' | 'everything' | 'nothing' };

/** An entry as managers read it, between quotation marks. */
export const quotedEntry = (entry: string): string => `“${quoteText(entry, { characters: 120, bytes: 480 })}”`;

/** What is wrong with it, in a sentence. */
export function wrongEntryWords(words: Words, entry: string, why: WrongEntry): string {
  const quoted = quotedEntry(entry);
  switch (why.kind) {
    case 'syntax': {
      const part = quotedEntry(why.part);
      return words.say('server.blocklist.wrong.syntax', { entry: quoted, part });
    }
    case 'too large':
      return words.say('server.blocklist.wrong.large', { entry: quoted });
    case 'everything':
      return words.say('server.blocklist.wrong.everything', { entry: quoted });
    case 'nothing':
      return words.say('server.blocklist.wrong.nothing', { entry: quoted });
    default:
      return why satisfies never;
  }
}

/** What is done, and every entry in the order in which they were added, on pages of one message each. */
export function blocklistPages(words: Words, { entries, action }: Blocklist): readonly string[] {
  if (entries.length === 0) return [words.say('server.blocklist.empty')];
  const rule = words.say(`server.blocklist.action.${action}`);
  const title = words.say('server.blocklist.title', { count: entries.length, rule });
  const text = (page: readonly string[]) => [title, ...page.map((entry) => `- ${quotedEntry(entry)}`)].join('\n');
  return pagesOf(entries, (page) => text(page).length <= pageCharacters).map(text);
}
