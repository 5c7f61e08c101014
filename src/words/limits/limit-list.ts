import type { LimitFilter } from '../../domain/money/limit-filter.ts';
import type { Limit, LimitRules, LimitSubject } from '../../domain/money/limits.ts';
import { pageCharacters, pagesOf } from '../pages.ts';
import type { Words } from '../words.ts';
import { setAmountWords } from './limit-words.ts';

/** `unreadable`: what can still be told of entries that make no sense. */
type Listed = LimitRules & { readonly unreadable: readonly LimitFilter[] };

interface Item {
  readonly title: string;
  readonly line: string;
}

/** Every limit there is, by who set it, on pages of one message each; a title that goes on stands on the next page again. */
export function limitPages(words: Words, { server, unreadable, defaults, ceilings }: Listed): readonly string[] {
  const part = (title: string, lines: readonly string[]) => lines.map((line) => ({ title, line: `- ${line}` }));
  const here = [
    ...server.map((limit) => limitLine(words, limit)),
    ...unreadable.map((entry) => unreadableLine(words, entry)),
  ];
  const items = [
    ...(here.length === 0 ? [{ title: words.say('server.limit.none'), line: '' }] : []),
    ...part(words.say('server.limit.here'), here),
    ...part(
      words.say('server.limit.defaults'),
      defaults.map((limit) => limitLine(words, limit)),
    ),
    ...part(
      words.say('server.limit.ceilings'),
      ceilings.map((limit) => limitLine(words, limit)),
    ),
  ];
  return pagesOf(items, (page) => textOf(page).length <= pageCharacters).map(textOf);
}

/** Whether these are to be taken away: as many of them as fit, and how many more there are. */
export function clearQuestion(
  words: Words,
  { limits, unreadable }: { readonly limits: readonly Limit[]; readonly unreadable: readonly LimitFilter[] },
): string {
  const lines = [
    ...limits.map((limit) => limitLine(words, limit)),
    ...unreadable.map((entry) => unreadableLine(words, entry)),
  ].map((line) => `- ${line}`);
  const [shown = []] = pagesOf(lines, (page) => page.join('\n').length <= pageCharacters);
  const more = lines.length - shown.length;
  return [
    words.say('server.limit.clear.ask', { count: lines.length }),
    ...shown,
    ...(more > 0 ? [words.say('server.limit.clear.more', { count: more })] : []),
  ].join('\n');
}

/** `each member: 5 pictures a day`. */
export const limitLine = (words: Words, { subject, unit, per, amount }: Limit): string =>
  words.say('limit.line', { subject: subjectWords(words, subject), amount: setAmountWords(words, amount, unit), per });

function unreadableLine(words: Words, { subject, unit, per }: LimitFilter): string {
  const known = [
    ...(subject === undefined ? [] : [subjectWords(words, subject)]),
    ...(unit === undefined ? [] : [words.say('limit.unit', { unit })]),
    ...(per === undefined ? [] : [words.say('limit.per', { per })]),
  ];
  const said = words.say('limit.unreadable');
  return known.length === 0 ? said : `${said} (${known.join(', ')})`;
}

function subjectWords(words: Words, subject: LimitSubject): string {
  switch (subject.kind) {
    case 'guild':
      return words.say('limit.subject.guild');
    case 'each member':
      return words.say('limit.subject.each-member');
    case 'member':
      return `<@${shortened(subject.user)}>`;
    case 'role':
      return words.say('limit.subject.role', { role: `<@&${shortened(subject.role)}>` });
    default:
      return subject satisfies never;
  }
}

/** Discord's ids have 20 digits; whatever else a store holds must not break the page. */
const shortened = (id: string) => id.slice(0, 24);

function textOf(items: readonly Item[]): string {
  const titles = [...new Set(items.map(({ title }) => title))];
  return titles
    .map((title) => [title, ...items.flatMap((item) => (item.title === title && item.line !== '' ? [item.line] : []))])
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}
