import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unfinished } from '../kit/draw.ts';
import { drawResults, type ResultSettings } from '../kit/draw-results.ts';
import { comeToPass, pause } from '../kit/pause.ts';
import type { ResultPicture } from '../kit/recorded.ts';
import type { OpenAiBehaviour } from './behaviour.ts';
import type { EmulatedCall } from './emulated.ts';
import type { PaidCall } from './read-call.ts';

export interface RunningCall extends EmulatedCall {
  readonly call: PaidCall;
  readonly behaviour: OpenAiBehaviour;
  readonly done: Promise<void>;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Options extends ResultSettings {
  readonly processingMs: number;
  readonly idOf: (number: number) => string;
  readonly changed: (call: EmulatedCall) => void;
  readonly closed: AbortSignal;
}

/** Calls and their pictures: what a real account would be billed for. */
export function createCalls(options: Options) {
  const calls: Mutable<RunningCall>[] = [];
  let atWork = 0;
  let busiest = 0;
  let taken = 0;

  return {
    list: calls as readonly RunningCall[],
    get busiest() {
      return busiest;
    },
    forgetFinished() {
      calls.splice(0, calls.length, ...calls.filter(({ finishedAt }) => finishedAt === undefined));
    },

    /** `onPartial` hears of each unfinished picture, and is waited for. */
    start(
      call: PaidCall,
      behaviour: OpenAiBehaviour,
      onPartial: (picture: ResultPicture, index: number) => Promise<void>,
    ): RunningCall {
      const { operation, model, prompt, size, quality, n, user, streams, inputs, mask, markup } = call;
      taken += 1;
      const running: Mutable<RunningCall> = {
        id: options.idOf(taken),
        ...{ operation, model, prompt, size, quality, n, user, streams, inputs, mask, markup },
        state: 'running',
        partials: [],
        results: [],
        billed: 0,
        createdAt: Date.now(),
        finishedAt: undefined,
        call,
        behaviour,
        done: Promise.resolve(),
      };
      calls.push(running);
      atWork += 1;
      busiest = Math.max(busiest, atWork);
      running.done = work(running, onPartial).finally(() => {
        atWork -= 1;
      });
      options.changed(running);
      return running;
    },
  };

  async function work(
    running: Mutable<RunningCall>,
    onPartial: (picture: ResultPicture, index: number) => Promise<void>,
  ): Promise<void> {
    const { call, behaviour } = running;
    const steps = call.streams ? (behaviour.stream?.partials ?? call.partials) : 0;
    const share = (behaviour.processingMs ?? options.processingMs) / (steps + 1);
    const finals: Promise<readonly ResultPicture[]> = drawAll(running, behaviour.images ?? call.n);
    for (let step = 0; step < steps && !options.closed.aborted; step += 1) {
      await pause(share, options.closed);
      await comeToPass(behaviour.before?.(step), options.closed);
      const [final] = await finals;
      if (final === undefined) break;
      const bytes = padded(await unfinished(await final.bytes(), call.format, steps - step), behaviour.bytes);
      const partial = await keep(running, `partial-${step}`, bytes, final);
      running.partials = [...running.partials, partial];
      await onPartial(partial, step);
    }
    await pause(share, options.closed);
    await comeToPass(behaviour.before?.(steps), options.closed);
    running.results = await finals;
    running.billed = running.results.length;
    running.finishedAt = Date.now();
    running.state = 'succeeded';
    options.changed(running);
  }

  async function drawAll(running: RunningCall, count: number): Promise<readonly ResultPicture[]> {
    const { format, background, mask, markup } = running.call;
    const transparent = background === 'transparent';
    const maskEdits = markup === undefined ? 'transparent' : 'drawn';
    const wanted = { count, format, transparent, maskEdits, deliver: undefined } as const;
    const drawn = await drawResults({ ...running, mask: mask ?? markup }, wanted, options);
    const least = running.behaviour.bytes;
    if (least === undefined) return drawn;
    return Promise.all(
      drawn.map(async (picture, index) => keep(running, String(index), padded(await picture.bytes(), least), picture)),
    );
  }

  async function keep(
    { id }: RunningCall,
    name: string,
    bytes: Uint8Array,
    { width, height, contentType }: Pick<ResultPicture, 'width' | 'height' | 'contentType'>,
  ): Promise<ResultPicture> {
    const path = join(options.scratch, `${id}-${name}`);
    await writeFile(path, bytes);
    return {
      url: options.resultAddress(id, 0, name),
      path,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      contentType,
      width,
      height,
      bytes: () => readFile(path),
    };
  }
}

/** Decoders stop at a picture's end, so what stands behind it only makes it longer. */
function padded(bytes: Uint8Array, least = 0): Uint8Array {
  return bytes.length >= least ? bytes : Buffer.concat([bytes, Buffer.alloc(least - bytes.length)]);
}
