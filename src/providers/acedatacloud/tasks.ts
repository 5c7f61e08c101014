import { z } from 'zod';
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

/** Of an answer to a question about several: `left off` where its page ended before that one. */
export type BatchAnswer = TaskAnswer | { readonly kind: 'left off' };

/** The vendor's documented page, which it might enforce without a word. */
const documentedPage = 12;

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

    /** The records of several tasks, in the order of the keys: one question, with a page as large as what is asked for. */
    several<Result>(
      keys: readonly TaskKey[],
      context: CallContext,
      use: (answers: readonly BatchAnswer[]) => Promise<Result>,
    ): Promise<Result> {
      const ids = keys.flatMap((key) => ('id' in key ? [key.id] : []));
      const traces = keys.flatMap((key) => ('trace_id' in key ? [key.trace_id] : []));
      const about = traces.length === 0 ? { ids } : { trace_ids: traces };
      const question = { action: 'retrieve_batch', ...about, offset: 0, limit: keys.length };
      return ask(question, context, (asked) => {
        if (asked.kind !== 'json') return use(keys.map(() => (isTooMuch(asked, keys.length) ? leftOff : asked)));
        const records = readTasks(asked.json.value);
        if (records === null) return use(keys.map(() => (keys.length > 1 ? leftOff : senselessAnswer())));
        const named = keys.map((key) => records.find((each) => isNamed(each, key)));
        // Whoever tells of others as well, or of one twice, did not answer what was asked.
        const areOurs = new Set(named.filter((record) => record !== undefined)).size === records.length;
        const missing = areOurs && !isCut(asked.json.value) ? { kind: 'absent' as const } : leftOff;
        return use(
          named.map((record) => (record === undefined ? missing : { kind: 'record', record, json: asked.json })),
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

const leftOff = { kind: 'left off' } as const;

/**
 * Together they may be too much for one answer, or too many for a vendor, and a relay may know no batches: then fewer are
 * asked about, and at last one alone, of which no sense is none.
 */
const isTooMuch = (answer: TaskAnswer, many: number) => many > 1 && answer.kind === 'senseless';

/**
 * Whether there may be more than came: by its own count, or because a page may have been full. Whoever asks again about
 * what is missing, alone, is told.
 */
function isCut(json: unknown): boolean {
  const { items, count } = pageSchema.parse(json);
  return items.length < (count ?? 0) || items.length >= documentedPage;
}

const pageSchema = z.object({ items: z.array(z.unknown()), count: z.number().nullish().catch(undefined) });

const isNamed = (record: TaskRecord, key: TaskKey) =>
  'id' in key ? record.id === key.id : record.traceId === key.trace_id;

function isAbout(record: TaskRecord, key: TaskKey): boolean {
  return 'id' in key ? (record.id ?? key.id) === key.id : (record.traceId ?? key.trace_id) === key.trace_id;
}
