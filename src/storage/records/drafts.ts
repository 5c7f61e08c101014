import { z } from 'zod';
import { reaches } from '../../domain/characters/character.ts';
import { draftId } from '../../domain/ids.ts';
import type { Draft } from '../../ports/store/notes.ts';
import { audienceField, channelIdField, sourceRecord, unreadFileRecord, userIdField } from './parts.ts';

/** A draft as it is stored: as JSON of this shape. */
export const draftRecord = z.object({
  id: z.string().transform(draftId),
  asker: userIdField,
  channel: channelIdField,
  audience: audienceField,
  sources: z.array(sourceRecord),
  leftOut: z.array(unreadFileRecord).optional(),
  prompt: z.string().optional(),
  marked: z.boolean().optional(),
  price: z.number().optional(),
  character: z.object({ name: z.string(), about: z.string(), whose: z.enum(reaches) }).optional(),
  madeAt: z.number(),
}) satisfies z.ZodType<Draft>;
