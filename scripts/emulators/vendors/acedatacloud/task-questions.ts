import { taskRecord } from './bodies.ts';
import type { RunningTask } from './tasks.ts';

/** What a tasks endpoint says of those that it knows (reference, 5.4); null: no such action. */
export function answerTaskQuestion(
  json: unknown,
  known: readonly RunningTask[],
  perPage: number = Number.POSITIVE_INFINITY,
): unknown {
  const asked = (json ?? {}) as Readonly<Record<string, unknown>>;
  const number = (name: string, otherwise: number) => (typeof asked[name] === 'number' ? asked[name] : otherwise);
  switch (asked['action']) {
    case 'retrieve': {
      // A trace id outranks an id when both are sent.
      const { id, trace_id: trace } = asked;
      const found = known.find((task) => (trace === undefined ? task.id === id : task.traceId === trace));
      return found === undefined ? {} : taskRecord(found);
    }
    case 'retrieve_batch': {
      const [ids, traces] = [strings(asked['ids']), strings(asked['trace_ids'])];
      const found = known.filter((task) => ids.has(task.id) || traces.has(task.traceId));
      const from = number('offset', 0);
      const most = Math.min(number('limit', 12), perPage);
      return { items: found.slice(from, from + most).map(taskRecord), count: found.length };
    }
    default:
      return null;
  }
}

const strings = (value: unknown): ReadonlySet<string> =>
  new Set(Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : []);
