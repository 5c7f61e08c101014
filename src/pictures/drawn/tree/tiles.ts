import { accent, background, tileGround } from './colours.ts';
import { type LaidTree, tileEdge, tileLeft, tileRadius } from './geometry.ts';

/** Under the pictures: their ground, with a sign of a picture for whoever has none. */
export const groundsSvg = (tree: LaidTree): string =>
  cornersOf(tree)
    .map(
      ({ left, top }) =>
        `<g transform="translate(${left} ${top})"><rect width="${tileEdge}" height="${tileEdge}" fill="${tileGround}"/>${noPicture}</g>`,
    )
    .join('');

/** Over the pictures: what rounds their corners, what marks the current one, and what says that one is covered. */
export const framesSvg = (tree: LaidTree): string =>
  cornersOf(tree)
    .map(
      ({ left, top, tile }) =>
        `<g transform="translate(${left} ${top})">${tile.isCovered ? cover : ''}${corners}${tile.isCurrent ? ring : rim}</g>`,
    )
    .join('');

const cornersOf = ({ rows }: LaidTree) =>
  rows.flatMap(({ row, column, top }) =>
    row.tiles.map((tile, index) => ({ left: tileLeft(column + index), top, tile })),
  );

const [edge, round] = [tileEdge, tileRadius];

const noPicture =
  '<g fill="none" stroke="#5c5f66" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"><rect x="30" y="34" width="44" height="36" rx="6"/><path d="M32 64l12-14 9 9 7-7 13 13"/><circle cx="62" cy="45" r="3"/></g>';

/** An eye, struck through. */
const cover = `<rect width="${edge}" height="${edge}" fill="#1e1f22" fill-opacity=".5"/><g fill="none" stroke="#f2f3f5" stroke-width="4" stroke-linecap="round" stroke-linejoin="round"><path d="M30 54c6-10 14-15 22-15s16 5 22 15c-6 10-14 15-22 15s-16-5-22-15z"/><circle cx="52" cy="54" r="6"/><path d="M34 72l36-36"/></g>`;

const corner = (x: number, y: number, across: number, down: number) =>
  `M${x} ${y}v${down * round}q0 ${-down * round} ${across * round} ${-down * round}z`;

const corners = `<path fill="${background}" d="${corner(0, 0, 1, 1)}${corner(edge, 0, -1, 1)}${corner(0, edge, 1, -1)}${corner(edge, edge, -1, -1)}"/>`;

const rim = `<rect x="1" y="1" width="${edge - 2}" height="${edge - 2}" rx="${round - 1}" fill="none" stroke="#fff" stroke-opacity=".1" stroke-width="2"/>`;

const ring = `<rect x="-3" y="-3" width="${edge + 6}" height="${edge + 6}" rx="${round + 3}" fill="none" stroke="${accent}" stroke-width="6"/>`;
