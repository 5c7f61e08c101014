import { z } from 'zod';
import type { Attempt } from '../../ports/store/members/attempt-store.ts';
import { addressRecord } from './jobs.ts';
import {
  characterIdField,
  finishedWithRecord,
  jobIdField,
  recipeRecord,
  sourceRecord,
  unreadFileRecord,
  usedCharactersRecord,
} from './parts.ts';

const text = z.string().optional();

/** As it was typed. */
const askedRecipeRecord = z.object({
  prompt: z.string(),
  model: text,
  size: text,
  quality: text,
  background: text,
  format: text,
  count: z.number().optional(),
  mask: recipeRecord.shape.mask,
  keep: text,
  sheetOf: characterIdField.optional(),
  startsOver: z.boolean().optional(),
  rework: recipeRecord.shape.rework,
  draft: z.union([z.literal(true), finishedWithRecord]).optional(),
  compared: z.array(z.string()).optional(),
});

/** An attempt as it is stored: as JSON of this shape. */
export const attemptRecord = z.object({
  id: jobIdField,
  how: z.enum(['as it is', 'other words']),
  recipe: askedRecipeRecord,
  sources: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('given'), sources: z.array(sourceRecord) }),
    z.object({ kind: z.literal('current'), ifNone: z.literal('tell').optional() }),
  ]),
  characters: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('named'), names: z.array(z.string()) }),
      z.object({ kind: z.literal('chosen'), ids: z.array(characterIdField) }),
      z.object({ kind: z.literal('kept'), characters: usedCharactersRecord }),
    ])
    .optional(),
  leftOut: z.array(unreadFileRecord).optional(),
  vouched: z.boolean().optional(),
  address: addressRecord,
  blocked: z.object({ words: z.string().nullable() }).optional(),
  madeAt: z.number(),
}) satisfies z.ZodType<Attempt>;
