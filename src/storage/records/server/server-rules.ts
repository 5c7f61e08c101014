import { z } from 'zod';
import { blocklistActions } from '../../../domain/server/blocklist.ts';
import { othersChoices, photosChoices, repliesChoices, type ServerRules } from '../../../domain/server/server-rules.ts';
import { channelIdField, modelIdField, roleIdField, userIdField } from '../parts.ts';

/** As they are stored. Throws a `ZodError` rather than write what nobody could read again. */
export const storedRules = z.object({
  channels: z.object({ allowed: z.array(channelIdField), denied: z.array(channelIdField) }).optional(),
  roles: z.array(roleIdField).optional(),
  models: z.array(z.object({ model: modelIdField, role: roleIdField.nullable() })).optional(),
  defaults: z
    .object({ model: modelIdField.optional(), size: z.string().optional(), quality: z.string().optional() })
    .optional(),
  threads: z.boolean().optional(),
  spoiler: z.boolean().optional(),
  replies: z.enum(repliesChoices).optional(),
  others: z.enum(othersChoices).optional(),
  photos: z.enum(photosChoices).optional(),
  keepDays: z.number().int().min(1).optional(),
  /** Millionths of a dollar. */
  askAbove: z.number().int().min(0).nullish(),
  trusted: z.array(userIdField).optional(),
  blocklist: z.object({ entries: z.array(z.string()), action: z.enum(blocklistActions) }).optional(),
  audit: z.object({ channel: channelIdField, prompts: z.boolean() }).optional(),
} satisfies Record<keyof ServerRules, z.ZodType>);

const { shape } = storedRules;

/**
 * As they are read: each by itself, so that a bad one voids no other. Somebody has set them, and what is there to protect
 * members is taken at its strictest where it cannot be read; a list of which nothing can be read is as if it were not set.
 */
export const readableRules = z.object({
  channels: shape.channels.catch(undefined),
  roles: shape.roles.catch(undefined),
  models: shape.models.catch(undefined),
  defaults: shape.defaults.catch(undefined),
  threads: shape.threads.catch(undefined),
  spoiler: shape.spoiler.catch(true),
  replies: shape.replies.catch('off'),
  others: shape.others.catch('off'),
  photos: shape.photos.catch('age-restricted'),
  keepDays: shape.keepDays.catch(undefined),
  askAbove: shape.askAbove.catch(undefined),
  trusted: shape.trusted.catch(undefined),
  blocklist: shape.blocklist.catch(undefined),
  audit: shape.audit.catch(undefined),
});
