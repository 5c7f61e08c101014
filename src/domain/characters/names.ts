import { showsAnything } from '../asked/shown-text.ts';

/** Discord's bound for the option is in UTF-16 units; so is this. */
export const mostNameLength = 32;

/**
 * A name as it is kept: in any alphabet, on one line, with single spaces. Null for what is none: it shows nothing, is too
 * long, or holds a comma (which parts names) or an `@` (which begins one in a prompt).
 */
export function readName(typed: string): string | null {
  const name = typed
    .normalize('NFC')
    .replaceAll(/\p{Cc}|\p{Cf}(?<!\u200c|\u200d)/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .replace(/^@/u, '')
    .trim();
  const isPlain = !/[,，、@＠]/u.test(name);
  return isPlain && showsAnything(name) && name.length <= mostNameLength ? name : null;
}

/** Two names are the same where nobody would tell them apart by ear or at a glance: by case, width, or spaces. */
export const nameKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll(/\s+/gu, ' ').trim();

/** Names of an option, comma separated, as they were typed; an `@` before one changes nothing. */
export const namesIn = (typed: string): readonly string[] =>
  typed
    .split(/[,，、]/u)
    .map((each) =>
      each
        .trim()
        .replace(/^[@＠]/u, '')
        .trim(),
    )
    .filter((each) => each !== '');
