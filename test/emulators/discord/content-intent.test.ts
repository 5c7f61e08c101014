import { Client, type Message } from 'discord.js';
import { expect, test } from 'vitest';
import type { EmulatedDiscordOptions } from '../../../scripts/emulators/discord/index.ts';
import { png } from '../../../scripts/emulators/png.ts';
import { loginRealClient } from './testing/real-client.ts';
import { setStage } from './testing/stage.ts';

const picture = { name: 'a.png', bytes: png(2, 2) };

async function listening(options: EmulatedDiscordOptions = {}, messageContent = false) {
  const stage = await setStage(options);
  const heard: Message[] = [];
  const client = await loginRealClient(stage.discord, {
    messageContent,
    onMessage: async (message) => {
      if (!message.author.bot) heard.push(message);
    },
  });
  const next = async (): Promise<Message> => {
    await expect.poll(() => heard.length).toBeGreaterThan(0);
    const [message] = heard.splice(0, 1);
    if (!message) throw new Error('nothing heard');
    return message;
  };
  const [posted, answer] = [await postPicture(stage), await answerPicture(stage)];
  return {
    stage,
    next,
    posted,
    answer,
    async [Symbol.asyncDispose]() {
      await client.destroy();
      await stage.discord.close();
    },
  };
}

async function postPicture({ rest, channel }: Awaited<ReturnType<typeof setStage>>): Promise<string> {
  return (await rest(`POST /channels/${channel}/messages`, { files: [picture] })).body.id;
}

async function answerPicture(stage: Awaited<ReturnType<typeof setStage>>): Promise<string> {
  const run = stage.edit();
  await stage.answer(run, { type: 5 });
  return (await stage.rest(`PATCH ${stage.hook(run)}`, { files: [picture], token: null })).body.id;
}

const seen = (message: Message, me: string) => ({
  content: message.content,
  files: message.attachments.size,
  mentioned: message.mentions.has(me, { ignoreRepliedUser: false }) && message.mentions.users.has(me),
});

test('without the intent a message that mentions nobody arrives empty, and also over REST', async () => {
  await using bot = await listening();
  const { discord, rest, mia, channel } = bot.stage;
  const id = discord.sendMessage({ user: mia, channel, content: 'secret', files: [picture] });
  const message = await bot.next();
  expect(seen(message, discord.botUser.id)).toEqual({ content: '', files: 0, mentioned: false });
  expect(message.author.id).toBe(mia);
  const fetched = (await rest(`GET /channels/${channel}/messages/${id}`)).body;
  expect([fetched.content, fetched.attachments]).toEqual(['', []]);
  // Its people see it whole.
  expect(discord.visibleMessages(mia, channel).at(-1)?.content).toBe('secret');
});

test('a mention, a direct message and a ping-reply to the bot’s own message can be read', async () => {
  await using bot = await listening();
  const { discord, mia, channel } = bot.stage;
  const me = discord.botUser.id;
  discord.sendMessage({ user: mia, channel, content: `<@${me}> bluer`, files: [picture] });
  expect(seen(await bot.next(), me)).toEqual({ content: `<@${me}> bluer`, files: 1, mentioned: true });
  discord.sendMessage({ user: mia, channel: discord.openDm(mia), content: 'hello' });
  expect((await bot.next()).content).toBe('hello');
  const reply = discord.sendMessage({ user: mia, channel, content: 'bluer', replyTo: bot.posted });
  expect(seen(await bot.next(), me)).toEqual({ content: 'bluer', files: 0, mentioned: true });
  discord.editMessage(mia, reply, 'greener');
  expect((await bot.stage.rest(`GET /channels/${channel}/messages/${reply}`)).body.content).toBe('greener');
});

test('a reply with the ping off arrives without its text, but with the message it answers', async () => {
  await using bot = await listening();
  const { discord, mia, channel } = bot.stage;
  discord.sendMessage({ user: mia, channel, content: 'bluer', replyTo: bot.posted, ping: false });
  const message = await bot.next();
  expect(seen(message, discord.botUser.id)).toEqual({ content: '', files: 0, mentioned: false });
  // The bot's own message is readable inside.
  expect((await message.fetchReference()).attachments.size).toBe(1);
  expect(message.reference?.messageId).toBe(bot.posted);
});

test('a ping-reply to an interaction response is withheld, or readable, as set', async () => {
  {
    await using bot = await listening({ pingReplyToInteractionResponse: 'withheld' });
    const { discord, mia, channel } = bot.stage;
    discord.sendMessage({ user: mia, channel, content: 'bluer', replyTo: bot.answer });
    expect(seen(await bot.next(), discord.botUser.id)).toEqual({ content: '', files: 0, mentioned: false });
  }
  {
    await using bot = await listening({ pingReplyToInteractionResponse: 'readable' });
    const { discord, mia, channel } = bot.stage;
    discord.sendMessage({ user: mia, channel, content: 'bluer', replyTo: bot.answer });
    expect(seen(await bot.next(), discord.botUser.id)).toEqual({ content: 'bluer', files: 0, mentioned: true });
  }
});

test('with the intent everything is readable; asked for without being granted, the gateway closes with 4014', async () => {
  {
    await using bot = await listening({ messageContentIntent: true }, true);
    const { discord, mia, channel } = bot.stage;
    discord.sendMessage({ user: mia, channel, content: 'secret', files: [picture] });
    expect(seen(await bot.next(), discord.botUser.id)).toMatchObject({ content: 'secret', files: 1 });
  }
  await using stage = await setStage();
  const client = new Client({ intents: [1, 32768], rest: { api: stage.discord.apiUrl } });
  await expect(client.login(stage.discord.botToken)).rejects.toThrow('Used disallowed intents');
});

test('a forward carries a snapshot, withheld like any other text', async () => {
  await using bot = await listening();
  const { discord, mia, channel } = bot.stage;
  const id = discord.sendMessage({ user: mia, channel, content: 'secret', files: [picture] });
  await bot.next();
  discord.forwardMessage({ user: mia, channel, message: id });
  const blank = await bot.next();
  expect(blank.reference?.type).toBe(1);
  expect(blank.messageSnapshots.first()?.content).toBe('');
  discord.forwardMessage({ user: mia, channel: discord.openDm(mia), message: id });
  const readable = (await bot.next()).messageSnapshots.first();
  expect([readable?.content, readable?.attachments.size]).toEqual(['secret', 1]);
});

test('the target of a message command comes whole, forwards included', async () => {
  await using stage = await setStage();
  const { discord, mia, channel } = stage;
  const targets: { content: string; files: number; snapshot: number | undefined }[] = [];
  const client = await loginRealClient(discord, {
    onInteraction: async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      const { targetMessage } = interaction;
      const snapshot = targetMessage.messageSnapshots.first()?.attachments.size;
      targets.push({ content: targetMessage.content, files: targetMessage.attachments.size, snapshot });
      await interaction.reply('Seen');
    },
  });
  const message = discord.sendMessage({ user: mia, channel, content: 'secret', files: [picture] });
  const forward = discord.forwardMessage({ user: mia, channel, message });
  for (const target of [message, forward]) {
    const run = discord.runMessageCommand({ user: mia, channel, command: 'Edit image', message: target });
    expect((await run.answered()).type).toBe(23);
  }
  expect(targets).toEqual([
    { content: 'secret', files: 1, snapshot: undefined },
    { content: '', files: 0, snapshot: 1 },
  ]);
  await client.destroy();
});

test('what is written in a channel that the bot cannot see never reaches it', async () => {
  await using bot = await listening();
  const { discord, mia, guild, channel } = bot.stage;
  const hidden = discord.createChannel({ guild, name: 'hidden' });
  discord.setPermission({ channel: hidden, deny: ['VIEW_CHANNEL'] });
  discord.sendMessage({ user: mia, channel: hidden, content: 'x' });
  discord.sendMessage({ user: mia, channel, content: 'y' });
  expect((await bot.next()).channelId).toBe(channel);
});

test('a thread that the bot has not joined may be silent until somebody mentions it there', async () => {
  await using bot = await listening({ messagesInUnjoinedThreads: 'silent' });
  const { discord, mia, channel } = bot.stage;
  const thread = discord.createThreadFrom({ user: mia, channel, name: 'Poster' });
  await bot.next();
  discord.sendMessage({ user: mia, channel: thread, content: 'unheard' });
  discord.sendMessage({ user: mia, channel: thread, content: `<@${discord.botUser.id}> heard` });
  expect((await bot.next()).cleanContent).toContain('heard');
  const hidden = discord.createThreadFrom({ user: mia, channel, name: 'Hidden', private: true });
  discord.sendMessage({ user: mia, channel: hidden, content: `<@${discord.botUser.id}> psst` });
  expect((await bot.next()).channelId).toBe(hidden);
});
