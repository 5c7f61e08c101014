import { showsAnything } from '../asked/shown-text.ts';

/** Discord's bound for the option is in UTF-16 units; so is this. */
export const mostNameLength = 32;

/**
 * A name as it is kept: in any alphabet, on one line, with single spaces, without an `@` before it and without what only
 * hides in it (marks of direction, spaces of no width). Null for what is none: it shows nothing, is too long, or holds a
 * comma (which parts names) or an `@` (which begins one in a prompt).
 */
export function readName(typed: string): string | null {
  const plain = typed
    .normalize('NFC')
    .replaceAll(hidden, '')
    .replaceAll(/\p{Cc}/gu, ' ');
  const name = withoutAt(plain).replaceAll(/\s+/gu, ' ');
  const isOne = !comma.test(name) && !at.test(name);
  return isOne && showsAnything(name) && name.length <= mostNameLength ? name : null;
}

/**
 * Two names are the same where nobody would tell them apart by ear or at a glance: by case, width, spaces, or what is drawn
 * as nothing.
 */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** Names of an option, comma separated, as they were typed; an `@` before one changes nothing. */
export const namesIn = (typed: string): readonly string[] =>
  typed
    .split(comma)
    .map(withoutAt)
    .filter((name) => name !== '');

/** Those that stand there already, and the last one, at which its writer still is. */
export function lastOfNames(typed: string): { readonly there: readonly string[]; readonly last: string } {
  const last = typed.split(comma).at(-1) ?? '';
  return { there: namesIn(typed.slice(0, typed.length - last.length)), last: withoutAt(last) };
}

/** A name as it was typed, without an `@` before it. */
export const withoutAt = (typed: string): string => typed.trim().replace(startingAt, '').trim();

/** Whether anybody may be named in it with an `@`, of whatever width. */
export const hasAt = (text: string): boolean => at.test(text);

/** Of every script that has one of its own: Arabic, Chinese and Japanese, and the wide, narrow and small ones. */
const comma = /[,\u060c\u3001\ufe50\ufe51\uff0c\uff64]/u;
const at = /[@\ufe6b\uff20]/u;
const startingAt = /^[@\ufe6b\uff20]/u;
/** The joiners are none of these: Persian and emoji are written with them. */
const hidden = /[[\p{Cf}&&\p{Default_Ignorable_Code_Point}]--[\u200c\u200d]]/gv;
