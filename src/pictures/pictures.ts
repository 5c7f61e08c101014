import { rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Dimensions } from '../domain/asked/size.ts';
import { extensionOf } from '../domain/pictures/picture-type.ts';
import { isRefused, type RefusedPicture } from '../domain/pictures/refused-picture.ts';
import type { Likeness } from '../ports/likeness.ts';
import type { Log } from '../ports/log.ts';
import type { Fitted, Pictures, WorkedOnFor } from '../ports/pictures.ts';
import { type Header, readHeader, uprightSize } from './containers/index.ts';
import { barsSvg } from './drawn/bars.ts';
import { createFindMarks } from './find-marks.ts';
import { createLikeness } from './likeness.ts';
import { mostPixels } from './most-pixels.ts';
import { createChildren } from './pool/children.ts';
import { affordablePixels, costOf, drawingCost, fittingCost, referenceCost } from './pool/cost.ts';
import { createPicturePool, type PoolState } from './pool/pool.ts';
import { type Results, scratchOf, type TaskKind, type Work } from './pool/task.ts';
import { createSheets } from './sheets.ts';
import { isVendorForm, vendorTypeOf } from './vendor-form.ts';

interface Needs {
  /** What all children may take together, with what each holds when it has nothing to do. */
  readonly memoryMb: number;
  readonly log: Log;
  /** Pictures worked on at once. */
  readonly lanes?: number | undefined;
  /** What runs in each child. */
  readonly program?: URL | undefined;
}

export interface OpenPictures extends Pictures, Likeness {
  state(): PoolState;
  /** Ends the children; what they do then is an error. */
  close(): Promise<void>;
}

/** Nothing here decodes: headers are read by our own hands, all else is a child's. */
export function createPictures({ memoryMb, log, lanes = lanesWithin(memoryMb), program }: Needs): OpenPictures {
  const memory = memoryMb * 1e6 - lanes * idleBytes;
  const pool = createPicturePool({
    children: createChildren({ most: lanes, program }),
    bounds: { lanes, memory },
    log,
  });

  async function look(path: string): Promise<{ readonly header: Header; readonly bytes: number } | RefusedPicture> {
    const header = await readHeader(path);
    if (header === null) return pool.refuse('unreadable');
    if (header.stored.width * header.stored.height > mostPixels) return pool.refuse('too large');
    const { size: bytes } = await stat(path);
    return { header, bytes };
  }

  async function measure(path: string) {
    const looked = await look(path);
    if (isRefused(looked)) return looked;
    const { header, bytes } = looked;
    // It could be kept and never be used: vendors do not read it as it is, and nobody may turn it into what they do.
    if (!isVendorForm(header) && costOf('vendor form', header) > memory) return pool.refuse('too large');
    return { type: header.type, ...uprightSize(header), bytes };
  }

  let parts = 0;
  /** Nobody ever sees half a file: a child writes to a name of its own, which is given up whatever becomes of it. */
  async function writing<Kind extends TaskKind>(
    into: string,
    worksFor: WorkedOnFor,
    { task, cost, mostMs }: Work<Kind>,
    nameOf: (result: Results[Kind]) => string | null = () => into,
  ): Promise<Results[Kind] | RefusedPicture> {
    parts += 1;
    const part = `${into}.${parts}.part`;
    try {
      const result = await pool.run({ task: task(part), cost, mostMs, member: worksFor ?? 'nobody' });
      const name = isRefused(result) ? null : nameOf(result);
      if (name !== null) await rename(part, name);
      return result;
    } finally {
      await rm(part, { force: true });
      await rm(scratchOf(part), { force: true, recursive: true });
    }
  }

  /** Of a file that a child reads: what its header says decides what it may take. */
  async function reading<Result>(
    path: string,
    act: (header: Header) => Promise<Result | RefusedPicture>,
  ): Promise<Result | RefusedPicture> {
    const looked = await look(path);
    return isRefused(looked) ? looked : act(looked.header);
  }

  /** As it is, or as it is made anew: with the extension of what it has become. */
  async function remade<Kind extends 'fit' | 'reference'>(
    path: string,
    into: string,
    worksFor: WorkedOnFor,
    plan: (header: Header, bytes: number) => 'as it is' | Work<Kind> | RefusedPicture,
  ): Promise<Fitted | RefusedPicture> {
    const looked = await look(path);
    if (isRefused(looked)) return looked;
    const { header, bytes } = looked;
    const { width, height } = uprightSize(header);
    const planned = plan(header, bytes);
    if (planned === 'as it is') {
      return { type: header.type, width, height, bytes, path, changed: false, smaller: false };
    }
    if (isRefused(planned)) return planned;
    const nameOf = (made: Results[Kind]) => `${into}.${extensionOf(made.type)}`;
    const made = await writing(into, worksFor, planned, nameOf);
    if (isRefused(made)) return made;
    return { ...made, path: nameOf(made), changed: true, smaller: made.width < width || made.height < height };
  }

  const fit: Pictures['fit'] = (path, limit, into, worksFor) =>
    remade<'fit'>(path, into, worksFor, (header, bytes) => {
      if (bytes <= limit) return 'as it is';
      const most = affordablePixels(header, memory);
      if (most < 1) return pool.refuse('too large');
      const original = uprightSize(header);
      return {
        task: (part) => ({ kind: 'fit', path, original, limit, mostPixels: most, part }),
        cost: fittingCost(header, most),
        mostMs: ourMs,
      };
    });

  const asReference: Pictures['asReference'] = (path, mostEdge, into, worksFor) =>
    remade<'reference'>(path, into, worksFor, (header) => {
      const { stored } = header;
      if (isVendorForm(header) && Math.max(stored.width, stored.height) <= mostEdge) return 'as it is';
      return {
        task: (part) => ({ kind: 'reference', path, mostEdge, part }),
        cost: referenceCost(header, within(mostEdge, stored)),
        mostMs: theirMs,
      };
    });

  const drawing = (size: Dimensions) => ({ cost: drawingCost(size), mostMs: theirMs });
  return {
    measure,
    fit,
    asReference,
    ...createSheets({ look, writing, memory, mostMs: ourMs }),
    toVendorForm: (path, into, worksFor) =>
      reading(path, async (header) => {
        const type = vendorTypeOf(header);
        const written = await writing<'vendor form'>(into, worksFor, {
          task: (part) => ({ kind: 'vendor form', path, type, part }),
          cost: costOf('vendor form', header),
          mostMs: theirMs,
        });
        return isRefused(written) ? written : { type };
      }),
    readMask: (path, size, into, worksFor) =>
      reading(path, (header) =>
        writing<'mask'>(
          into,
          worksFor,
          {
            task: (part) => ({ kind: 'mask', path, size, part }),
            cost: costOf('mask', header, size),
            mostMs: theirMs,
          },
          (read) => (read === 'empty' ? null : into),
        ),
      ),
    coverRectangle: (rectangle, size, into, worksFor) =>
      writing<'rectangle'>(into, worksFor, {
        task: (part) => ({ kind: 'rectangle', rectangle, size, part }),
        ...drawing(size),
      }),
    toAlphaMask: (path, into, size, worksFor) =>
      reading(path, (header) =>
        writing<'alpha mask'>(into, worksFor, {
          task: (part) => ({ kind: 'alpha mask', path, size, part }),
          cost: costOf('alpha mask', header, size),
          mostMs: theirMs,
        }),
      ),
    drawBars: (bars, into, worksFor) =>
      writing<'drawing'>(into, worksFor, {
        task: (part) => ({ kind: 'drawing', svg: barsSvg(bars), part }),
        ...drawing({ width: 600, height: 2_000 }),
      }),
    ...createLikeness({ reading, writing, run: pool.run, memory }),
    findMarks: createFindMarks({ pool, look }),
    state: pool.state,
    close: pool.close,
  };
}

/** Scaled down to a longer edge of at most so many pixels. */
function within(mostEdge: number, { width, height }: Dimensions): Dimensions {
  const scale = Math.min(1, mostEdge / Math.max(width, height));
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale) };
}

/** As wide as the cores, as long as each child is left enough to read a photograph. */
const lanesWithin = (memoryMb: number) =>
  Math.max(1, Math.min(availableParallelism(), 3, Math.floor(memoryMb / leastMbEach)));
const leastMbEach = 250;

/** The runtime with its decoders loaded: 85 to 90 MB, most of them shared. */
const idleBytes = 90_000_000;

/** How long a child may take for what members send, and for what was paid for. */
const theirMs = 10_000;
const ourMs = 60_000;
