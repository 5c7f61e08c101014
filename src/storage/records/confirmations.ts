import { z } from 'zod';
import type { Confirmation } from '../../ports/store/notes.ts';
import { addressRecord } from './jobs.ts';
import { jobIdField, recipeRecord, sourceRecord, unreadFileRecord, usedCharactersRecord } from './parts.ts';

/** A confirmation as it is stored: as JSON of this shape. */
export const confirmationRecord = z.object({
  id: jobIdField,
  job: jobIdField.optional(),
  recipe: recipeRecord,
  sources: z.array(sourceRecord),
  characters: usedCharactersRecord.optional(),
  leftOut: z.array(unreadFileRecord).optional(),
  allowed: z.boolean().optional(),
  address: addressRecord,
  price: z.number(),
  madeAt: z.number(),
}) satisfies z.ZodType<Confirmation>;
