import { z } from 'zod';
import { units } from '../../domain/money/limits.ts';
import { periods } from '../../domain/money/period.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { GuildSettings, SettingsStore } from '../../ports/store/settings-store.ts';
import { channelIdField, userIdField } from '../records/parts.ts';
import type { KeyvDatabase } from './database.ts';

/** Servers' settings in Keyv. A record that cannot be read is a bug and throws a `ZodError`. */
export function createSettingsStore({ database }: { readonly database: KeyvDatabase }): SettingsStore {
  const guilds = database.namespace('guild-settings');
  /** This process: reading settings and writing them is no transaction in Keyv. */
  const lock = createKeyedLock();

  const read: SettingsStore['read'] = async (guild) => {
    const stored = await guilds.get<unknown>(guild);
    return stored === undefined ? { limits: [], logChannel: null } : settingsRecord.parse(stored);
  };

  return {
    read,
    change: (guild, change) =>
      lock.run(guild, async () => {
        const changed = change(await read(guild));
        await guilds.set(guild, { schema: 1, ...changed });
        return changed;
      }),
  };
}

const subject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guild') }),
  z.object({ kind: z.literal('each member') }),
  z.object({ kind: z.literal('member'), user: userIdField }),
  z.object({ kind: z.literal('role'), role: z.string() }),
]);

const limit = z.object({ subject, unit: z.enum(units), per: z.enum(periods), amount: z.number().int().min(0) });

const settingsRecord = z
  .object({ schema: z.literal(1), limits: z.array(limit), logChannel: channelIdField.nullable() })
  .transform(({ limits, logChannel }): GuildSettings => ({ limits, logChannel }));
