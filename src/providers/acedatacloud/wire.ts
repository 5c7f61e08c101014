import { z } from 'zod';
import { errorAtTop } from '../error-at-top.ts';
import type { VendorError } from '../http/upstream-failure.ts';
import { listedPictures, picturesOfAnswer } from '../streams/handed-pictures.ts';
import type { HandedPicture } from '../streams/keep-pictures.ts';

/** What an answer, a callback or a task's `response` says, in one shape. */
export interface Answer {
  readonly taskId: string | undefined;
  readonly traceId: string | undefined;
  /** Undefined where nothing is said about pictures; empty where a success has none. */
  readonly pictures: readonly HandedPicture[] | undefined;
  /** `isBare`: a string, or an object without a code: in the middle of a task it may be a remark. */
  readonly error: (VendorError & { readonly isBare: boolean }) | undefined;
  readonly success: boolean | undefined;
}

/** A record of `/openai/tasks`. Of its `request` the prompt alone is read: the addresses that it echoes look like results. */
export interface TaskRecord {
  readonly id: string | undefined;
  readonly traceId: string | undefined;
  /** There is no status word: it has ended once `finished_at` is there (reference, 5.4). Undefined: the record has no such field. */
  readonly isFinished: boolean | undefined;
  readonly response: Answer | undefined;
  /** As it was sent, where the record says so. */
  readonly prompt: string | undefined;
}

/** Null where it is no JSON object: nothing can be said about such an answer. */
export const readAnswer = (json: unknown): Answer | null => (isObject(json) ? answerFrom(json) : null);

/** The vendor's own error body; null for anything else, e.g. a gateway's page. */
export function readError(json: unknown): (VendorError & { readonly traceId: string | undefined }) | null {
  const answer = readAnswer(json);
  if (answer === null || (answer.error === undefined && answer.success !== false)) return null;
  return { ...answer.error, traceId: answer.traceId };
}

/** `absent`: the `{}` that stands for an unknown id. Null: it makes no sense. */
export const readTask = (json: unknown): TaskRecord | 'absent' | null => (isObject(json) ? taskFrom(json) : null);

/** The records of a batch, those that make sense. Null: it makes no sense as a whole. */
export function readTasks(json: unknown): readonly TaskRecord[] | null {
  const list = batchSchema.safeParse(json).data;
  if (list === undefined) return null;
  return list.items.flatMap((item) => {
    const record = isObject(item) ? taskFrom(item) : 'absent';
    return record === 'absent' ? [] : [record];
  });
}

/** Whatever is not of the expected type is taken for missing: a vendor's surprise in one field costs that field alone. */
const text = z.string().nullish().catch(undefined);
const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const answerSchema = z.object({
  success: z.boolean().nullish().catch(undefined),
  task_id: word,
  trace_id: text,
  error: z.unknown().optional(),
});

const errorSchema = z.object({ code: word, type: word, message: text, param: text });

const batchSchema = z.object({ items: z.array(z.unknown()) });

const taskSchema = z.object({
  id: word,
  trace_id: text,
  finished_at: z.unknown().optional(),
  response: z.unknown().optional(),
  request: z.object({ prompt: text }).optional().catch(undefined),
});

function answerFrom(json: object): Answer {
  const { success, task_id, trace_id, error } = answerSchema.parse(json);
  return {
    taskId: task_id || undefined,
    traceId: trace_id || undefined,
    // An address beside a task may lead to the task.
    pictures: task_id ? listedPictures(json) : picturesOfAnswer(json),
    error: errorFrom(error) ?? (success === false ? bareError(json) : undefined),
    success: success ?? undefined,
  };
}

function bareError(json: object): Answer['error'] {
  const error = errorAtTop(json);
  return error === undefined ? undefined : { ...error, isBare: true };
}

/** That there is an error decides, whatever it looks like; `{}` and the like are no error. */
function errorFrom(error: unknown): Answer['error'] {
  if (typeof error === 'string') return error === '' ? undefined : { message: error, isBare: true };
  if (!isObject(error)) return error ? { isBare: true } : undefined;
  if (Object.keys(error).length === 0) return undefined;
  const { code, type, message, param } = errorSchema.parse(error);
  return {
    code: code || undefined,
    type: type || undefined,
    message: message || undefined,
    param: param || undefined,
    isBare: !code,
  };
}

function taskFrom(json: object): TaskRecord | 'absent' {
  const { id, trace_id, finished_at, response, request } = taskSchema.parse(json);
  const isNobody = !id && !trace_id && response === undefined && finished_at === undefined;
  if (isNobody) return 'absent';
  return {
    id: id || undefined,
    traceId: trace_id || undefined,
    isFinished: finished_at === undefined ? undefined : finished_at !== null,
    response: isObject(response) ? answerFrom(response) : undefined,
    prompt: request?.prompt ?? undefined,
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
