import { createHash, randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Behaviour, TaskFailure } from '../behaviour.ts';
import { type Drawing, drawPicture, plainPicture } from '../draw.ts';
import { pause } from '../pause.ts';
import type { EmulatedTask, ResultPicture } from '../recorded.ts';
import type { PaidCall } from './paid-call.ts';

export interface RunningTask extends EmulatedTask {
  readonly call: PaidCall;
  readonly behaviour: Behaviour;
  readonly done: Promise<void>;
  readonly startedAt: number;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Options {
  readonly scratch: string;
  readonly processingMs: () => number;
  readonly pictures: 'drawn' | 'plain';
  readonly longestEdge: number | undefined;
  readonly honoursN: boolean;
  readonly resultAddress: (task: string, index: number, format: string) => string;
  readonly changed: (task: EmulatedTask) => void;
  readonly closed: AbortSignal;
}

/** Tasks and their pictures: what a real account would be billed for. */
export function createTasks(options: Options) {
  const tasks: Mutable<RunningTask>[] = [];
  let atWork = 0;
  let busiest = 0;

  return {
    list: tasks as readonly RunningTask[],
    get busiest() {
      return busiest;
    },
    find: (where: (task: RunningTask) => boolean): RunningTask | undefined => tasks.find(where),
    forgetFinished() {
      const open = tasks.filter((task) => task.finishedAt === undefined);
      tasks.splice(0, tasks.length, ...open);
    },

    start(operation: EmulatedTask['operation'], call: PaidCall, behaviour: Behaviour): RunningTask {
      const now = Date.now();
      const task: Mutable<RunningTask> = {
        id: randomUUID(),
        traceId: call.traceId ?? randomUUID(),
        operation,
        mode: call.isAsync ? 'async' : 'sync',
        state: 'running',
        model: call.model,
        prompt: call.prompt,
        size: call.size,
        quality: call.quality,
        n: call.n,
        inputs: call.inputs,
        mask: call.mask,
        results: [],
        error: undefined,
        callbackUrl: call.callbackUrl,
        billed: 0,
        createdAt: now,
        startedAt: now,
        finishedAt: undefined,
        call,
        behaviour,
        done: Promise.resolve(),
      };
      tasks.push(task);
      atWork += 1;
      busiest = Math.max(busiest, atWork);
      task.done = work(task).finally(() => {
        atWork -= 1;
      });
      options.changed(task);
      return task;
    },
  };

  async function work(task: Mutable<RunningTask>): Promise<void> {
    const count = task.behaviour.images ?? (options.honoursN ? task.n : 1);
    const drawn = task.behaviour.fail === undefined ? drawAll(task, count) : Promise.resolve([]);
    await pause(task.behaviour.processingMs ?? options.processingMs(), options.closed);
    const results = await drawn;
    task.finishedAt = Date.now();
    if (task.behaviour.fail !== undefined) {
      task.state = 'failed';
      task.error = errorOf(task.behaviour.fail);
    } else {
      task.state = 'succeeded';
      task.results = results;
      task.billed = results.length;
    }
    options.changed(task);
  }

  async function drawAll(task: RunningTask, count: number): Promise<readonly ResultPicture[]> {
    const area = delivered(task, options.longestEdge);
    const results: ResultPicture[] = [];
    for (let index = 0; index < count; index += 1) {
      const drawing: Drawing = {
        prompt: task.prompt,
        label: [task.model, task.size ?? 'auto', task.quality ?? 'auto'].join(' · '),
        seed: `${task.id.slice(0, 8)}-${index}`,
        ...area,
        format: task.call.format,
        transparent: task.call.background === 'transparent',
        inputs: task.inputs.map(({ path }) => path),
        mask: task.mask?.path,
      };
      const bytes = await (options.pictures === 'plain' ? plainPicture(drawing) : drawPicture(drawing));
      const path = join(options.scratch, `result-${task.id}-${index}`);
      await writeFile(path, bytes);
      results.push({
        url: options.resultAddress(task.id, index, drawing.format),
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
}

function delivered(task: RunningTask, longestEdge: number | undefined): { width: number; height: number } {
  const [first] = task.inputs;
  const own = first === undefined ? { width: 1024, height: 1024 } : { width: first.width, height: first.height };
  const match = /^(\d+)x(\d+)$/.exec(task.size ?? '');
  const asked = match === null ? own : { width: Number(match[1]), height: Number(match[2]) };
  if (task.behaviour.deliver !== undefined) return task.behaviour.deliver;
  const factor = longestEdge === undefined ? 1 : Math.min(1, longestEdge / Math.max(asked.width, asked.height));
  return {
    width: Math.max(1, Math.round(asked.width * factor)),
    height: Math.max(1, Math.round(asked.height * factor)),
  };
}

function errorOf({ code = 'api_error', message = 'the task failed', shape }: TaskFailure): EmulatedTask['error'] {
  return { code: shape === 'object' || shape === undefined ? code : undefined, message };
}
