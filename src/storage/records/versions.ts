import { z } from 'zod';
import type { Version } from '../../domain/chain/chain.ts';
import {
  audienceField,
  channelIdField,
  guildIdField,
  madeField,
  modelIdField,
  pictureTypeField,
  recipeRecord,
  userIdField,
  versionIdField,
} from './parts.ts';

/** Reads a stored version, which is kept as it is. Throws a `ZodError` for one that no version of this program has written. */
export const readVersion = (stored: unknown): Version => versionRecord.parse(stored);

const versionRecord = z.object({
  schema: z.literal(1),
  id: versionIdField,
  kind: z.enum(['made', 'imported']),
  channel: channelIdField,
  openedIn: channelIdField.optional(),
  guild: guildIdField.nullable(),
  owner: userIdField,
  sentBy: userIdField.optional(),
  audience: audienceField,
  sources: z.array(versionIdField),
  recipe: recipeRecord.nullable(),
  model: modelIdField.nullable(),
  type: pictureTypeField,
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  madeAt: z.number(),
  spoiler: z.boolean().optional(),
  restOf: versionIdField.optional(),
  revisedPrompt: z.string().optional(),
  cost: z.number().optional(),
  made: madeField.optional(),
}) satisfies z.ZodType<Version>;
