import { z } from 'zod';
import type { VendorError } from '../http/upstream-failure.ts';
import { pictureFields as commonFields, fromAddress, pictureOf, picturesOfAnswer } from '../streams/handed-pictures.ts';
import type { HandedPicture } from '../streams/keep-pictures.ts';

/** A request of the vendor's queue. Its `payload` is never read: the addresses that it echoes look like results. */
export interface QueueRecord {
  readonly id: string | undefined;
  readonly status: 'succeeded' | 'failed' | 'running';
  /** The vendor's own word. */
  readonly word: string | undefined;
  readonly pictures: readonly HandedPicture[];
  /** As it was sent, where the record says so. */
  readonly prompt: string | undefined;
  /** Why it failed. Read for its words only, and never kept: it may repeat the prompt. */
  readonly message: string | undefined;
}

/** Where a picture may stand that comes inside an answer. */
export const pictureFields: readonly string[] = [...commonFields, 'media_urls'];

/** Null where it is no JSON object, or says nothing about a request. */
export function readRecord(json: unknown): QueueRecord | null {
  const record = recordSchema.safeParse(json).data;
  if (record === undefined || (!record.request_id && !record.status)) return null;
  const word = record.status?.toLowerCase();
  return {
    id: record.request_id || undefined,
    status: statuses.get(word ?? '') ?? 'running',
    word,
    pictures: picturesIn(record.outcome),
    prompt: record.payload?.prompt ?? undefined,
    message: [record.error, record.reason, record.outcome].map(messageIn).find((each) => each !== undefined),
  };
}

/** The vendor's own error body, `{error}`, `{message}` or `{detail}`; null for anything else, e.g. a gateway's page. */
export function readError(json: unknown): VendorError | null {
  const body = errorSchema.safeParse(json).data;
  const message = [body?.error, body?.message, body?.detail].map(messageIn).find((each) => each !== undefined);
  return message === undefined ? null : { message };
}

/** Words of all its pages (reference, 5.5); any other one means that it is at work. */
const statuses: ReadonlyMap<string, QueueRecord['status']> = new Map([
  ['success', 'succeeded'],
  ['finished', 'succeeded'],
  ['completed', 'succeeded'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['cancelled', 'failed'],
  ['canceled', 'failed'],
]);

const text = z.string().nullish().catch(undefined);

const recordSchema = z.object({
  request_id: text,
  status: text,
  outcome: z.unknown().optional(),
  error: z.unknown().optional(),
  reason: z.unknown().optional(),
  payload: z.object({ prompt: text }).optional().catch(undefined),
});

const errorSchema = z.object({
  error: z.unknown().optional(),
  message: z.unknown().optional(),
  detail: z.unknown().optional(),
});

const worded = z.object({ message: text, error: text, reason: text, detail: text });

/** A text, or an object with one under any of its names. */
function messageIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value || undefined;
  const { message, error, reason, detail } = worded.safeParse(value).data ?? {};
  return message || error || reason || detail || undefined;
}

/** One alone need not stand in a list. */
const outcomeSchema = z.object({
  media_urls: z
    .preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(z.unknown()))
    .nullish()
    .catch(undefined),
  thumbnail_image_url: text,
});

/** `media_urls` as texts or objects, else the keys of older models, and the thumbnail only for want of a picture. */
function picturesIn(outcome: unknown): readonly HandedPicture[] {
  const found = outcomeSchema.safeParse(outcome).data;
  if (found === undefined) return [];
  const media = (found.media_urls ?? []).slice(0, mostPictures).flatMap((each) => pictureOf(each) ?? []);
  if (media.length > 0) return media;
  const { thumbnail_image_url: thumbnail } = found;
  return picturesOfAnswer(outcome) ?? (thumbnail ? [fromAddress(thumbnail)] : []);
}

/** We ask for one. */
const mostPictures = 16;
