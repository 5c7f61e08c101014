import { type Paint, paintOf, partedBy, refined } from './paint.ts';
import { emptyMask, type Mask, narrowed, type Piece, piecesOf, widened } from './raster/mask.ts';
import type { Matched } from './same/matching.ts';

/** The strokes alone as RGBA: each in its own colours, a highlighter's as thin as it was laid on. */
export function markupOf(matched: Matched, strokes: Mask): Uint8Array {
  const markup = new Uint8Array(strokes.bits.length * 4);
  const core = narrowed(strokes, blurredBy);
  for (const piece of piecesOf(strokes)) {
    copyOver(markup, piece, matched, strokes, core);
    let left: Piece = piece.filter((at) => core.bits[at] === 1);
    // Strokes that cross are one piece, of as many paints.
    for (let paints = 0; paints < mostPaints && left.length > piece.length * fewest; paints += 1) {
      const paint = paintOf(matched, left);
      const { own, others } = partedBy(matched, left, paint);
      const thin = refined(matched, own);
      if (paint.through > 0 && thin !== null && thin.through > opaque) layOn(markup, around(own, piece, strokes), thin);
      left = others;
    }
  }
  return markup;
}

/** Pixels at a stroke's edge that compression mixed with what is beside it. */
const blurredBy = 1.5;
const mostPaints = 4;
/** What a paint that covers seems to let through, where noise is alike by chance. */
const opaque = 0.12;
/** Of a piece: what is left then is of edges. */
const fewest = 0.05;

function layOn(markup: Uint8Array, pixels: Piece, { through, added }: Paint): void {
  const [red, green, blue] = added.map((each) => Math.min(255, Math.max(0, Math.round(each / (1 - through)))));
  for (const at of pixels) markup.set([red ?? 0, green ?? 0, blue ?? 0, Math.round(255 * (1 - through))], 4 * at);
}

/** With the edges of the piece that are next to them. */
function around(own: Piece, piece: Piece, { width, height }: Mask): Piece {
  const near = emptyMask(width, height);
  for (const at of own) near.bits[at] = 1;
  const { bits } = widened(near, 2 * blurredBy);
  return piece.filter((at) => bits[at] === 1);
}

/** Of each pixel the mean of those around it that are well within a stroke, or within one at all. */
function copyOver(markup: Uint8Array, piece: Piece, { seen }: Matched, strokes: Mask, core: Mask): void {
  for (const at of piece) {
    const colour = meanAround(seen.rgb, core, at) ?? meanAround(seen.rgb, strokes, at) ?? [0, 0, 0];
    markup.set([...colour, 255], 4 * at);
  }
}

function meanAround(rgb: Uint8Array, mask: Mask, at: number): readonly [number, number, number] | null {
  const [x, y] = [at % mask.width, Math.floor(at / mask.width)];
  let [count, red, green, blue] = [0, 0, 0, 0];
  for (let row = Math.max(0, y - 2); row <= Math.min(mask.height - 1, y + 2); row += 1) {
    for (let column = Math.max(0, x - 2); column <= Math.min(mask.width - 1, x + 2); column += 1) {
      const place = row * mask.width + column;
      if (mask.bits[place] === 0) continue;
      count += 1;
      red += rgb[3 * place] ?? 0;
      green += rgb[3 * place + 1] ?? 0;
      blue += rgb[3 * place + 2] ?? 0;
    }
  }
  return count === 0 ? null : [red / count, green / count, blue / count];
}
