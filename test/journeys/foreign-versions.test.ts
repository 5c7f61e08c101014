import { expect, test } from 'vitest';
import type { Snowflake } from '../../scripts/emulators/discord/index.ts';
import { ask, ending, isPrivate, patience, press, replyTo } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

const gone = 'Your request needs a picture that can no longer be fetched. Attach it again. Nothing was charged.';
const kinds = ['edit', 'again', 'full', 'undo'] as const;

/** Buttons for a version, in a channel where it never was: what a forged custom id, or another bot's button, would be. */
async function forge({ discord }: Stage, channel: Snowflake, version: string) {
  const buttons = kinds.map((kind) => ({ type: 2, style: 2, label: kind, custom_id: `v1:${kind}:${version}` }));
  const response = await fetch(`${discord.apiUrl}/v10/channels/${channel}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bot ${discord.botToken}`,
      'content-type': 'application/json',
      'user-agent': 'DiscordBot (https://discord.js.org, 14)',
    },
    body: JSON.stringify({ content: 'look here', components: [{ type: 1, components: buttons }] }),
  });
  expect(response.status).toBe(200);
  return discord.waitForMessage(channel, ({ content }) => content === 'look here', patience);
}

/** Ada's picture of one channel, and its buttons in another, where Ben is. */
async function raiseWithForgery() {
  const stage = await raiseStage();
  const secret = stage.discord.createChannel({ guild: stage.guild, name: 'secret' });
  const asked = stage.discord.runCommand({
    user: stage.ada,
    channel: secret,
    command: 'imagine',
    options: { prompt: 'the new logo' },
  });
  await ending(asked);
  const message = await forge(stage, stage.channel, `${asked.id}-0-0`);
  return Object.assign(stage, { message });
}

test.for(kinds.filter((kind) => kind !== 'undo'))(
  '%s for a version of another channel is refused, and nothing is sent',
  async (label) => {
    await using stage = await raiseWithForgery();

    const answer = await press(stage, stage.message, label, stage.ben);

    expect(answer.content).toBe(gone);
    expect(stage.upstream.paidRequests).toHaveLength(1);
  },
);

test('undo for a version of another channel moves nothing', async () => {
  await using stage = await raiseWithForgery();

  expect((await press(stage, stage.message, 'undo', stage.ben)).content).toContain('I do not know that version here');
});

test('a reply to such a message does not edit that version', async () => {
  await using stage = await raiseWithForgery();
  const { discord, upstream, ben, channel, message } = stage;

  const content = `<@${discord.botUser.id}> in blue`;
  const answer = await replyTo(stage, discord.sendMessage({ user: ben, channel, content, replyTo: message.id }));

  expect(answer.content).toContain('Nothing was made.');
  expect(upstream.paidRequests).toHaveLength(1);
});

test('its owner may go on from it wherever its buttons are, as from a private answer in direct messages', async () => {
  await using stage = await raiseWithForgery();

  expect((await press(stage, stage.message, 'full')).attachments).toHaveLength(1);
});

test('its owner may use it elsewhere, and only they see what is made of it there', async () => {
  await using stage = await raiseWithForgery();
  const { discord, ada, message } = stage;

  const form = await discord.pressButton({ user: ada, message: message.id, label: 'edit' }).modal(patience);
  const edited = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'in blue' } }));

  expect(isPrivate(edited)).toBe(true);
  expect(edited.attachments).toHaveLength(1);
});

test('undo by its owner does not make a public version of another channel the current one', async () => {
  await using stage = await raiseWithForgery();

  expect((await press(stage, stage.message, 'undo')).content).toContain('I do not know that version here');
});

test('a button under another bot’s message names no version', async () => {
  await using stage = await raiseStage({ discord: { messageContentIntent: true } });
  const { discord, ada, channel, upstream } = stage;
  const made = await ask(stage, 'imagine', { prompt: 'a harbour' });
  const other = discord.createUser({ username: 'other-bot' });
  discord.addMember({ guild: stage.guild, user: other });
  const forged = discord.sendMessage({ user: other, channel, content: 'mine', components: made.components });

  const content = `<@${discord.botUser.id}> in blue`;
  await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: forged }));
  await ask(stage, 'history reset');
  const answer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: forged }));

  // Words alone: first the current version was meant, then there was none.
  expect(answer.content).toContain('Nothing was made.');
  expect(upstream.paidRequests).toHaveLength(2);
});

test('what was made in a thread can be edited there by others', async () => {
  await using stage = await raiseStage();
  const { discord, ada, ben, channel } = stage;
  const thread = discord.createThreadFrom({ user: ada, channel, name: 'Poster' });
  const made = await ask(stage, 'imagine', { prompt: 'a harbour' }, { channel: thread });

  expect((await press(stage, made, 'Again', ben)).attachments).toHaveLength(1);
});

test('Undo under a private answer that stands elsewhere goes back in the chain that the answer belongs to', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, guild, ada } = stage;
  await ask(stage, 'imagine', { prompt: 'a harbour', private: true });
  const asked = discord.runCommand({
    user: ada,
    channel: stage.channel,
    command: 'edit',
    options: { prompt: 'at night', private: true },
  });
  await ending(asked);
  const elsewhere = discord.createChannel({ guild, name: 'elsewhere' });
  const message = await forge(stage, elsewhere, `${asked.id}-0-0`);

  expect((await press(stage, message, 'undo')).content).toContain('Version p1');
  await ask(stage, 'edit', { prompt: 'in the rain', private: true });

  const harbour = upstream.tasks[0]?.results[0]?.sha256;
  expect(upstream.tasks[2]?.inputs.map(({ sha256 }) => sha256)).toEqual([harbour]);
});
