import { mostNameLength, nameKey } from './names.ts';

/** Where a prompt names somebody with an `@`; `end` is behind the name. */
export interface Mention {
  readonly start: number;
  readonly end: number;
  /** As `nameKey` has it. */
  readonly key: string;
}

/**
 * Every `@name` of these in a prompt, the longest of several that fit. A name ends where a word does; in scripts that write
 * words without spaces it may stand right before, or behind, another.
 */
export function mentionsIn(prompt: string, keys: ReadonlySet<string>): readonly Mention[] {
  const found: Mention[] = [];
  for (const { index: start } of prompt.matchAll(/[@\ufe6b\uff20]/gu)) {
    const isInWord =
      start > 0 && isWordCharacter(characterBefore(prompt, start)) && !isSpaceless(characterBefore(prompt, start));
    const mention = isInWord ? null : longestAt(prompt, start, keys);
    if (mention !== null) found.push(mention);
  }
  return found;
}

/** The prompt with each mention of these in the words that `say` gives for it. */
export function replaceMentions(prompt: string, keys: ReadonlySet<string>, say: (key: string) => string): string {
  let text = '';
  let from = 0;
  for (const { start, end, key } of mentionsIn(prompt, keys)) {
    text += prompt.slice(from, start) + say(key);
    from = end;
  }
  return text + prompt.slice(from);
}

function longestAt(prompt: string, start: number, keys: ReadonlySet<string>): Mention | null {
  const [stretch = ''] =
    /^[^@\ufe6b\uff20\n\r,\u060c\u3001\ufe50\ufe51\uff0c\uff64]*/u.exec(
      prompt.slice(start + 1, start + 1 + mostTyped),
    ) ?? [];
  for (let length = stretch.length; length > 0; length -= 1) {
    const typed = stretch.slice(0, length);
    const end = start + 1 + length;
    if (typed !== typed.trim() || !endsAt(prompt, end)) continue;
    const key = nameKey(typed);
    if (keys.has(key)) return { start, end, key };
  }
  return null;
}

/** Typed wide or with marks of its own a name may be longer than it is kept. */
const mostTyped = mostNameLength * 2;

function endsAt(prompt: string, end: number): boolean {
  const last = characterBefore(prompt, end);
  const next = String.fromCodePoint(prompt.codePointAt(end) ?? 0x20);
  if (!isWordCharacter(next)) return true;
  // Half of a letter with its marks is none, and a word in katakana goes on as long as katakana does.
  if (/\p{M}/u.test(next) || (isKatakana(last) && isKatakana(next))) return false;
  return isSpaceless(last) || isSpaceless(next);
}

/** The whole character, not the half of one beyond the first 65,536. */
const characterBefore = (text: string, at: number): string => [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';

const isWordCharacter = (character: string) => /^[\p{L}\p{N}\p{M}_]$/u.test(character);
const isKatakana = (character: string) => /^[\p{sc=Katakana}ー]$/u.test(character);
const isSpaceless = (character: string) =>
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Tibetan}]$/u.test(
    character,
  );
