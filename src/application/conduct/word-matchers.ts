import { type EntryMatcher, patternIn, type ReadText } from '../../domain/server/blocklist.ts';
import { foldText, hasWord, readingsOf } from '../../lib/text/fold-text.ts';
import { type LinearPattern, linearPattern, type WrongPattern } from '../../lib/text/linear-pattern.ts';

/** `nothing`: it shows nothing, and so finds nothing. */
export type WrongEntry = WrongPattern | { readonly kind: 'nothing' };

export type ReadEntry = { readonly kind: 'entry'; readonly matcher: EntryMatcher } | WrongEntry;

export const readText = (raw: string): ReadText => ({ raw, readings: readingsOf(raw) });

/** By what two plain words are the same entry. */
export const entryKey = (entry: string): string => (patternIn(entry) === null ? foldText(entry) : entry);

/**
 * A plain word is looked for as a whole word, in every way in which the text may be read; a pattern in the text as it was
 * written and as it is folded.
 */
export function readEntry(entry: string): ReadEntry {
  const source = patternIn(entry);
  if (source !== null) {
    const read = linearPattern(source);
    return read.kind === 'pattern' ? { kind: 'entry', matcher: byPattern(entry, read.pattern) } : read;
  }
  const word = foldText(entry);
  if (word === '') return { kind: 'nothing' };
  const hits = ({ readings }: ReadText) => readings.some((reading) => hasWord(reading, word));
  return { kind: 'entry', matcher: { entry, hits, steps: 0 } };
}

const byPattern = (entry: string, pattern: LinearPattern): EntryMatcher => ({
  entry,
  // Many texts are folded to themselves, and are not looked through twice.
  hits: ({ raw, readings: [folded = ''] }) => pattern.matches(raw) || (folded !== raw && pattern.matches(folded)),
  steps: pattern.steps,
});

/** Keeps what entries of any server were read as (this process); of very many the old ones are read again. */
export function createMatchers() {
  const known = new Map<string, EntryMatcher | null>();

  /** An entry that is wrong by now, for an earlier version wrote it, finds nothing. */
  return function matchersOf(entries: readonly string[]): readonly EntryMatcher[] {
    return entries.flatMap((entry) => matcherOf(entry) ?? []);
  };

  function matcherOf(entry: string): EntryMatcher | null {
    const before = known.get(entry);
    if (before !== undefined) return before;
    if (known.size >= mostKnown) known.clear();
    const read = readEntry(entry);
    const matcher = read.kind === 'entry' ? read.matcher : null;
    known.set(entry, matcher);
    return matcher;
  }
}

const mostKnown = 5_000;
