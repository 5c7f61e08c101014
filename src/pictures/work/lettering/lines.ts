import { type Character, charactersOf, isDense } from './characters.ts';
import type { Typeface } from './fonts.ts';

/** A line of text as an SVG group, its baseline beginning at the origin; the colour is that of what it is put into. */
export interface Line {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
}

export interface TextStyle {
  readonly face: Typeface;
  /** Of an em, in pixels. */
  readonly size: number;
}

/** Text on one line, with an ellipsis where it is wider than that. */
export const lineOf = (text: string, style: TextStyle, width: number): Line =>
  linesOf(text, style, width, 1)[0] ?? { svg: '', width: 0 };

/**
 * Text on at most so many lines, none wider than `width` pixels: ended between words, within one only where that is wider
 * than a line; what does not fit ends in an ellipsis.
 */
export function linesOf(text: string, { face, size }: TextStyle, width: number, most: number): readonly Line[] {
  const room = width / size;
  const rest = [...charactersOf(text, face)];
  const lines: Line[] = [];
  while (rest.length > 0 && lines.length < most) {
    const fits = countFitting(rest, room);
    const isCut = lines.length === most - 1 && fits < rest.length;
    const taken = isCut ? withEllipsis(rest, room, face) : rest.splice(0, lengthOfLine(rest, fits));
    while (rest[0]?.text === ' ') rest.shift();
    const line = drawn(trimmed(taken), size);
    if (line.width === 0) break;
    lines.push(line);
  }
  return lines;
}

/** How many from the beginning fit; at least one, so that there is an end. */
function countFitting(characters: readonly Character[], room: number): number {
  let width = 0;
  const over = characters.findIndex((each) => {
    width += each.width;
    return width > room && each.text !== ' ';
  });
  return over === -1 ? characters.length : Math.max(1, over);
}

function lengthOfLine(characters: readonly Character[], fits: number): number {
  if (fits === characters.length) return fits;
  for (let end = fits; end > 0; end -= 1)
    if (characters[end]?.breaks === true || characters[end]?.text === ' ') return end;
  return fits;
}

function withEllipsis(characters: readonly Character[], room: number, face: Typeface): readonly Character[] {
  // In the middle of a line's height, as the font has it, it is right behind kanji alone.
  const dots = charactersOf(isDense(characters[0]?.text ?? '') ? '…' : '...', face);
  const left = room - dots.reduce((sum, { width }) => sum + width, 0);
  let kept = countFitting(characters, left);
  if (kept === 1 && (characters[0]?.width ?? 0) > left) kept = 0;
  return [...trimmed(characters.slice(0, kept)), ...dots];
}

const trimmed = (characters: readonly Character[]) =>
  characters.slice(0, characters.findLastIndex(({ text }) => text !== ' ') + 1);

/** Fonts count upwards from their baseline, a picture downwards. */
function drawn(characters: readonly Character[], size: number): Line {
  const shapes: string[] = [];
  const bars: Bar[] = [];
  let x = 0;
  for (const { width, glyphs } of characters) {
    if (glyphs.length === 0) addBar(bars, x, x + width);
    let pen = x;
    for (const { outline, unit, advance, x: left, y: up } of glyphs) {
      if (outline !== null && outline !== '') shapes.push(shapeSvg(outline, pen + left, up, unit));
      pen += advance;
    }
    x += width;
  }
  const content = [...shapes, ...bars.map(barSvg)].join('');
  return { svg: `<g transform="scale(${round(size)} ${round(-size)})">${content}</g>`, width: x * size };
}

const shapeSvg = (outline: string, x: number, y: number, unit: number) =>
  `<path transform="translate(${round(x)} ${round(y)}) scale(${unit})" d="${outline}"/>`;

interface Bar {
  readonly from: number;
  readonly to: number;
}

/** Those that touch are one. */
function addBar(bars: Bar[], from: number, to: number): void {
  const last = bars.at(-1);
  if (last?.to === from) bars.splice(-1, 1, { ...last, to });
  else if (to > from) bars.push({ from, to });
}

const barSvg = ({ from, to }: Bar) =>
  `<rect x="${round(from + 0.06)}" y=".04" width="${round(to - from - 0.12)}" height=".62" rx=".16" fill-opacity=".28"/>`;

const round = (value: number) => Number(value.toFixed(4));
