import type { UserId } from '../domain/ids.ts';
import { quoteText } from './quoted-text.ts';
import type { Words } from './words.ts';

/** What moderators read: of somebody, somewhere (`place`: a channel or a link). */
type Notice = {
  readonly kind: 'blocked words';
  readonly user: UserId;
  readonly place: string;
  readonly words: string | null;
};

/** How members behave, in a sentence; what they wrote stands covered. */
export function conductNotice(words: Words, notice: Notice): string {
  const { user, place } = notice;
  const said = notice.words === null ? '' : words.say('blocklist.notice.words', { words: covered(notice.words) });
  return words.say('blocklist.notice', { member: `<@${user}>`, place, words: said }).trimEnd();
}

/** Seen only by whoever uncovers it. */
export const covered = (text: string, characters = 1500): string =>
  `||${quoteText(text, { characters, bytes: characters * 3 })}||`;
