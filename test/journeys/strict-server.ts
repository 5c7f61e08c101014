import { expect } from 'vitest';
import type { OptionValue, Snowflake, Upload } from '../../scripts/emulators/discord/index.ts';
import { mention, patience, replyTo } from './asking.ts';
import { radioOf, sendIn } from './casting.ts';
import { raiseStage, type Stage, type StageOptions } from './stage/stage.ts';

/** A server with a manager, who has set the rule; where nothing else is said, the bot may read all messages. */
export async function raiseStrict({
  others = 'off',
  ...options
}: StageOptions & { readonly others?: 'off' | null } = {}) {
  const stage = await raiseStage({ discord: { messageContentIntent: true }, ...options });
  const { discord, guild, channel } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD', 'MANAGE_MESSAGES'] });
  const manage = async (command: string, given: Readonly<Record<string, OptionValue>> = {}) => {
    const handle = discord.runCommand({
      user: manager,
      channel,
      command: `server defaults ${command}`,
      options: given,
    });
    const { content } = await handle.answered(patience);
    expect(handle.view().ephemeral).toBe(true);
    return content;
  };
  if (others !== null) await manage('set', { others });
  return Object.assign(stage, { manager, manage });
}

/** A reply that mentions the bot. */
export const reply = (stage: Stage, user: Snowflake, to: Snowflake, files: readonly Upload[] = []) => {
  const { discord, channel } = stage;
  const content = `${mention(discord)} at night`;
  return replyTo(stage, discord.sendMessage({ user, channel, content, replyTo: to, files }));
};

/** Apps → Edit image, its form sent in. */
export const editImage = async (stage: Stage, user: Snowflake, message: Snowflake, channel = stage.channel) => {
  const form = await stage.discord.runMessageCommand({ user, channel, command: 'Edit image', message }).modal(patience);
  return sendIn(stage, form, { prompt: 'at night' }, { user });
};

/** Apps → Use as character, its form sent in. */
export const useAsCharacter = async (stage: Stage, user: Snowflake, message: Snowflake) => {
  const { discord, channel } = stage;
  const asked = discord.runMessageCommand({ user, channel, command: 'Use as character', message });
  const form = await asked.modal(patience);
  return sendIn(stage, form, { name: 'Luna', [radioOf(form)]: 'invented' }, { user });
};
