import type { Failure } from '../../domain/failure.ts';
import type { CallContext } from '../../ports/image-provider.ts';
import { readText } from '../upstream.ts';
import { failureOf } from '../upstream-failure.ts';
import type { VendorLine } from './vendor-line.ts';
import { readError, readTask, readTasks, type TaskRecord } from './wire.ts';

export type TaskAnswer =
  | { readonly kind: 'record'; readonly record: TaskRecord }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unanswered'; readonly failure: Failure };

/** How many records are asked for at once: the vendor's documented page, which it might enforce without a word. */
export const tasksPerQuestion = 12;

/** The vendor's free questions about its tasks (reference, 5.4). */
export function createTasks(line: VendorLine) {
  return {
    /** By the vendor's id, or by our trace id. A record of anybody else's is taken for none. */
    async one(by: { readonly id: string } | { readonly trace_id: string }, context: CallContext): Promise<TaskAnswer> {
      const asked = await ask({ action: 'retrieve', ...by }, context);
      if (asked.kind !== 'text') return asked;
      const record = readTask(asked.text);
      if (record === null) return unanswered({ code: 'unreachable', vendorCode: 'no sense' });
      if (record === 'absent' || !isAbout(record, by)) return { kind: 'absent' };
      return { kind: 'record', record };
    },

    /** The records of up to {@link tasksPerQuestion} tasks, in the order of the ids. */
    async several(ids: readonly string[], context: CallContext): Promise<readonly TaskAnswer[]> {
      const question = { action: 'retrieve_batch', ids, offset: 0, limit: tasksPerQuestion };
      const asked = await ask(question, context);
      if (asked.kind !== 'text') return ids.map(() => asked);
      const records = readTasks(asked.text);
      if (records === null) return ids.map(() => unanswered({ code: 'unreachable', vendorCode: 'no sense' }));
      return ids.map((id) => {
        const record = records.find((each) => each.id === id);
        return record === undefined ? { kind: 'absent' } : { kind: 'record', record };
      });
    },
  };

  async function ask(
    question: object,
    context: CallContext,
  ): Promise<{ readonly kind: 'text'; readonly text: string } | Exclude<TaskAnswer, { readonly kind: 'record' }>> {
    const outcome = await line.ask('/openai/tasks', question, context.signal, readText);
    if (outcome.kind !== 'answered') return unanswered({ code: 'unreachable', vendorCode: outcome.reason });
    const { head, value: text } = outcome;
    if (head.status < 300) return { kind: 'text', text };
    const error = readError(text);
    if (error?.code === 'task_not_found') return { kind: 'absent' };
    return unanswered(failureOf({ error, head, vendorTrace: error?.traceId }));
  }
}

const unanswered = (failure: Failure) => ({ kind: 'unanswered' as const, failure });

function isAbout(record: TaskRecord, by: { readonly id: string } | { readonly trace_id: string }): boolean {
  return 'id' in by ? (record.id ?? by.id) === by.id : (record.traceId ?? by.trace_id) === by.trace_id;
}
