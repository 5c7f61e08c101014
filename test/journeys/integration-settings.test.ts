import { expect, test } from 'vitest';
import { ask, buttonsOf, mention, press, replyTo } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const refused = 'A rule of this server does not allow that. Nothing was charged.';
const withReading = { discord: { messageContentIntent: true } } as const;

/** Reply to a picture, as Ada. */
function reply({ discord, ada, channel }: Stage, replied: string) {
  return discord.sendMessage({ user: ada, channel, content: `${mention(discord)} at night`, replyTo: replied });
}

test('whom the settings keep from /edit, a reply and a button refuse, until the settings change', async () => {
  await using stage = await raiseStage(withReading);
  const { discord, guild, ada, ben, upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  discord.setCommandPermissions({ guild, command: 'edit', permissions: [{ id: ada, type: 2, permission: false }] });

  const answer = await replyTo(stage, reply(stage, made.id));
  expect(buttonsOf(answer)).toEqual([['Why?']]);
  expect((await press(stage, answer, 'Why?')).content).toBe(refused);
  expect((await press(stage, made, 'Edit')).content).toBe(refused);
  expect(upstream.paidRequests).toHaveLength(1);

  // Others may, and so may she what stands for another command.
  expect((await press(stage, made, 'Again', ben)).attachments).toHaveLength(1);
  expect((await press(stage, made, 'Again')).attachments).toHaveLength(1);

  discord.setCommandPermissions({ guild, command: 'edit', permissions: [] });
  await expect.poll(async () => (await replyTo(stage, reply(stage, made.id))).attachments.length).toBe(1);
});

test('settings for all commands count for those that have none of their own, channel by channel', async () => {
  await using stage = await raiseStage(withReading);
  const { discord, guild, channel, upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  discord.setCommandPermissions({ guild, permissions: [{ id: channel, type: 3, permission: false }] });

  expect((await press(stage, made, 'Edit')).content).toBe(refused);
  expect((await press(stage, made, 'Again')).content).toBe(refused);
  expect((await press(stage, made, 'Undo')).content).toBe(refused);
  expect(upstream.paidRequests).toHaveLength(1);
});

test('an administrator is kept from nothing', async () => {
  await using stage = await raiseStage(withReading);
  const { discord, guild, channel } = stage;
  const admin = discord.createUser({ username: 'admin' });
  discord.addMember({ guild, user: admin, permissions: ['ADMINISTRATOR'] });
  const made = await ask(stage, 'imagine', { prompt: 'a beach' });
  discord.setCommandPermissions({ guild, command: 'edit', permissions: [{ id: guild, type: 1, permission: false }] });

  const content = `${mention(discord)} at night`;
  const asked = discord.sendMessage({ user: admin, channel, content, replyTo: made.id });

  expect((await replyTo(stage, asked)).attachments).toHaveLength(1);
});
