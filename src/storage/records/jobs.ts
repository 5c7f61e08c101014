import { z } from 'zod';
import { applicationId, storedRequestId, traceId } from '../../domain/ids.ts';
import type { Job, PaidRequest } from '../../domain/jobs/job.ts';
import { failureRecord } from './failure.ts';
import {
  audienceField,
  channelIdField,
  guildIdField,
  jobIdField,
  messageIdField,
  modelIdField,
  pictureTypeField,
  recipeRecord,
  sourceRecord,
  unreadFileRecord,
  userIdField,
  versionIdField,
} from './parts.ts';
import { storedJson } from './stored-json.ts';

/** Reads a row of `jobs`. Throws a `ZodError` for one that no version of this program has written. */
export function readJob(row: unknown): Job {
  const { accepted_at, started_at, cancelled_at, wake_at: wakeAt, ...rest } = jobRow.parse(row);
  return { ...rest, acceptedAt: accepted_at, startedAt: started_at, cancelledAt: cancelled_at, wakeAt };
}

/** Reads a row of `requests`, likewise. */
export function readRequest(row: unknown): PaidRequest {
  const { trace_id, submitted_at: submittedAt, wake_at: wakeAt, ...rest } = requestRow.parse(row);
  return { ...rest, traceId: trace_id, submittedAt, wakeAt };
}

export const addressRecord = z.object({
  kind: z.enum(['interaction', 'message']),
  application: z.string().transform(applicationId),
  token: z.string().nullable(),
  tokenExpiresAt: z.number().nullable(),
  message: messageIdField.nullable(),
  replyTo: messageIdField.nullable(),
  channel: channelIdField,
  parent: channelIdField.nullable(),
  // Older rows do not know either.
  category: channelIdField.nullish(),
  isAgeRestricted: z.boolean().optional(),
  guild: guildIdField.nullable(),
  asker: userIdField,
  audience: audienceField,
  locale: z.string(),
  // Older rows know the asker's alone.
  placeLocale: z.string().nullable().default(null),
  sizeLimit: z.number(),
  roles: z.array(z.string()),
  spoiler: z.literal(true).optional(),
  opensThread: z.literal(true).optional(),
});

const warningRecord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('ignored'),
    field: z.enum(['size', 'quality', 'background', 'format']),
    model: modelIdField,
  }),
  z.object({ kind: z.literal('replaced'), asked: modelIdField, by: modelIdField }),
  z.object({ kind: z.literal('fewer'), asked: z.number(), got: z.number(), failure: failureRecord }),
  z.object({ kind: z.literal('converted'), filename: z.string() }),
  z.object({ kind: z.literal('mask'), as: z.enum(['transparency', 'white']), scaled: z.boolean() }),
  z.object({ kind: z.literal('original gone') }),
  z.object({ kind: z.literal('rest kept') }),
  z.object({ kind: z.literal('blocklist') }),
  z.object({ kind: z.literal('marks'), share: z.number() }),
  z.object({ kind: z.literal('not exact'), why: z.enum(['size', 'no fit', 'format', 'no part']) }),
  z.object({
    kind: z.literal('characters cut'),
    characters: z.array(z.object({ name: z.string(), used: z.number(), of: z.number() })),
    model: modelIdField.optional(),
  }),
  z.object({
    kind: z.literal('characters left out'),
    why: z.enum(['gone', 'not theirs']),
    names: z.array(z.string()),
  }),
  z.object({ kind: z.literal('left out'), files: z.array(unreadFileRecord) }),
]);

const shownRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hidden') }),
  z.object({ kind: z.literal('nothing') }),
  z.object({ kind: z.literal('queued'), place: z.number() }),
  z.object({ kind: z.literal('queued after'), job: jobIdField }),
  z.object({ kind: z.literal('working') }),
  z.object({ kind: z.literal('preview') }),
  z.object({ kind: z.literal('ending') }),
]);

const jobRow = z.object({
  id: jobIdField,
  revision: z.number(),
  state: z.enum(['accepted', 'queued', 'running', 'delivering', 'done', 'failed', 'cancelled']),
  task: storedJson(z.object({ recipe: recipeRecord, sources: z.array(sourceRecord) })).nullable(),
  address: storedJson(addressRecord),
  accepted_at: z.number(),
  started_at: z.number().nullable(),
  cancelled_at: z.number().nullable(),
  shown: storedJson(shownRecord),
  sources: storedJson(z.array(versionIdField)).nullable(),
  warnings: storedJson(z.array(warningRecord)),
  failure: storedJson(failureRecord).nullable(),
  tries: z.number(),
  wake_at: z.number().nullable(),
});

const madeRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), url: z.string(), revisedPrompt: z.string().optional() }),
  z.object({ kind: z.literal('file'), path: z.string(), revisedPrompt: z.string().optional() }),
]);

const endingRecord = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('pictures'),
    pictures: z.array(
      z.object({
        version: versionIdField,
        type: pictureTypeField,
        width: z.number(),
        height: z.number(),
        bytes: z.number(),
        kept: z.enum(['exact', 'size', 'no fit']).optional(),
        revisedPrompt: z.string().optional(),
        took: z.number().optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal('failure'), failure: failureRecord }),
]);

const doubtRecord = z.object({
  since: z.number(),
  next: z.enum(['unknown', 'send again', 'give up']),
  failure: failureRecord,
});

const requestRow = z.object({
  id: z.string().transform(storedRequestId),
  job: jobIdField,
  revision: z.number(),
  state: z.enum(['new', 'submitting', 'waiting', 'collecting', 'ended']),
  ordinal: z.number(),
  provider: z.string(),
  operation: z.enum(['generate', 'edit']),
  trace_id: z.string().transform(traceId),
  attempt: z.number(),
  submitted_at: z.number().nullable(),
  handle: z.string().nullable(),
  made: storedJson(z.array(madeRecord)),
  ending: storedJson(endingRecord).nullable(),
  doubt: storedJson(doubtRecord).nullable(),
  tries: z.number(),
  wake_at: z.number().nullable(),
  price: z.number().nullable(),
});
