import type { Dimensions } from '../../domain/asked/size.ts';
import { digitsHeight, digitsOf } from './digits.ts';

// Pictures side by side, five to a row, each with its number: beneath them the ground, and an outline of somebody where
// there is no picture; over them what rounds their corners, and the numbers.

/** Of each picture, in pixels. */
export const tileEdge = 192;

/** What shows through a picture. */
export const tileGround = '#383a40';

export function sheetSize(tiles: number): Dimensions {
  const across = (count: number) => count * tileEdge + (count + 1) * gap;
  return { width: across(Math.min(perRow, tiles)), height: across(Math.ceil(tiles / perRow)) };
}

/** Its upper left corner. */
export function tileAt(index: number): { readonly left: number; readonly top: number } {
  const along = (place: number) => gap + place * (tileEdge + gap);
  return { left: along(index % perRow), top: along(Math.floor(index / perRow)) };
}

export const groundSvg = (tiles: number): string => svg(tiles, each(tiles, outline));

export function coverSvg(tiles: number): string {
  const { width, height } = sheetSize(tiles);
  const holes = each(tiles, ({ left, top }) => roundedPath({ left, top, width: tileEdge, height: tileEdge }));
  const around = roundedPath({ left: 0, top: 0, width, height });
  return svg(tiles, `<path fill="${background}" fill-rule="evenodd" d="${around}${holes}"/>${each(tiles, badge)}`);
}

const perRow = 5;
const gap = 12;
const radius = 12;
const background = '#2b2d31';

interface Corner {
  readonly left: number;
  readonly top: number;
}

const each = (tiles: number, draw: (corner: Corner, index: number) => string) =>
  Array.from({ length: tiles }, (_, index) => draw(tileAt(index), index)).join('');

function svg(tiles: number, content: string): string {
  const { width, height } = sheetSize(tiles);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
}

/** Head and shoulders of nobody. */
const outline = ({ left, top }: Corner) =>
  [
    `<g transform="translate(${left} ${top})" fill="#4e5058"><rect width="${tileEdge}" height="${tileEdge}" fill="${tileGround}"/>`,
    `<circle cx="96" cy="80" r="34"/><path d="M32 ${tileEdge}c0-38 26-62 64-62s64 24 64 62z"/></g>`,
  ].join('');

/** In the upper left corner, readable on any picture: Discord puts its **ALT** in the lower one. */
function badge({ left, top }: Corner, index: number): string {
  const { strokes, width } = digitsOf(index + 1);
  const x = left + badgeInset;
  const y = top + badgeInset;
  const badgeWidth = Math.max(badgeHeight, width + badgeHeight - digitsHeight);
  const at = `translate(${x + (badgeWidth - width) / 2} ${y + (badgeHeight - digitsHeight) / 2})`;
  return [
    `<rect x="${x}" y="${y}" width="${badgeWidth}" height="${badgeHeight}" rx="8" fill="#1e1f22" fill-opacity=".82"/>`,
    `<g transform="${at}" fill="none" stroke="#f2f3f5" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">${strokes}</g>`,
  ].join('');
}

const badgeInset = 8;
const badgeHeight = 28;

function roundedPath({ left, top, width, height }: Corner & Dimensions): string {
  const [across, down] = [width - 2 * radius, height - 2 * radius];
  const corner = (x: number, y: number) => `a${radius} ${radius} 0 0 1 ${x} ${y}`;
  return [
    `M${left + radius} ${top}h${across}${corner(radius, radius)}v${down}${corner(-radius, radius)}`,
    `h${-across}${corner(-radius, -radius)}v${-down}${corner(radius, -radius)}z`,
  ].join('');
}
