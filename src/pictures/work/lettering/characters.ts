import { type Glyph, graphemes, type Typeface } from './fonts.ts';

/** A character as a person counts, laid out by a typeface. Widths in ems. */
export interface Character {
  readonly text: string;
  readonly width: number;
  /** None: the font does not have it, and a bar stands for it. */
  readonly glyphs: readonly Glyph[];
  /** Whether a line may end before it. */
  readonly breaks: boolean;
}

/**
 * Any text at all as the characters that are drawn of it, on one line: without controls, marks of direction and joiners,
 * and no more accents on a letter than a language has. What is beyond `mostCharacters` is left out: no line is that long.
 */
export function charactersOf(text: string, face: Typeface): readonly Character[] {
  const cleaned = clean(text);
  const glyphs = Map.groupBy(face.shape(cleaned), ({ at }) => at);
  const breaks = breaksIn(cleaned);
  return [...graphemes.segment(cleaned)].map(({ segment, index }) => {
    const own = Array.from({ length: segment.length }, (_, each) => glyphs.get(index + each) ?? []).flat();
    const isKnown = own.every(({ outline }) => outline !== null);
    const width = own.reduce((sum, { advance }) => sum + advance, 0);
    return {
      text: segment,
      width: isKnown ? width : barWidth,
      glyphs: isKnown ? own : [],
      breaks: breaks.has(index),
    };
  });
}

/** Of the bar that stands for a character that the font does not have: an emoji, a letter of another script. */
const barWidth = 0.62;
const mostCharacters = 300;
/** Several that are shown as one, such as a family: the first stands for it. */
const joined =
  /(\p{Extended_Pictographic})(?:[\p{Variation_Selector}\p{Emoji_Modifier}]*\u200d\p{Extended_Pictographic})+/gu;
const mostAccents = /(\p{M}{2})\p{M}+/gu;

const segments = new Intl.Segmenter('ja', { granularity: 'word' });

const clean = (text: string): string =>
  Array.from(
    text
      .slice(0, mostCharacters * 8)
      .toWellFormed()
      .normalize('NFC'),
  )
    .slice(0, mostCharacters * 4)
    .join('')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(joined, '$1')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '')
    .replaceAll(mostAccents, '$1')
    .trim()
    .slice(0, mostCharacters)
    .toWellFormed();

/** After white space, and between words of scripts that are written without any; never before what closes something. */
function breaksIn(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  let before = '';
  for (const { segment, index } of segments.segment(text)) {
    const isBetween = before.endsWith(' ') || (isDense(before) && !closes.test(segment)) || isDense(segment);
    if (index > 0 && isBetween && segment !== ' ') found.add(index);
    before = segment;
  }
  return found;
}

/** Written without spaces. */
export const isDense = (text: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
const closes = /^[\p{Pe}\p{Pf}\p{Po}ー]/u;
