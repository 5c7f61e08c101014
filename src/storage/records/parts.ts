import { z } from 'zod';
import { backgrounds, formats, qualities, reworks } from '../../domain/asked/image-request.ts';
import { keeps, regions } from '../../domain/asked/mask.ts';
import { type FailureCode, failures } from '../../domain/failure.ts';
import {
  channelId,
  characterId,
  guildId,
  jobId,
  messageId,
  modelId,
  originalId,
  roleId,
  userId,
  versionId,
} from '../../domain/ids.ts';
import { pictureTypes } from '../../domain/jobs/job.ts';

/** Pieces that more than one kind of stored record is made of. */
export const channelIdField = z.string().transform(channelId);
export const guildIdField = z.string().transform(guildId);
export const userIdField = z.string().transform(userId);
export const roleIdField = z.string().transform(roleId);
export const messageIdField = z.string().transform(messageId);
export const versionIdField = z.string().transform(versionId);
export const originalIdField = z.string().transform(originalId);
export const jobIdField = z.string().transform(jobId);
export const characterIdField = z.string().transform(characterId);
export const modelIdField = z.string().transform(modelId);

export const sizeField = z.union([z.literal('auto'), z.templateLiteral([z.number(), 'x', z.number()])]);

export const audienceField = z.enum(['everyone', 'asker']);
export const pictureTypeField = z.enum(pictureTypes);
export const madeField = z.enum(['generated', 'composite']);

// `Object.keys` forgets the names; the list is closed by its declaration.
export const failureCodeField = z.enum(Object.keys(failures) as FailureCode[]);

export const unreadFileRecord = z.object({ kind: z.enum(['file', 'heic', 'sticker', 'link']), name: z.string() });

const pictureRecord = z.object({
  id: z.string(),
  url: z.string(),
  filename: z.string(),
  contentType: z.string().optional(),
  bytes: z.number().optional(),
  message: z.object({ channel: channelIdField, id: messageIdField }).optional(),
  spoiler: z.boolean().optional(),
  owner: userIdField,
});

export const usedCharactersRecord = z.array(
  z.object({
    id: characterIdField,
    name: z.string(),
    pictures: z.array(originalIdField),
    made: madeField,
    spoiler: z.boolean().optional(),
  }),
);

export const finishedWithRecord = z.object({
  size: sizeField,
  quality: z.enum(qualities),
  price: z.number().optional(),
});

export const recipeRecord = z.object({
  prompt: z.string(),
  model: modelIdField,
  size: sizeField,
  quality: z.enum(qualities),
  background: z.enum(backgrounds),
  format: z.enum(formats).optional(),
  mask: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('picture'), picture: pictureRecord }),
      z.object({ kind: z.literal('region'), region: z.enum(regions) }),
      z.object({ kind: z.literal('marks'), picture: pictureRecord, sure: z.boolean() }),
      z.object({ kind: z.literal('coverage'), id: originalIdField }),
    ])
    .optional(),
  keep: z.enum(keeps).optional(),
  count: z.number(),
  characters: usedCharactersRecord.optional(),
  startsOver: z.boolean().optional(),
  sheetOf: characterIdField.optional(),
  rework: z.enum(reworks).optional(),
  draft: finishedWithRecord.optional(),
  compared: z.array(modelIdField).optional(),
});

export const sourceRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('version'), version: versionIdField }),
  z.object({
    kind: z.literal('picture'),
    picture: pictureRecord,
  }),
  z.object({ kind: z.literal('job'), job: jobIdField }),
]);
