import { z } from 'zod';
import { units } from '../../domain/money/limits.ts';
import { periods } from '../../domain/money/period.ts';
import type { GuildSettings } from '../../ports/store/settings-store.ts';
import { channelIdField, userIdField } from './parts.ts';

/** What a server has that has set nothing. */
export const noSettings: GuildSettings = { limits: [], logChannel: null };

export const storedSettings = (settings: GuildSettings) => ({ schema: 1, ...settings });

/** Throws a `ZodError` for settings that no version of this program has written. */
export const readSettings = (stored: unknown): GuildSettings => settingsRecord.parse(stored);

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guild') }),
  z.object({ kind: z.literal('each member') }),
  z.object({ kind: z.literal('member'), user: userIdField }),
  z.object({ kind: z.literal('role'), role: z.string() }),
]);

const limit = z.object({ subject, unit: z.enum(units), per: z.enum(periods), amount: z.number().int().min(0) });

const settingsRecord = z
  .object({
    schema: z.literal(1),
    limits: z.array(limit),
    logChannel: channelIdField.nullable(),
    askAbove: z.number().int().min(0).nullish(),
  })
  .transform(({ schema: _, ...settings }): GuildSettings => settings);
