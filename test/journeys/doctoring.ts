import { expect } from 'vitest';
import { guildId } from '../../src/domain/ids.ts';
import type { GuildSettings } from '../../src/ports/store/settings-store.ts';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { createSettingsStore } from '../../src/storage/keyv/settings-store.ts';
import { patience } from './asking.ts';
import type { Stage } from './stage/stage.ts';

/** Someone who manages the server, and what the doctor tells them. */
export function withManager({ discord, guild, channel }: Pick<Stage, 'discord' | 'guild' | 'channel'>) {
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  return async function examine(where = channel, user = manager) {
    const run = discord.runCommand({ user, channel: where, command: 'server doctor' });
    const { content } = await run.answered(patience);
    expect(run.view().ephemeral).toBe(true);
    return content;
  };
}

/** As rules would be set, while the bot is not there. */
export async function setRules(
  { directory, guild, restart, app }: Pick<Stage, 'directory' | 'guild' | 'restart' | 'app'>,
  rules: Partial<GuildSettings>,
): Promise<void> {
  await app.stop();
  const database = await openKeyvDatabase(`${directory}/retouch.sqlite`);
  await createSettingsStore({ database }).change(guildId(guild), (current) => ({ ...current, ...rules }));
  await database.close();
  await restart();
}
