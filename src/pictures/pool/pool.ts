import { isRefused, type RefusedPicture } from '../../domain/pictures/refused-picture.ts';
import type { Log } from '../../ports/log.ts';
import type { Children, Ended } from './children.ts';
import type { Results, Task, TaskKind, TaskOf } from './task.ts';
import { type Ask, type Bounds, nextInTurn, roundFor } from './turns.ts';

export type Refusal = 'too large' | 'unreadable' | 'time' | 'memory' | 'death';

/** What it does just now, and what it has refused since it began. */
export interface PoolState {
  readonly running: number;
  readonly waiting: number;
  /** Bytes, of all that run. */
  readonly admitted: number;
  readonly memory: number;
  readonly refused: Readonly<Record<Refusal, number>>;
}

export interface PictureTask<Kind extends TaskKind> {
  readonly task: TaskOf<Kind>;
  /** Whose turn it takes. */
  readonly member: string;
  /** What it may take at most, in bytes. */
  readonly cost: number;
  /** How long it may take at most, once it has begun. */
  readonly mostMs: number;
}

export interface PicturePool {
  /** Refused at once where it needs more than there is; else in its turn. Throws for what is not the picture's fault. */
  run<Kind extends TaskKind>(asked: PictureTask<Kind>): Promise<Results[Kind] | RefusedPicture>;
  /** Counts one that no child is asked about: its header told enough. */
  refuse(why: 'too large' | 'unreadable'): RefusedPicture;
  state(): PoolState;
  /** What runs or waits ends with an error. */
  close(): Promise<void>;
}

interface Waiting extends Ask {
  readonly task: Task;
  readonly mostMs: number;
  readonly settle: (ended: Promise<Ended>) => void;
}

/** Work on pictures in child processes, as much at once as there is memory and there are children for, in turns by member. */
export function createPicturePool({
  children,
  bounds,
  log,
}: {
  readonly children: Children;
  readonly bounds: Bounds;
  readonly log: Log;
}): PicturePool {
  const waiting: Waiting[] = [];
  const running = new Set<Ask>();
  const refused: Record<Refusal, number> = { 'too large': 0, unreadable: 0, time: 0, memory: 0, death: 0 };
  let begun = 0;
  let isClosed = false;

  function admit(): void {
    for (let next = nextInTurn(waiting, [...running], bounds); next !== null; ) {
      start(next);
      next = nextInTurn(waiting, [...running], bounds);
    }
  }

  function start(ask: Waiting): void {
    waiting.splice(waiting.indexOf(ask), 1);
    running.add(ask);
    begun = Math.max(begun, ask.round);
    const { task, cost, mostMs } = ask;
    const ended = children.run({ task, mostBytes: cost + slackBytes }, mostMs).finally(() => {
      running.delete(ask);
      admit();
    });
    ask.settle(ended);
  }

  function refuse(task: TaskKind | 'header', refusal: Refusal): RefusedPicture {
    refused[refusal] += 1;
    log.info({ task, why: refusal }, 'a picture was refused');
    return { kind: 'refused', why: refusal === 'unreadable' || refusal === 'death' ? 'unreadable' : 'too large' };
  }

  return {
    async run<Kind extends TaskKind>({ task, member, cost, mostMs }: PictureTask<Kind>) {
      if (isClosed) throw closed();
      if (cost > bounds.memory) return refuse(task.kind, 'too large');
      const round = roundFor(member, waiting, begun);
      const ended = new Promise<Ended>((settle) => waiting.push({ task, member, cost, mostMs, round, settle }));
      admit();
      const outcome = await ended;
      if (isRefused(outcome)) return refuse(task.kind, outcome.why);
      switch (outcome.kind) {
        case 'done':
          // The child's program answers each kind of task with its own kind of result.
          return outcome.result as Results[Kind];
        case 'ended':
          if (isClosed) throw closed();
          return refuse(task.kind, outcome.by);
        case 'failed':
          throw new Error(outcome.message);
        default:
          return outcome satisfies never;
      }
    },

    refuse: (why) => refuse('header', why),

    state: () => ({
      running: running.size,
      waiting: waiting.length,
      admitted: [...running].reduce((sum, { cost }) => sum + cost, 0),
      memory: bounds.memory,
      refused: { ...refused },
    }),

    async close() {
      isClosed = true;
      for (const { settle } of waiting.splice(0)) settle(Promise.reject(closed()));
      await children.close();
    },
  };
}

const closed = () => new Error('The program ends: no picture is worked on any more.');

/** An estimate is none of malice: only what goes far beyond it is ended. */
const slackBytes = 32_000_000;
