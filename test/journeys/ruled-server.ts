import { expect } from 'vitest';
import type { OptionValue, Snowflake } from '../../scripts/emulators/discord/index.ts';
import { patience } from './asking.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** A server with a manager, a log channel and a category; where nothing else is said, the bot may read all messages. */
export async function raiseRuled(options: StageOptions = {}) {
  const stage = await raiseStage({ discord: { messageContentIntent: true }, ...options });
  const { discord, guild } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const office = discord.createChannel({ guild, name: 'office' });
  const log = discord.createChannel({ guild, name: 'log' });
  const manage = managing(stage, manager, office);
  await manage('log', { channel: log });
  /** What the log channel was told of changes since, each by its own line. */
  const logged = () =>
    discord
      .visibleMessages(manager, log)
      .flatMap(({ content }) => content.split('\n').filter((line) => line.startsWith('- ')));
  return Object.assign(stage, { manager, office, log, manage, changes: logged });
}

/** `/server …`, answered privately. */
const managing =
  ({ discord }: Stage, user: Snowflake, channel: Snowflake) =>
  async (command: string, options: Readonly<Record<string, OptionValue>> = {}): Promise<string> => {
    const handle = discord.runCommand({ user, channel, command: `server ${command}`, options });
    const { content } = await handle.answered(patience);
    expect(handle.view().ephemeral).toBe(true);
    return content;
  };
