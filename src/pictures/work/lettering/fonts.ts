import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Font } from 'harfbuzzjs';

// The letters of what we draw: fonts that are dependencies, turned into outlines here. A machine without any font draws
// the same as one with hundreds.

export type Weight = 'regular' | 'bold';

/** A shape of a font. All but the outline itself in ems. */
export interface Glyph {
  /** Of which part of the text it is: where that begins, in UTF-16 units. */
  readonly at: number;
  /** An SVG path in units of its font, upwards; null: no font has it. */
  readonly outline: string | null;
  /** Of those units, in an em. */
  readonly unit: number;
  readonly advance: number;
  readonly x: number;
  readonly y: number;
}

export interface Typeface {
  /** From left to right, whatever is asked for: no font of ours has a script that runs the other way. */
  shape(text: string): readonly Glyph[];
}

export type Typefaces = Readonly<Record<Weight, Typeface>>;

let typefaces: Promise<Typefaces> | null = null;

/** Once for a process, with HarfBuzz: most children never draw a letter. */
export function openTypefaces(): Promise<Typefaces> {
  typefaces ??= open();
  return typefaces;
}

/**
 * BIZ UDPGothic has all of JIS X 0208 and Latin with its accents; its Greek and Cyrillic are as wide as its kanji, so those,
 * and what it has not, are Didact Gothic's.
 */
async function open(): Promise<Typefaces> {
  const { Blob, Buffer, Direction, Face, Font, shape } = await import('harfbuzzjs');

  async function openFont(file: string, size = 1): Promise<OpenFont> {
    const face = new Face(new Blob(await readFile(file)), 0);
    const has = new Set(face.collectUnicodes());
    return { font: new Font(face), unit: size / face.upem, has, outlines: new Map() };
  }

  function shapeRun({ font, unit, outlines }: OpenFont, text: string, from: number): readonly Glyph[] {
    const buffer = new Buffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    buffer.setDirection(Direction.LTR);
    shape(font, buffer);
    const positions = buffer.getGlyphPositions();
    return buffer.getGlyphInfos().map(({ codepoint, cluster }, index) => ({
      at: from + cluster,
      outline: codepoint === missing ? null : outlineOf(font, codepoint, outlines),
      unit,
      advance: (positions[index]?.xAdvance ?? 0) * unit,
      x: (positions[index]?.xOffset ?? 0) * unit,
      y: (positions[index]?.yOffset ?? 0) * unit,
    }));
  }

  const second = await openFont(files.second, asLarge);
  const typeface = (first: OpenFont): Typeface => ({
    shape: (text) =>
      runsOf(text, (character) => isSecond(character, first, second)).flatMap(({ from, to, isOther }) =>
        shapeRun(isOther ? second : first, text.slice(from, to), from),
      ),
  });
  return { regular: typeface(await openFont(files.regular)), bold: typeface(await openFont(files.bold)) };
}

interface OpenFont {
  readonly font: Font;
  readonly unit: number;
  readonly has: ReadonlySet<number>;
  readonly outlines: Map<number, string>;
}

const missing = 0;
/** Its letters are smaller in their em. */
const asLarge = 1.14;

function outlineOf(font: Font, glyph: number, outlines: Map<number, string>): string {
  const known = outlines.get(glyph) ?? font.glyphToPath(glyph);
  outlines.set(glyph, known);
  return known;
}

/** Spaces and marks go with what they stand behind, so that a word is not torn apart. */
function isSecond(character: string, first: OpenFont, second: OpenFont): boolean | null {
  if (/^[\s\p{P}]/u.test(character)) return null;
  if (/^[\p{Script=Greek}\p{Script=Cyrillic}]/u.test(character)) return hasAll(second, character);
  // Of a letter that it has not as a whole, HarfBuzz makes one of its parts.
  return !hasAll(first, character) && (hasAll(second, character) || hasAll(second, character.normalize('NFD')));
}

const hasAll = ({ has }: OpenFont, text: string) => Array.from(text).every((each) => has.has(each.codePointAt(0) ?? 0));

interface Run {
  readonly from: number;
  readonly to: number;
  readonly isOther: boolean;
}

/** Pieces of a text, each of one font; null: that of what stands before. */
function runsOf(text: string, isOther: (character: string) => boolean | null): readonly Run[] {
  const runs: Run[] = [];
  for (const { segment, index } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const wants = isOther(segment) ?? last?.isOther ?? false;
    const to = index + segment.length;
    if (last?.isOther === wants) runs.splice(-1, 1, { ...last, to });
    else runs.push({ from: index, to, isOther: wants });
  }
  return runs;
}

export const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

const { resolve } = createRequire(import.meta.url);
const files = {
  regular: resolve('@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
  second: resolve('@expo-google-fonts/didact-gothic/400Regular/DidactGothic_400Regular.ttf'),
} as const satisfies Record<Weight | 'second', string>;
