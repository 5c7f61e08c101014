import { z } from 'zod';
import type { Act, CompletionRequest } from './protocol.ts';

const id = z.string().regex(/^\d{15,20}$/, 'not an id');

const upload = z.strictObject({
  upload: z.string(),
  description: z.string().exactOptional(),
  spoiler: z.boolean().exactOptional(),
});

const plainValue = z.union([z.string(), z.number(), z.boolean()]);

/** What the page may ask the server to do in a person's name. */
export const actSchema = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('run command'),
    user: id,
    channel: id,
    command: z.string(),
    options: z.record(z.string(), z.union([plainValue, upload])),
  }),
  z.strictObject({
    act: z.literal('run message command'),
    user: id,
    channel: id,
    command: z.string(),
    message: id,
  }),
  z.strictObject({ act: z.literal('press button'), user: id, message: id, customId: z.string() }),
  z.strictObject({
    act: z.literal('choose'),
    user: id,
    message: id,
    customId: z.string(),
    values: z.array(z.string()),
  }),
  z.strictObject({
    act: z.literal('submit form'),
    user: id,
    modal: id,
    values: z.record(z.string(), z.union([z.string(), z.boolean(), z.array(z.string()), z.array(upload)])),
  }),
  z.strictObject({ act: z.literal('dismiss form'), user: id, modal: id }),
  z.strictObject({
    act: z.literal('send message'),
    user: id,
    channel: id,
    content: z.string(),
    files: z.array(upload),
    replyTo: id.nullable(),
    ping: z.boolean(),
  }),
  z.strictObject({ act: z.literal('edit message'), user: id, message: id, content: z.string() }),
  z.strictObject({ act: z.literal('delete message'), user: id, message: id }),
  z.strictObject({ act: z.literal('forward message'), user: id, channel: id, message: id }),
  z.strictObject({
    act: z.literal('create thread'),
    user: id,
    channel: id,
    name: z.string().min(1).max(100),
    message: id.nullable(),
  }),
]) satisfies z.ZodType<Act>;

export const completionSchema = z.strictObject({
  user: id,
  channel: id,
  command: z.string(),
  focused: z.string(),
  value: z.string(),
  options: z.record(z.string(), plainValue),
}) satisfies z.ZodType<CompletionRequest>;
