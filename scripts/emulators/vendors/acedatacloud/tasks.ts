import { randomUUID } from 'node:crypto';
import { drawResults, type ResultSettings } from '../kit/draw-results.ts';
import { comeToPass, pause } from '../kit/pause.ts';
import type { ResultPicture } from '../kit/recorded.ts';
import type { AceDataCloudBehaviour, TaskFailure } from './behaviour.ts';
import type { EmulatedTask } from './emulated.ts';
import type { PaidCall } from './paid-call.ts';

export interface RunningTask extends EmulatedTask {
  readonly call: PaidCall;
  readonly behaviour: AceDataCloudBehaviour;
  readonly done: Promise<void>;
  readonly startedAt: number;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Options extends ResultSettings {
  readonly processingMs: () => number;
  readonly honoursN: boolean;
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

    start(call: PaidCall, behaviour: AceDataCloudBehaviour): RunningTask {
      const now = Date.now();
      const task: Mutable<RunningTask> = {
        id: randomUUID(),
        traceId: call.traceId ?? randomUUID(),
        operation: call.operation,
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
    await comeToPass(task.behaviour.until, options.closed);
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

  function drawAll(task: RunningTask, count: number): Promise<readonly ResultPicture[]> {
    const { format, background } = task.call;
    const { deliver } = task.behaviour;
    const transparent = background === 'transparent';
    return drawResults(task, { count, format, transparent, maskEdits: 'transparent', deliver }, options);
  }
}

function errorOf({ code = 'api_error', message = 'the task failed', shape }: TaskFailure): EmulatedTask['error'] {
  return { code: shape === 'object' || shape === undefined ? code : undefined, message };
}
