import type { CallContext, NoAnswer } from '../../ports/image-provider.ts';
import { questionRefused, senselessAnswer, withoutAnswer } from '../http/paid-answer.ts';
import { pictureFields } from '../streams/handed-pictures.ts';
import { type FiledJson, readJson } from '../streams/read-json.ts';
import type { VendorLine } from './vendor-line.ts';
import { readError, readTask, readTasks, type TaskRecord } from './wire.ts';

/** `json` holds the files of the record's pictures, for as long as `use` runs. */
export type TaskAnswer =
  | { readonly kind: 'record'; readonly record: TaskRecord; readonly json: FiledJson }
  | { readonly kind: 'absent' }
  | NoAnswer;

/** By the vendor's id, or by our trace id. */
export type TaskKey = { readonly id: string } | { readonly trace_id: string };

/** How many records are asked for at once: the vendor's documented page, which it might enforce without a word. */
export const tasksPerQuestion = 12;

/** The vendor's free questions about the tasks of one interface (reference, 5.4). What they are answered with is lent to `use`. */
export function createTasks(line: VendorLine, path: '/openai/tasks' | '/nano-banana/tasks') {
  return {
    /** A record of anybody else's is taken for none. */
    one<Result>(key: TaskKey, context: CallContext, use: (answer: TaskAnswer) => Promise<Result>): Promise<Result> {
      return ask({ action: 'retrieve', ...key }, context, (asked) => {
        if (asked.kind !== 'json') return use(asked);
        const record = readTask(asked.json.value);
        if (record === null) return use(senselessAnswer());
        if (record === 'absent' || !isAbout(record, key)) return use({ kind: 'absent' });
        return use({ kind: 'record', record, json: asked.json });
      });
    },

    /** The records of up to {@link tasksPerQuestion} tasks, in the order of the ids. */
    several<Result>(
      ids: readonly string[],
      context: CallContext,
      use: (answers: readonly TaskAnswer[]) => Promise<Result>,
    ): Promise<Result> {
      const question = { action: 'retrieve_batch', ids, offset: 0, limit: tasksPerQuestion };
      return ask(question, context, (asked) => {
        if (asked.kind !== 'json') return use(ids.map(() => asked));
        const records = readTasks(asked.json.value);
        if (records === null) return use(ids.map(() => senselessAnswer()));
        return use(
          ids.map((id) => {
            const record = records.find((each) => each.id === id);
            return record === undefined ? { kind: 'absent' } : { kind: 'record', record, json: asked.json };
          }),
        );
      });
    },
  };

  async function ask<Result>(
    question: object,
    { signal, scratch }: CallContext,
    use: (asked: Asked) => Promise<Result>,
  ): Promise<Result> {
    const outcome = await line.ask(path, question, signal, (body) => readJson(body, scratch, pictureFields));
    if (outcome.kind !== 'answered') return use(withoutAnswer(outcome));
    const { head } = outcome;
    await using json = outcome.value;
    if (head.status < 300) return await use({ kind: 'json', json });
    const error = readError(json.value);
    if (error?.code === 'task_not_found') return await use({ kind: 'absent' });
    return await use(questionRefused({ error, head, vendorTrace: error?.traceId }));
  }
}

type Asked = { readonly kind: 'json'; readonly json: FiledJson } | Exclude<TaskAnswer, { readonly kind: 'record' }>;

function isAbout(record: TaskRecord, key: TaskKey): boolean {
  return 'id' in key ? (record.id ?? key.id) === key.id : (record.traceId ?? key.trace_id) === key.trace_id;
}
