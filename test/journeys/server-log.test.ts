import { expect, test } from 'vitest';
import { raiseStage, type Stage } from './stage/stage.ts';

// Where a server is told of its limits, and that it is told what is true.

/** Someone who manages the server, and what they say. */
function withManager({ discord, guild, channel }: Stage) {
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const say = async (command: string, options: Readonly<Record<string, string | number>> = {}) => {
    const run = discord.runCommand({ user: manager, channel, command, options });
    const { content } = await run.answered();
    expect(run.view().ephemeral).toBe(true);
    return content;
  };
  return { manager, say };
}

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length > 0;

test('a log channel that the bot cannot write in, or that its manager does not see, is refused', async () => {
  await using stage = await raiseStage();
  const { discord, guild } = stage;
  const { manager, say } = withManager(stage);
  const silent = discord.createChannel({ guild, name: 'silent' });
  discord.setPermission({ channel: silent, deny: ['SEND_MESSAGES'] });
  const secret = discord.createChannel({ guild, name: 'secret' });
  discord.setPermission({ channel: secret, target: manager, deny: ['VIEW_CHANNEL'] });
  const log = discord.createChannel({ guild, name: 'log' });

  expect(await say('server log', { channel: silent })).toBe(
    `I cannot write in <#${silent}>: let me see it and send messages there, or choose another one.`,
  );
  expect(await say('server log', { channel: secret })).toBe(
    'That is no channel of this server that you see: choose another one.',
  );
  expect(await say('server log')).toBe('Notices of this server go nowhere. Choose a `channel` to change that.');
  await say('server log', { channel: log });
  expect(await say('server log')).toBe(`Notices of this server go to <#${log}>.`);
});

test('a request for more than is left is told as refused, and the limit not as reached', async () => {
  await using stage = await raiseStage();
  const { discord, guild, channel, ada } = stage;
  const { manager, say } = withManager(stage);
  const log = discord.createChannel({ guild, name: 'log' });
  await say('server limit set', { amount: 5, per: 'week' });
  await say('server log', { channel: log });
  const imagine = (count: number) =>
    discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox', count } });

  await imagine(4).answered({ where: isPicture });
  await imagine(4).answered();
  await discord.waitForMessage(log, ({ content }) => content.includes('refused'));
  await imagine(1).answered({ where: isPicture });
  await discord.waitForMessage(log, ({ content }) => content.includes('is reached'));

  expect(discord.visibleMessages(manager, log).map(({ content }) => content.replace(/<t:\d+:R>/, 'then'))).toEqual([
    `<@${manager}> changed the rules of this server:\n- Log channel: nothing set → <#${log}>`,
    "This server's limit of 5 pictures a week is at 80 %: 4 pictures used or held. It returns then.",
    "This server's limit of 5 pictures a week: a request for 4 was refused; 4 of 5 are used. It returns then.",
    "This server's limit of 5 pictures a week is reached: 5 pictures used or held. It returns then.",
  ]);
});
