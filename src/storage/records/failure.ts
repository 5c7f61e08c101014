import { z } from 'zod';
import { qualities } from '../../domain/asked/image-request.ts';
import { badRequestReasons, type Failure } from '../../domain/failure.ts';
import { accountKinds, units } from '../../domain/money/limits.ts';
import { periods } from '../../domain/money/period.ts';
import { channelIdField, modelIdField, roleIdField, sizeField, unreadFileRecord } from './parts.ts';

const seen = z
  .object({ vendorCode: z.string().optional(), status: z.number().optional(), vendorTrace: z.string().optional() })
  .optional();
const elsewhere = z.object({ models: z.array(z.string()), services: z.array(z.string()) }).optional();
const filename = z.string().optional();
const place = z.number().optional();
const retryAfterMs = z.number().optional();

const constraint = z.object({
  account: z.enum(accountKinds),
  unit: z.enum(units),
  per: z.enum(periods),
  amount: z.number(),
  origin: z.enum(['member', 'role', 'default', 'server', 'operator']),
});

const code = z.literal('server_rule');

/** Rule by rule; one that only another version of this program knows is kept without its name. */
const serverRuleRecord = z.union([
  z.object({ code, rule: z.enum(['others', 'photos']) }),
  z.object({ code, rule: z.literal('channels'), allowed: z.array(channelIdField) }),
  z.object({ code, rule: z.literal('roles'), allowed: z.array(roleIdField) }),
  z.object({ code, rule: z.literal('models'), model: modelIdField, allowed: z.array(modelIdField) }),
  z.object({ code }),
]);

const otherRecord = z.discriminatedUnion('code', [
  z.object({
    code: z.enum([
      'bad_prompt',
      'no_source',
      'empty_mask',
      'cancelled',
      'hidden',
      'store_silent',
      'sheet_made',
      'blocklist',
    ]),
  }),
  z.object({ code: z.literal('paused'), until: z.number() }),
  z.object({ code: z.literal('bad_request'), reason: z.enum(badRequestReasons), seen }),
  z.object({ code: z.literal('bad_size'), nearest: sizeField.optional(), model: z.string().optional(), seen }),
  z.object({ code: z.literal('unknown_model'), named: z.string() }),
  z.object({ code: z.literal('compared_twice'), model: z.string() }),
  z.object({ code: z.literal('no_marks'), why: z.enum(['none', 'no copy']) }),
  z.object({ code: z.literal('unknown_character'), named: z.string() }),
  z.object({ code: z.literal('character_gone'), named: z.string().optional() }),
  z.object({ code: z.literal('too_many_sources'), most: z.number(), model: z.string().optional(), elsewhere }),
  z.object({ code: z.literal('not_a_picture'), filename, heic: z.boolean().optional(), place, seen }),
  z.object({ code: z.literal('nothing_readable'), files: z.array(unreadFileRecord) }),
  z.object({ code: z.literal('picture_too_large'), filename, place, seen }),
  z.object({ code: z.literal('source_gone'), filename, seen }),
  z.object({ code: z.literal('not_offered'), model: z.string().optional(), elsewhere }),
  z.object({ code: z.literal('transparency_not_offered'), model: z.string(), elsewhere }),
  z.object({
    code: z.literal('quality_not_offered'),
    model: z.string(),
    offered: z.array(z.enum(qualities)),
    elsewhere,
  }),
  z.object({ code: z.literal('draft_not_offered'), model: z.string(), elsewhere }),
  z.object({ code: z.literal('unpriced'), model: modelIdField }),
  z.object({ code: z.literal('quota'), constraint, used: z.number(), asked: z.number(), returnsAt: z.number() }),
  z.object({ code: z.literal('not_served'), whom: z.enum(['guild', 'member']) }),
  z.object({ code: z.literal('share_full'), whose: z.enum(['guild', 'member']), retryAfterMs: z.number() }),
  z.object({ code: z.enum(['queue_full', 'no_room']), retryAfterMs: z.number() }),
  z.object({ code: z.enum(['rate_limited', 'provider_failed', 'result_lost', 'outcome_unknown']), retryAfterMs, seen }),
  z.object({
    code: z.enum([
      'moderated',
      'mask_refused',
      'unreachable',
      'task_failed',
      'key_refused',
      'out_of_balance',
      'model_unavailable',
      'no_image',
      'result_refused',
    ]),
    seen,
  }),
  z.object({ code: z.literal('undeliverable'), why: z.string() }),
  z.object({ code: z.literal('bug'), reference: z.string() }),
]);

/** A failure in a row, code by code as the union has it: what it does not name is dropped, so both change together. */
export const failureRecord = z.union([otherRecord, serverRuleRecord]) satisfies z.ZodType<Failure>;
