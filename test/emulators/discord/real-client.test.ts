import { createHash } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, Events, type Interaction, MessageFlags, Routes, SlashCommandBuilder } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmulatedDiscord, startEmulatedDiscord } from '../../../scripts/emulators/discord/index.ts';
import { png } from '../../../scripts/emulators/png.ts';
import { loginRealClient } from './testing/real-client.ts';

const edit = new SlashCommandBuilder()
  .setName('edit')
  .setDescription('Change a picture')
  .addStringOption((option) => option.setName('prompt').setDescription('What to change').setRequired(true))
  .addAttachmentOption((option) => option.setName('image').setDescription('The picture'))
  .toJSON();

let discord: EmulatedDiscord;
let client: Client<true> | null = null;
let place: { guild: string; channel: string; mia: string };

beforeEach(async () => {
  discord = await startEmulatedDiscord();
  const guild = discord.createGuild({ name: 'Studio' });
  const mia = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: mia });
  place = { guild, mia, channel: discord.createChannel({ guild, name: 'general' }) };
});

afterEach(async () => {
  await client?.destroy();
  client = null;
  discord.expectNoUnknownRoutes();
  await discord.close();
});

async function startBot(onInteraction: (interaction: Interaction) => Promise<unknown>): Promise<void> {
  client = await loginRealClient(discord, { onInteraction });
  await client.application.commands.set([edit]);
}

test('discord.js logs in, sees the server and itself in it', async () => {
  client = await loginRealClient(discord);
  const guild = client.guilds.cache.get(place.guild);
  expect(guild?.available).toBe(true);
  expect(guild?.members.me?.id).toBe(client.user.id);
  const channel = guild?.channels.cache.get(place.channel);
  expect(channel?.permissionsFor(client.user)?.has('SendMessages')).toBe(true);
});

test('/edit with a picture is deferred, downloaded and answered with a picture', async () => {
  const source = png(3, 2);
  await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const answer = await interaction.deferReply({ withResponse: true });
    expect(answer.interaction.responseMessageLoading).toBe(true);
    const attachment = interaction.options.getAttachment('image', true);
    expect([attachment.width, attachment.height, attachment.contentType]).toEqual([3, 2, 'image/png']);
    const bytes = Buffer.from(await (await fetch(attachment.url)).arrayBuffer());
    expect(bytes.equals(source)).toBe(true);
    await interaction.editReply({
      content: interaction.options.getString('prompt', true),
      files: [{ attachment: png(4, 4), name: 'result.png', description: 'A result' }],
    });
  });
  const run = discord.runCommand({
    user: place.mia,
    channel: place.channel,
    command: 'edit',
    options: { prompt: 'Make it <@123456789012345678> blue', image: { name: 'cat.png', bytes: source } },
  });
  const message = await run.answered();
  expect(message.content).toBe('Make it <@123456789012345678> blue');
  expect(message.type).toBe(20);
  expect(message.flags).toBe(0);
  expect(
    message.attachments.map(({ filename, width, height, description }) => [filename, width, height, description]),
  ).toEqual([['result.png', 4, 4, 'A result']]);
  expect(discord.pingsOf(message.id)).toEqual([]);
  expect(run.view().state).toBe('answered');
});

test('a private answer is seen by its asker alone, and the bot’s token cannot reach it', async () => {
  await startBot(async (interaction) => {
    if (interaction.isChatInputCommand())
      await interaction.reply({ content: 'Only you', flags: MessageFlags.Ephemeral });
  });
  const noah = discord.createUser({ username: 'noah' });
  discord.addMember({ guild: place.guild, user: noah });
  const run = discord.runCommand({
    user: place.mia,
    channel: place.channel,
    command: 'edit',
    options: { prompt: 'x' },
  });
  const { id } = await run.answered();
  expect(discord.visibleMessages(place.mia, place.channel).map((message) => message.id)).toEqual([id]);
  expect(discord.visibleMessages(noah, place.channel)).toEqual([]);
  const channel = await client?.channels.fetch(place.channel);
  if (!channel?.isSendable()) throw new Error('no channel');
  await expect(channel.messages.fetch(id)).rejects.toMatchObject({ code: 10008, status: 404 });
});

test('a message in the channel reaches the bot with a reply to it', async () => {
  client = await loginRealClient(discord);
  const channel = await client.channels.fetch(place.channel);
  if (!channel?.isSendable()) throw new Error('no channel');
  const sent = await channel.send({ content: 'Here', files: [{ attachment: png(2, 2), name: 'a.png' }] });
  const received = new Promise<import('discord.js').Message>((resolve) => {
    client?.on(Events.MessageCreate, (message) => {
      if (!message.author.bot) resolve(message);
    });
  });
  discord.sendMessage({ user: place.mia, channel: place.channel, content: 'make it blue', replyTo: sent.id });
  const message = await received;
  expect(message.content).toBe('make it blue');
  expect(message.mentions.has(client.user)).toBe(true);
  expect((await message.fetchReference()).attachments.size).toBe(1);
});

test('a file is streamed from disk by a form of its own, without passing through memory', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'emulator-')), 'large.png');
  await writeFile(path, Buffer.concat([png(6, 5), Buffer.alloc(3_000_000)]));
  await startBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    const form = new FormData();
    form.set('files[0]', await openAsBlob(path), 'large.png');
    form.set('payload_json', JSON.stringify({ content: 'Large', attachments: [{ id: 0, description: 'Alt' }] }));
    const route = Routes.webhookMessage(interaction.applicationId, interaction.token);
    await interaction.client.rest.patch(route, { body: form, passThroughBody: true, auth: false });
  });
  const run = discord.runCommand({
    user: place.mia,
    channel: place.channel,
    command: 'edit',
    options: { prompt: 'x' },
  });
  const message = await run.answered();
  expect(message.attachments).toMatchObject([{ filename: 'large.png', width: 6, height: 5, description: 'Alt' }]);
  const stored = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  expect(discord.filesOf(message.id)[0]?.sha256).toBe(stored);
});
