import type { UserId } from '../../domain/ids.ts';
import type { ServerNotice } from '../../domain/server/server-notice.ts';
import { untilWords } from '../limits/limit-words.ts';
import { quoteText } from '../quoted-text.ts';
import type { Words } from '../words.ts';

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

/** Somebody asks for what was refused, in all their words. */
export const appealNotice = (
  words: Words,
  { user, place, prompt }: { readonly user: UserId; readonly place: string; readonly prompt: string },
): string => words.say('appeal.notice', { member: `<@${user}>`, place, words: covered(prompt, mostAsked) });

/** Whatever may be asked for fits (`domain/try-again.ts`). */
const mostAsked = 1800;

/** Of a pause: who, by whom, until when. */
export function pauseNotice(words: Words, notice: Extract<ServerNotice, { kind: 'paused' | 'pause ended' }>): string {
  const member = `<@${notice.user}>`;
  if (notice.kind === 'pause ended') return words.say('pause.notice.ended', { manager: `<@${notice.by}>`, member });
  const when = untilWords(notice.until);
  return notice.by === null
    ? words.say('pause.notice.itself', { member, when })
    : words.say('pause.notice', { manager: `<@${notice.by}>`, member, when });
}

/** Seen only by whoever uncovers it. */
const covered = (text: string, characters = 1500): string =>
  `||${quoteText(text, { characters, bytes: characters * 3 })}||`;
