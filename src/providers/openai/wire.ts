import { z } from 'zod';
import { refusalAtTop } from '../error-at-top.ts';
import type { VendorError } from '../http/upstream-failure.ts';
import { listedPictures, pictureOf, picturesOfAnswer } from '../streams/handed-pictures.ts';
import type { HandedPicture } from '../streams/keep-pictures.ts';
import { readUsage, type TokenUsage } from './usage.ts';

/** What a plain answer says. */
export interface Answer {
  /** Undefined where nothing is said about pictures; empty where a success has none. */
  readonly pictures: readonly HandedPicture[] | undefined;
  readonly error: VendorError | undefined;
  readonly usage: TokenUsage | undefined;
}

/** What an event of a stream says. `nothing`: one that we do not know. */
export type Said =
  | { readonly kind: 'preview'; readonly picture: HandedPicture | undefined }
  | { readonly kind: 'completed'; readonly pictures: readonly HandedPicture[]; readonly usage: TokenUsage | undefined }
  | { readonly kind: 'error'; readonly error: VendorError }
  | { readonly kind: 'nothing' };

/** Null where it is no JSON object: nothing can be said about such an answer. */
export function readAnswer(json: unknown): Answer | null {
  if (!isObject(json)) return null;
  const { error, usage } = answerSchema.parse(json);
  return { pictures: picturesOfAnswer(json), error: errorFrom(error), usage: readUsage(usage) };
}

/**
 * By the data's `type`, else by the event's name; families are not told apart (`image_generation.`, `image_edit.`).
 * A relay may put its whole plain answer into one event.
 */
export function readEvent(json: unknown, name: string): Said {
  const answer = readAnswer(json);
  if (answer === null) return { kind: 'nothing' };
  const { type } = eventSchema.parse(json);
  if (answer.error !== undefined) return { kind: 'error', error: answer.error };
  if (name === 'error' || type === 'error') return { kind: 'error', error: errorFrom(json) ?? {} };
  switch ((type || name).split('.').at(-1)) {
    case 'partial_image':
      return { kind: 'preview', picture: pictureOf(json) };
    case 'completed':
      return { kind: 'completed', pictures: answer.pictures ?? [], usage: answer.usage };
    default: {
      // A picture of an event that we do not know may be an unfinished one.
      const isNamed = Boolean(type || name);
      const pictures = isNamed ? listedPictures(json) : answer.pictures;
      // Likewise its words: they may speak of a check that goes on.
      const refusal = isNamed || pictures !== undefined ? undefined : refusalAtTop(json);
      if (refusal !== undefined) return { kind: 'error', error: refusal };
      return pictures === undefined ? { kind: 'nothing' } : { kind: 'completed', pictures, usage: answer.usage };
    }
  }
}

/** Whatever is not of the expected type is taken for missing: a vendor's surprise in one field costs that field alone. */
const text = z.string().nullish().catch(undefined);
const word = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .catch(undefined);

const answerSchema = z.object({
  error: z.unknown().optional(),
  usage: z.unknown().optional(),
});

const eventSchema = z.object({ type: text });

const errorSchema = z.object({ code: word, type: word, message: text, param: text });

function errorFrom(error: unknown): VendorError | undefined {
  if (typeof error === 'string') return error === '' ? undefined : { message: error };
  if (!isObject(error)) return error ? {} : undefined;
  const { code, type, message, param } = errorSchema.parse(error);
  return {
    code: code || undefined,
    type: type || undefined,
    message: message || undefined,
    param: param || undefined,
  };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
