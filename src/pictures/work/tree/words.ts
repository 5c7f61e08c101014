import type { TreeNote } from '../../../ports/tree-picture.ts';
import { accent, background, faintColour, memberColour, notesColour, wordsColour } from '../../drawn/tree/colours.ts';
import {
  hasStub,
  type LaidRow,
  type LaidTree,
  laneAt,
  rowGap,
  textWidthOf,
  tileEdge,
  tileLeft,
} from '../../drawn/tree/geometry.ts';
import type { Typefaces } from '../lettering/fonts.ts';
import { type Line, lineOf, linesOf } from '../lettering/lines.ts';

/** All that is written into the picture of a tree. Letters are outlines: nothing of any text stands in the SVG itself. */
export const wordsSvg = ({ rows }: LaidTree, faces: Typefaces): string =>
  rows.map((laid) => [...badges(laid, faces), stub(laid, faces), caption(laid, faces)].join('')).join('');

const at = (x: number, y: number, colour: string, { svg }: Line) =>
  `<g transform="translate(${x} ${y})" fill="${colour}">${svg}</g>`;

/** What each version is called, in the upper left corner of its picture. */
const badges = ({ row, column, top }: LaidRow, { bold }: Typefaces): readonly string[] =>
  row.tiles.map(({ name, isCurrent }, tile) => {
    const line = lineOf(name, { face: bold, size: 22 }, tileEdge - 24);
    const [x, y] = [tileLeft(column + tile) + 7, top + 7];
    const width = Math.max(30, line.width + 16);
    return [
      `<rect x="${x}" y="${y}" width="${width}" height="30" rx="9" fill="${isCurrent ? accent : '#1e1f22'}" fill-opacity="${isCurrent ? 1 : 0.84}"/>`,
      at(x + (width - line.width) / 2, y + 23, '#fff', line),
    ].join('');
  });

/** What it came of, where no line leads there. */
function stub(laid: LaidRow, { regular }: Typefaces): string {
  const { row, column, top } = laid;
  if (row.origin === null || !hasStub(row, laid)) return '';
  const x = laneAt(column);
  const line = lineOf(row.origin, { face: regular, size: 19 }, 300);
  return [
    `<path d="M${x} ${top - 30}V${top - 2}" stroke="#6d6f78" stroke-width="4" stroke-linecap="round" stroke-dasharray="1 9"/>`,
    `<rect x="${x + 9}" y="${top - rowGap / 2 - 14}" width="${line.width + 10}" height="26" rx="6" fill="${background}"/>`,
    at(x + 14, top - rowGap / 2 + 6, faintColour, line),
  ].join('');
}

/** What was asked, and what else there is to say of it, beside its pictures and in their middle. */
function caption(laid: LaidRow, faces: Typefaces): string {
  const { row, top, textLeft } = laid;
  const width = textWidthOf(laid);
  const asked = linesOf(row.asked, { face: faces.regular, size: 25 }, width, 2);
  const notes = notesOf(row.notes, faces, width, mostLines - asked.length);
  const height = asked.length * askedHeight + notes.length * notesHeight;
  const first = top + (tileEdge - height) / 2;
  const under = first + asked.length * askedHeight;
  return [
    ...asked.map((line, index) => at(textLeft, first + index * askedHeight + 24, wordsColour, line)),
    ...notes.map(
      (line, index) => `<g transform="translate(${textLeft} ${under + index * notesHeight + 22})">${line}</g>`,
    ),
  ].join('');
}

/** The last one reaches a little into the gap, where nothing is as near. */
const mostLines = 4;
const askedHeight = 33;
const notesHeight = 29;
const between = 18;

/** Line by line as many as fit; one that is too long even for a line of its own is cut. */
function notesOf(notes: readonly TreeNote[], faces: Typefaces, width: number, most: number): readonly string[] {
  const lines: { svg: string; used: number }[] = [{ svg: '', used: 0 }];
  for (const note of notes) {
    let line = lines.at(-1);
    const whole = drawn(note, faces, width);
    if (line !== undefined && line.used > 0 && line.used + whole.width > width && lines.length < most) {
      line = { svg: '', used: 0 };
      lines.push(line);
    }
    if (line === undefined || width - line.used < leastRoom) continue;
    const fitting = line.used + whole.width > width ? drawn(note, faces, width - line.used) : whole;
    line.svg += `<g transform="translate(${line.used} 0)">${fitting.svg}</g>`;
    line.used += fitting.width + between;
  }
  return lines.filter(({ used }) => used > 0).map(({ svg }) => svg);
}

const leastRoom = 56;

function drawn(note: TreeNote, { regular, bold }: Typefaces, width: number): Line {
  const style = { face: regular, size: 21 };
  switch (note.kind) {
    case 'plain': {
      const line = lineOf(note.text, style, width);
      return { ...line, svg: at(0, 0, notesColour, line) };
    }
    case 'member': {
      const line = lineOf(note.text, style, width - 24);
      const dot = `<circle cx="8" cy="-8" r="8" fill="${memberColour(note.colour)}"/>`;
      return { svg: `${dot}${at(24, 0, notesColour, line)}`, width: line.width === 0 ? 16 : 24 + line.width };
    }
    case 'private': {
      const line = lineOf(note.text, style, width - 22);
      return { svg: `${lock}${at(22, 0, notesColour, line)}`, width: 22 + line.width };
    }
    case 'current': {
      const line = lineOf(note.text, { face: bold, size: 19 }, width - 20);
      const pill = `<rect y="-22" width="${line.width + 20}" height="29" rx="14.5" fill="${accent}"/>`;
      return { svg: `${pill}${at(10, 0, '#fff', line)}`, width: line.width + 20 };
    }
    default:
      return note satisfies never;
  }
}

const lock = `<g><rect x="1" y="-11" width="14" height="11" rx="2.5" fill="${notesColour}"/><path d="M4 -11v-2.5a4 4 0 0 1 8 0V-11" fill="none" stroke="${notesColour}" stroke-width="2.4"/></g>`;
