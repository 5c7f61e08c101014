import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { askedIn } from './caption.ts';
import { type Drawing, drawPicture, plainPicture } from './draw.ts';
import { paintInPlace, paintPicture } from './painted/paint-picture.ts';
import type { InputPicture, ResultPicture } from './recorded.ts';

/**
 * Who makes the pictures. `drawn`: the prompt, the inputs and the mask can be seen, for tests. `plain`: one colour, for
 * benchmarks. `painted`: as image models do, who paint all of a picture anew and a little off where one thing was to be
 * changed. `painted in place`: the same with nothing off, to compare with.
 */
const artists = {
  drawn: drawPicture,
  plain: plainPicture,
  painted: paintPicture,
  'painted in place': paintInPlace,
} as const satisfies Record<string, (drawing: Drawing) => Promise<Uint8Array>>;
export type Artist = keyof typeof artists;

export interface ResultSettings {
  readonly scratch: string;
  readonly pictures: Artist;
  readonly longestEdge: number | undefined;
  readonly resultAddress: (task: string, index: number, format: string) => string;
}

export interface WantedResults {
  /** How many pictures. */
  readonly count: number;
  readonly format: Drawing['format'];
  readonly transparent: boolean;
  readonly maskEdits: Drawing['maskEdits'];
  /** Pixel size of the pictures, whatever was asked. */
  readonly deliver: { readonly width: number; readonly height: number } | undefined;
}

/** What of a task can be seen in its pictures. */
export interface DrawnTask {
  readonly id: string;
  readonly prompt: string;
  readonly model: string;
  readonly size: string | undefined;
  readonly quality: string | undefined;
  readonly inputs: readonly InputPicture[];
  readonly mask: InputPicture | undefined;
}

/** Draws what a task comes to, and puts it where its addresses lead. */
export async function drawResults(
  task: DrawnTask,
  wanted: WantedResults,
  settings: ResultSettings,
): Promise<readonly ResultPicture[]> {
  const area = wanted.deliver ?? areaOf(task, settings.longestEdge);
  const results: ResultPicture[] = [];
  for (let index = 0; index < wanted.count; index += 1) {
    const drawing: Drawing = {
      prompt: askedIn(task.prompt),
      label: [task.model, task.size ?? 'auto', task.quality ?? 'auto'].join(' · '),
      seed: `${task.id.slice(0, 8)}-${index}`,
      ...area,
      format: wanted.format,
      transparent: wanted.transparent,
      inputs: task.inputs.map(({ path }) => path),
      mask: task.mask?.path,
      maskEdits: wanted.maskEdits,
    };
    const bytes = await artists[settings.pictures](drawing);
    const path = join(settings.scratch, `result-${task.id}-${index}`);
    await writeFile(path, bytes);
    results.push({
      url: settings.resultAddress(task.id, index, drawing.format),
      path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      contentType: `image/${drawing.format}`,
      ...area,
      bytes: () => readFile(path),
    });
  }
  return results;
}

/** As asked, else as the first picture that is edited, else a square. */
function areaOf({ inputs, size }: DrawnTask, longestEdge: number | undefined): { width: number; height: number } {
  const [first] = inputs;
  const own = first === undefined ? { width: 1024, height: 1024 } : { width: first.width, height: first.height };
  const match = /^(\d+)x(\d+)$/.exec(size ?? '');
  const asked = match === null ? own : { width: Number(match[1]), height: Number(match[2]) };
  const factor = longestEdge === undefined ? 1 : Math.min(1, longestEdge / Math.max(asked.width, asked.height));
  return {
    width: Math.max(1, Math.round(asked.width * factor)),
    height: Math.max(1, Math.round(asked.height * factor)),
  };
}
