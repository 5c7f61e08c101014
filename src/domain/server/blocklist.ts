/** What happens to words that are on the list: told to their member alone, refused, or refused and told to the log channel. */
export const blocklistActions = ['warn', 'refuse', 'report'] as const;
export type BlocklistAction = (typeof blocklistActions)[number];

export interface Blocklist {
  /** As managers typed them: plain words, or `/pattern/`. */
  readonly entries: readonly string[];
  readonly action: BlocklistAction;
}

export const noBlocklist: Blocklist = { entries: [], action: 'refuse' };

/**
 * Bounds of one list. Each pattern is tried on every request of its server, and everybody else waits for that: so there are
 * few of these, of so many steps for each character in all (a tenth of a microsecond each).
 */
export const blocklistBounds = { entries: 500, patterns: 25, steps: 500, characters: 100 } as const;

/** What a member wrote, as it is and in every way in which it may be read. */
export interface ReadText {
  readonly raw: string;
  readonly readings: readonly string[];
}

/** An entry, and how it is looked for. */
export interface EntryMatcher {
  readonly entry: string;
  readonly hits: (text: ReadText) => boolean;
  /** What a character costs where it is a pattern; 0: a plain word. */
  readonly steps: number;
}

/** The first text with anything in it that is on the list, and the entry that found it; null: none. */
export function blockedText(
  texts: readonly ReadText[],
  matchers: readonly EntryMatcher[],
): { readonly text: ReadText; readonly matcher: EntryMatcher } | null {
  for (const text of texts) {
    const matcher = matchers.find(({ hits }) => hits(text));
    if (matcher !== undefined) return { text, matcher };
  }
  return null;
}

/**
 * Which of a text's own words an entry finds, as they were written: the fewest that follow each other; null where it
 * takes more than a few to find it, or where the text is very long.
 */
export function wordsFound(text: string, hits: (part: string) => boolean): string | null {
  if (text.length > mostLooked) return null;
  const words = text.split(/\s+/u).filter((word) => word !== '');
  for (let length = 1; length <= Math.min(mostTogether, words.length); length += 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const part = words.slice(at, at + length).join(' ');
      if (part.length <= mostShown && hits(part)) return part;
    }
  }
  return null;
}

/** Characters: it is looked through once for each few words in it. */
const mostLooked = 2_000;
const mostTogether = 4;
const mostShown = 200;

/** What stands between the slashes of a `/pattern/`; null: a plain word. */
export const patternIn = (entry: string): string | null => /^\/(.+)\/$/su.exec(entry)?.[1] ?? null;

/** Entries as they were typed, separated by commas or lines; a comma within a pattern is the pattern's. Each once. */
export function entriesIn(typed: string): readonly string[] {
  const found = typed.match(/[^\S\n]*\/(?:[^/\\\n]|\\[^\n])+\/(?=\s*(?:,|\n|$))|[^,\n]+/gu) ?? [];
  const entries = found.map((each) => each.trim().replaceAll(/\s+/gu, ' ')).filter((each) => each !== '');
  return [...new Set(entries)];
}
