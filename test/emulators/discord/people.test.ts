import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ContainerBuilder,
  FileUploadBuilder,
  type Interaction,
  LabelBuilder,
  MediaGalleryBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { expect, test } from 'vitest';
import type { EmulatedDiscordOptions } from '../../../scripts/emulators/discord/index.ts';
import { png } from '../../../scripts/emulators/png.ts';
import { loginRealClient } from './testing/real-client.ts';
import { setStage } from './testing/stage.ts';

async function withBot(
  onInteraction: (interaction: Interaction) => Promise<unknown>,
  options: EmulatedDiscordOptions = {},
) {
  const stage = await setStage(options);
  const client = await loginRealClient(stage.discord, { onInteraction });
  return {
    ...stage,
    client,
    async [Symbol.asyncDispose]() {
      await client.destroy();
      stage.discord.expectNoUnknownRoutes();
      await stage.discord.close();
    },
  };
}

const button = new ButtonBuilder().setCustomId('edit:1').setLabel('Edit').setStyle(ButtonStyle.Primary);
const select = new StringSelectMenuBuilder()
  .setCustomId('version')
  .setMaxValues(2)
  .addOptions(['1', '2', '3'].map((value) => ({ label: `Version ${value}`, value })));
const form = new ModalBuilder()
  .setCustomId('form:1')
  .setTitle('Edit image')
  .addLabelComponents(
    new LabelBuilder()
      .setLabel('Prompt')
      .setTextInputComponent(new TextInputBuilder().setCustomId('prompt').setStyle(TextInputStyle.Paragraph)),
    new LabelBuilder()
      .setLabel('More images')
      .setFileUploadComponent(
        new FileUploadBuilder().setCustomId('images').setRequired(false).setMinValues(0).setMaxValues(3),
      ),
  );

test('a button opens a form, and the form’s text and files reach the bot', async () => {
  const taken: unknown[] = [];
  await using bot = await withBot(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const row = new ActionRowBuilder<ButtonBuilder>().addComponents(button);
      await interaction.reply({ content: 'Picture', components: [row] });
    }
    if (interaction.isButton()) await interaction.showModal(form);
    if (interaction.isModalSubmit()) {
      const files = interaction.fields.getUploadedFiles('images');
      const sizes = files?.map(({ width, height, ephemeral }) => [width, height, ephemeral]);
      taken.push([interaction.fields.getTextInputValue('prompt'), sizes, interaction.isFromMessage()]);
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply('Done');
    }
  });
  const { discord, mia, noah, channel } = bot;
  const { id } = await bot.edit().answered();
  const press = discord.pressButton({ user: noah, message: id, label: 'Edit' });
  const modal = await press.modal();
  expect(modal.components.map(({ label }) => label)).toEqual(['Prompt', 'More images']);
  const submitted = discord.submitModal({
    user: noah,
    modal: modal.id,
    values: { prompt: 'bluer', images: [{ name: 'a.png', bytes: png(3, 2) }] },
  });
  expect(await submitted.answered()).toMatchObject({ content: 'Done', flags: 64, type: 19 });
  expect(taken).toEqual([['bluer', [[3, 2, true]], true]]);
  expect(discord.visibleMessages(mia, channel)).toHaveLength(1);
  expect(discord.visibleMessages(noah, channel)).toHaveLength(2);
});

test('a select sends what was chosen, and takes only what is on offer', async () => {
  await using bot = await withBot(async (interaction) => {
    if (interaction.isChatInputCommand()) {
      const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select);
      await interaction.reply({ content: 'Which?', components: [row] });
    }
    if (interaction.isStringSelectMenu()) await interaction.update(`Took ${interaction.values.join(' and ')}`);
  });
  const { discord, mia } = bot;
  const { id } = await bot.edit().answered();
  const choose = (...values: string[]) =>
    discord.chooseFromSelect({ user: mia, message: id, customId: 'version', values });
  expect(() => choose('9')).toThrow('not on offer');
  expect(() => choose('1', '2', '3')).toThrow('takes 1 to 2');
  const choice = choose('1', '3');
  expect((await choice.answered()).content).toBe('Took 1 and 3');
});

test('a container with a gallery shows the picture; it is not among the attachments', async () => {
  await using bot = await withBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.deferReply();
    const gallery = new MediaGalleryBuilder().addItems({
      media: { url: 'attachment://result.png' },
      description: 'Blue',
    });
    const container = new ContainerBuilder()
      .addTextDisplayComponents(new TextDisplayBuilder().setContent('**Done**'))
      .addMediaGalleryComponents(gallery)
      .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(button));
    await interaction.editReply({
      flags: MessageFlags.IsComponentsV2,
      components: [container],
      files: [new AttachmentBuilder(png(8, 4), { name: 'result.png', description: 'Blue' })],
    });
  });
  const message = await bot.edit().answered();
  expect([message.attachments, message.flags]).toEqual([[], 32768]);
  const [container] = message.components;
  expect(container?.components?.[1]?.items?.[0]).toMatchObject({ description: 'Blue', media: { width: 8, height: 4 } });
  expect(bot.discord.filesOf(message.id)).toMatchObject([
    { name: 'result.png', contentType: 'image/png', description: 'Blue' },
  ]);
  expect(() => bot.discord.pressButton({ user: bot.mia, message: message.id, customId: 'edit:1' })).not.toThrow();
});

test('subcommands in groups, completion and direct messages work with the real client', async () => {
  const heard: unknown[] = [];
  await using bot = await withBot(async (interaction) => {
    if (interaction.isAutocomplete()) {
      const focused = interaction.options.getFocused(true);
      await interaction.respond([{ name: `${focused.name} ${focused.value}`, value: 'gpt-image-2' }]);
    }
    if (interaction.isChatInputCommand()) {
      const { options } = interaction;
      heard.push([
        interaction.commandName,
        options.getSubcommandGroup(false),
        options.getSubcommand(false),
        interaction.context,
      ]);
      await interaction.reply({ content: 'x', flags: MessageFlags.Ephemeral });
    }
  });
  const { discord, guild, channel, mia } = bot;
  const ada = discord.createUser({ username: 'ada' });
  discord.addMember({ guild, user: ada, permissions: ['MANAGE_GUILD'] });
  const set = discord.runCommand({ user: ada, channel, command: 'server limit set', options: { amount: 2.5 } });
  await set.answered();
  const here = discord.runCommand({
    user: mia,
    channel: discord.openDm(mia),
    command: 'edit',
    options: { prompt: 'x' },
  });
  await here.answered();
  expect(heard).toEqual([
    ['server', 'limit', 'set', 0],
    ['edit', null, null, 1],
  ]);
  const choices = await discord.autocomplete({ user: mia, channel, command: 'edit', focused: 'model', value: 'gp' });
  expect(choices).toEqual([{ name: 'model gp', value: 'gpt-image-2' }]);
});

test('a disabled button, a link and another’s private message cannot be pressed', async () => {
  await using bot = await withBot(async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
      ButtonBuilder.from(button).setDisabled(true),
      new ButtonBuilder().setURL('https://example.org').setLabel('Open').setStyle(ButtonStyle.Link),
    );
    await interaction.reply({ content: 'x', components: [row], flags: MessageFlags.Ephemeral });
  });
  const { discord, mia, noah } = bot;
  const { id } = await bot.edit().answered();
  const press = (user: string, label: string) => () => discord.pressButton({ user, message: id, label });
  expect(press(mia, 'Edit')).toThrow('is disabled');
  expect(press(mia, 'Open')).toThrow('sends no interaction');
  expect(press(mia, 'Nothing')).toThrow('no button');
  expect(press(noah, 'Edit')).toThrow('not to be seen');
});

test('people write, edit, forward and delete, each as far as they may', async () => {
  await using stage = await setStage();
  const { discord, guild, channel, mia, noah } = stage;
  const id = discord.sendMessage({ user: mia, channel, content: ' Hello ' });
  expect(discord.message(id)?.content).toBe('Hello');
  discord.editMessage(mia, id, 'Bye');
  expect(discord.message(id)).toMatchObject({ content: 'Bye', edited_timestamp: expect.any(String) });
  expect(() => discord.editMessage(noah, id, 'x')).toThrow('own messages');
  expect(() => discord.deleteMessage(noah, id)).toThrow('own message');
  expect(() => discord.sendMessage({ user: mia, channel, content: ' ' })).toThrow('nothing to send');
  const forward = discord.forwardMessage({ user: noah, channel, message: id });
  discord.deleteMessage(mia, id);
  expect(discord.message(forward)).toMatchObject({
    content: '',
    flags: 16384,
    message_reference: { type: 1, message_id: id },
    message_snapshots: [{ message: { content: 'Bye' } }],
  });
  discord.setPermission({ channel, target: guild, deny: ['SEND_MESSAGES'] });
  expect(() => discord.sendMessage({ user: mia, channel, content: 'x' })).toThrow('may not write');
});

test('waiting ends with what came, or says what was there instead', async () => {
  await using stage = await setStage();
  const { discord, channel, mia } = stage;
  const waiting = discord.waitForMessage(channel, ({ content }) => content === 'now');
  discord.sendMessage({ user: mia, channel, content: 'first' });
  const id = discord.sendMessage({ user: mia, channel, content: 'now' });
  expect((await waiting).id).toBe(id);
  await expect(discord.waitForMessage(channel, () => false, { timeoutMs: 20 })).rejects.toThrow('"content":"first"');
  await expect(stage.edit().answered({ timeoutMs: 20 })).rejects.toThrow('it is waiting');
  const controller = new AbortController();
  const aborted = stage.edit().acknowledged({ signal: controller.signal });
  controller.abort(new Error('enough'));
  await expect(aborted).rejects.toThrow('enough');
});
