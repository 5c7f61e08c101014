import { z } from 'zod';
import { units } from '../../../domain/money/limits.ts';
import { periods } from '../../../domain/money/period.ts';
import type { GuildSettings, UnreadableLimit } from '../../../ports/store/settings-store.ts';
import { channelIdField, userIdField } from '../parts.ts';
import { readableRules, storedRules } from './server-rules.ts';

/** What a server has that has set nothing. */
export const noSettings: GuildSettings = { limits: [], unreadable: [], logChannel: null };

/**
 * As it is stored. What is to be written is read first, by the schema that will read it: throws a `ZodError` rather
 * than write what nobody could read again. Entries that could not be read stay as they were found.
 */
export const storedSettings = ({ limits, unreadable, logChannel, ...rules }: GuildSettings) => ({
  schema: 1,
  limits: [...limits.map((limit) => limitRecord.parse(limit)), ...unreadable.map(({ stored }) => stored)],
  logChannel: logChannel === null ? null : channelIdField.parse(logChannel),
  ...storedRules.parse(rules),
});

/**
 * Each entry by itself, so that a bad one voids no other. Throws a `ZodError` for settings that no version of this
 * program has written.
 */
export function readSettings(stored: unknown): GuildSettings {
  const { limits, logChannel, schema: _schema, ...rules } = settingsRecord.parse(stored);
  const read = limits.map((each) => ({ each, parsed: limitRecord.safeParse(each) }));
  return {
    ...rules,
    limits: read.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
    unreadable: read.flatMap(({ each, parsed }) => (parsed.success ? [] : [unreadableLimit(each)])),
    logChannel,
  };
}

/** Null for settings that no version of this program has written: whoever asks for them alone is told. */
export const readableSettings = (stored: unknown): GuildSettings | null =>
  settingsRecord.safeParse(stored).success ? readSettings(stored) : null;

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guild') }),
  z.object({ kind: z.literal('each member') }),
  z.object({ kind: z.literal('member'), user: userIdField }),
  z.object({ kind: z.literal('role'), role: z.string() }),
]);

const limitRecord = z.object({ subject, unit: z.enum(units), per: z.enum(periods), amount: z.number().int().min(0) });

/** What can still be told of an entry whose rest makes no sense. */
const legiblePart = z
  .object({
    subject: subject.optional().catch(undefined),
    unit: z.enum(units).optional().catch(undefined),
    per: z.enum(periods).optional().catch(undefined),
  })
  .catch({});

const unreadableLimit = (stored: unknown): UnreadableLimit => ({ ...legiblePart.parse(stored), stored });

const settingsRecord = z.object({
  schema: z.literal(1),
  limits: z.array(z.unknown()),
  logChannel: channelIdField.nullable().catch(null),
  ...readableRules.shape,
});
