import { z } from 'zod';
import type { AuditEntry } from '../../../domain/server/audit-entry.ts';
import {
  channelIdField,
  guildIdField,
  jobIdField,
  messageIdField,
  modelIdField,
  userIdField,
  versionIdField,
} from '../parts.ts';

export const auditRecord = z.object({
  job: jobIdField,
  guild: guildIdField,
  asker: userIdField,
  channel: channelIdField,
  message: messageIdField,
  model: modelIdField,
  models: z.array(modelIdField).optional(),
  /** Millionths of a dollar. */
  cost: z.number().nullable(),
  versions: z.array(versionIdField),
  prompts: z.boolean(),
  locale: z.string(),
  sizeLimit: z.number(),
  at: z.number(),
} satisfies Record<keyof AuditEntry, z.ZodType>);

/** The row that it begins as. */
export const auditColumns = (entry: AuditEntry) => ({
  job: entry.job,
  guild: entry.guild,
  entry: JSON.stringify(entry),
  due_at: entry.at,
});
