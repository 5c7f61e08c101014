import sharp, { type Sharp } from 'sharp';
import { type Drawing, encoded } from '../draw.ts';
import { type Drift, driftOf, noDrift, paintedAnew } from './drift.ts';
import { fillPart } from './fill-part.ts';
import { addGrain } from './grain.ts';
import { readInstruction } from './instruction.ts';
import { maskedPart, shapeIn } from './part.ts';
import { restyle } from './restyle.ts';
import { sceneSvg } from './scene.ts';

/**
 * A picture as an image model makes one. Without inputs: a landscape over its prompt. With inputs: the first of them painted
 * anew, all of it a little off ({@link driftOf}), and one thing changed: what the mask names, with some pixels beyond its
 * edge; else the place that the words name ("top left", "sky"), else some place. Further inputs are seen there in small. Words
 * that ask for a style change everything, those that ask for nothing nothing, and those that ask for another take of the
 * subject get a new landscape. The same for the same drawing.
 */
export function paintPicture(drawing: Drawing): Promise<Uint8Array> {
  return paint(drawing, driftOf(drawing.seed, drawing));
}

/** As {@link paintPicture}, by a painter who leaves alone what nobody asked to change: to compare with. */
export function paintInPlace(drawing: Drawing): Promise<Uint8Array> {
  return paint(drawing, noDrift);
}

async function paint(drawing: Drawing, drift: Drift): Promise<Uint8Array> {
  return encoded(await (drawing.inputs.length === 0 ? scene(drawing) : edit(drawing, drift)), drawing);
}

async function scene(drawing: Drawing): Promise<Sharp> {
  const canvas = sharp(Buffer.from(sceneSvg(drawing)));
  const drawn = drawing.transparent ? canvas.ensureAlpha() : canvas.removeAlpha();
  const { data, info } = await drawn.raw().toBuffer({ resolveWithObject: true });
  await addGrain({ data, info }, drawing.seed);
  return sharp(data, { raw: info });
}

async function edit(drawing: Drawing, drift: Drift): Promise<Sharp> {
  const instruction = readInstruction(drawing.prompt);
  if (instruction.kind === 'anew') return scene({ ...drawing, prompt: instruction.words });
  const canvas = await paintedAnew(drawing, drift);
  if (instruction.kind === 'nothing') return canvas;
  const masked = drawing.mask !== undefined;
  if (instruction.kind === 'style' && !masked) return restyle(canvas, instruction.style);
  const place = instruction.kind === 'area' ? instruction.place : null;
  const part = masked ? await maskedPart(drawing) : await shapeIn(place, drawing);
  return part === null ? canvas : canvas.composite(await fillPart(part, drawing));
}
