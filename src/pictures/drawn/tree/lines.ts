import { background } from './colours.ts';
import { type LaidRow, type LaidTree, laneAt, rowGap, tileEdge, tileLeft } from './geometry.ts';

/** The lines from parents to children. Where two cross, the one that runs on lies over the other. */
export function linesSvg({ rows }: LaidTree): string {
  const turning = rows.map(turningLines).join('');
  const crossings = rows.flatMap(crossingsOf).map((line) => `<path d="${line}"/>`);
  const running = rows.flatMap(runningLines).map((line) => `<path d="${line}"/>`);
  return [
    `<g fill="none" stroke="#6d6f78" stroke-width="4" stroke-linecap="round">${turning}</g>`,
    `<g fill="none" stroke="${background}" stroke-width="16">${crossings.join('')}</g>`,
    `<g fill="none" stroke="#6d6f78" stroke-width="4" stroke-linecap="round">${running.join('')}</g>`,
  ].join('');
}

/** From its parent to each of its pictures, and to the column in which the line goes on. */
function turningLines({ row, column, from, branch, top }: LaidRow): string {
  if (from === null) return '';
  const ends = row.tiles.map((_, tile) => ({ x: tileLeft(column + tile) + tileEdge / 2, y: top }));
  if (branch !== null) ends.push({ x: laneAt(branch), y: top + tileEdge });
  return ends.map(({ x, y }) => `<path d="${elbow(laneAt(from), x, top, y)}"/>`).join('');
}

const runningLines = (laid: LaidRow): readonly string[] =>
  lanesThrough(laid).map((lane) => `M${laneAt(lane)} ${laid.top - rowGap}V${laid.top + tileEdge}`);

/** Where another line may go across: nothing of what ends or begins at a picture is in the way there. */
const crossingsOf = (laid: LaidRow): readonly string[] =>
  lanesThrough(laid).map((lane) => `M${laneAt(lane)} ${laid.top - rowGap / 2 - 6}v12`);

const lanesThrough = ({ passing, branch }: LaidRow) => passing.filter((lane) => lane !== branch);

/** Down, across in the middle of the gap, and down again. */
function elbow(from: number, to: number, top: number, end: number): string {
  const begin = `M${from} ${top - rowGap}`;
  if (from === to) return `${begin}V${end}`;
  const middle = top - rowGap / 2;
  const turn = Math.sign(to - from) * radius;
  return `${begin}V${middle - radius}Q${from} ${middle} ${from + turn} ${middle}H${to - turn}Q${to} ${middle} ${to} ${middle + radius}V${end}`;
}

const radius = 12;
