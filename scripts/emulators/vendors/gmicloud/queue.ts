import { randomUUID } from 'node:crypto';
import { drawResults, type ResultSettings } from '../kit/draw-results.ts';
import { pause } from '../kit/pause.ts';
import type { GmiCloudBehaviour } from './behaviour.ts';
import type { QueuedRequest } from './emulated.ts';
import type { Submission } from './read-submission.ts';

export interface RunningRequest extends QueuedRequest {
  readonly behaviour: GmiCloudBehaviour;
  /** How often it was answered about while it was at work. */
  answers: number;
  readonly done: Promise<void>;
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface Options extends ResultSettings {
  readonly processingMs: () => number;
  readonly changed: (request: QueuedRequest) => void;
  readonly closed: AbortSignal;
}

/** Requests that were taken, and their pictures. */
export function createQueue(options: Options) {
  const requests: Mutable<RunningRequest>[] = [];
  let atWork = 0;
  let busiest = 0;

  return {
    list: requests as readonly RunningRequest[],
    get busiest() {
      return busiest;
    },
    forgetFinished() {
      const open = requests.filter((each) => each.finishedAt === undefined);
      requests.splice(0, requests.length, ...open);
    },

    take({ operation, model, prompt, size, quality, n, inputs, mask, format }: Submission, doing: GmiCloudBehaviour) {
      const request: Mutable<RunningRequest> = {
        id: randomUUID(),
        operation,
        state: 'running',
        model,
        prompt,
        size,
        quality,
        n,
        inputs,
        mask,
        results: [],
        billed: 0,
        createdAt: Date.now(),
        finishedAt: undefined,
        behaviour: doing,
        answers: 0,
        done: Promise.resolve(),
      };
      requests.push(request);
      atWork += 1;
      busiest = Math.max(busiest, atWork);
      request.done = work(request, format).finally(() => {
        atWork -= 1;
      });
      options.changed(request);
      return request as RunningRequest;
    },
  };

  async function work(request: Mutable<RunningRequest>, format: Submission['format']): Promise<void> {
    const { fail, images, deliver } = request.behaviour;
    const wanted = { count: images ?? request.n, format, transparent: false, maskEdits: 'white', deliver } as const;
    // A size that is left out is a square here, whatever is edited (reference, 3.2).
    const task = { ...request, size: request.size ?? '1024x1024' };
    const drawn = fail === undefined ? drawResults(task, wanted, options) : Promise.resolve([]);
    await pause(request.behaviour.processingMs ?? options.processingMs(), options.closed);
    request.results = await drawn;
    request.finishedAt = Date.now();
    request.state = fail === undefined ? 'succeeded' : 'failed';
    request.billed = request.results.length;
    options.changed(request);
  }
}
