import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  CheckboxBuilder,
  CheckboxGroupBuilder,
  Client,
  ContainerBuilder,
  EmbedBuilder,
  FileUploadBuilder,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  type ModalSubmitInteraction,
  RadioGroupBuilder,
  SectionBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
} from 'discord.js';

// A bot that shows everything the page can draw and fill in, much of which ours does not use. Run by its own tests.

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: process.env['DISCORD_API_URL'] ?? '' },
});

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const commands = ['choices', 'components', 'embed', 'form', 'silent', 'spoiler'].map((name) =>
  new SlashCommandBuilder().setName(name).setDescription(`Shows ${name}`).toJSON(),
);

const answers: Readonly<Record<string, (interaction: Interaction) => Promise<unknown>>> = {
  async components(interaction) {
    if (!interaction.isChatInputCommand()) return;
    const gallery = ['one.png', 'two.png', 'three.png'].map((name) => new AttachmentBuilder(PICTURE).setName(name));
    const buttons = new ActionRowBuilder<ButtonBuilder>().addComponents(
      new ButtonBuilder().setCustomId('silent').setLabel('Silent').setStyle(2),
      new ButtonBuilder().setCustomId('off').setLabel('Off').setStyle(2).setDisabled(true),
    );
    const select = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
      new StringSelectMenuBuilder()
        .setCustomId('pick')
        .setPlaceholder('Pick two')
        .setMinValues(1)
        .setMaxValues(2)
        .addOptions(['red', 'green', 'blue'].map((value) => ({ label: value.toUpperCase(), value }))),
    );
    const container = new ContainerBuilder()
      .setAccentColor(0xff8800)
      .addTextDisplayComponents((text) => text.setContent('# A container\n-# small words'))
      .addSectionComponents(
        new SectionBuilder()
          .addTextDisplayComponents((text) => text.setContent('A **section**'))
          .setThumbnailAccessory((thumbnail) => thumbnail.setURL('attachment://one.png').setDescription('a thumbnail')),
      )
      .addSeparatorComponents((separator) => separator)
      .addMediaGalleryComponents((media) =>
        media.addItems(
          gallery.map(({ name }) => ({ media: { url: `attachment://${name}` }, description: `${name}!` })),
        ),
      )
      .addActionRowComponents<ButtonBuilder>(buttons)
      .addActionRowComponents<StringSelectMenuBuilder>(select);
    await interaction.reply({ flags: MessageFlags.IsComponentsV2, components: [container], files: gallery });
  },
  async embed(interaction) {
    if (!interaction.isChatInputCommand()) return;
    const embed = new EmbedBuilder().setTitle('An embed').setDescription('with `code`').setColor(0x00aaff);
    await interaction.reply({
      embeds: [embed.addFields({ name: 'Field', value: 'its value', inline: true }).setFooter({ text: 'a footer' })],
    });
  },
  async spoiler(interaction) {
    if (!interaction.isChatInputCommand()) return;
    const file = new AttachmentBuilder(PICTURE).setName('hidden.png').setSpoiler(true);
    await interaction.reply({ content: 'do ||not|| look', files: [file] });
  },
  async form(interaction) {
    if (!interaction.isChatInputCommand()) return;
    await interaction.showModal(everyField());
  },
  async choices(interaction) {
    if (!interaction.isChatInputCommand()) return;
    await interaction.showModal(choices());
  },
};

function everyField(): ModalBuilder {
  const options = ['low', 'high'].map((value) => ({ label: value, value }));
  return new ModalBuilder()
    .setCustomId('everything')
    .setTitle('Every field')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('Words')
        .setTextInputComponent(new TextInputBuilder().setCustomId('words').setStyle(1)),
      new LabelBuilder()
        .setLabel('Files')
        .setFileUploadComponent(new FileUploadBuilder().setCustomId('files').setMaxValues(2).setRequired(false)),
      new LabelBuilder()
        .setLabel('Quality')
        .setRadioGroupComponent(new RadioGroupBuilder().setCustomId('quality').addOptions(options)),
      new LabelBuilder()
        .setLabel('Extras')
        .setCheckboxGroupComponent(
          new CheckboxGroupBuilder().setCustomId('extras').setMinValues(0).setRequired(false).addOptions(options),
        ),
      new LabelBuilder().setLabel('Sure').setCheckboxComponent(new CheckboxBuilder().setCustomId('sure')),
    );
}

function choices(): ModalBuilder {
  const options = ['red', 'green', 'blue'].map((value) => ({ label: value.toUpperCase(), value }));
  return new ModalBuilder()
    .setCustomId('choices')
    .setTitle('Choices')
    .addLabelComponents(
      new LabelBuilder()
        .setLabel('One')
        .setRadioGroupComponent(new RadioGroupBuilder().setCustomId('one').addOptions(options)),
      new LabelBuilder()
        .setLabel('Some')
        .setStringSelectMenuComponent(
          new StringSelectMenuBuilder()
            .setCustomId('some')
            .setMinValues(0)
            .setMaxValues(2)
            .setRequired(false)
            .addOptions(options),
        ),
    );
}

async function tellBack(interaction: ModalSubmitInteraction): Promise<void> {
  const { fields, customId } = interaction;
  const told = customId === 'choices' ? choicesIn(fields) : everythingIn(fields);
  await interaction.reply({ flags: MessageFlags.Ephemeral, content: JSON.stringify(told) });
}

const choicesIn = (fields: ModalSubmitInteraction['fields']) => ({
  one: fields.getRadioGroup('one'),
  some: fields.getStringSelectValues('some'),
});

function everythingIn(fields: ModalSubmitInteraction['fields']) {
  return {
    words: fields.getTextInputValue('words'),
    files: fields.getUploadedFiles('files')?.map(({ name }) => name) ?? [],
    quality: fields.getRadioGroup('quality'),
    extras: fields.getCheckboxGroup('extras'),
    sure: fields.getCheckbox('sure'),
  };
}

client.on('interactionCreate', async (interaction) => {
  if (interaction.isChatInputCommand()) await answers[interaction.commandName]?.(interaction);
  if (interaction.isModalSubmit()) await tellBack(interaction);
  if (interaction.isStringSelectMenu()) {
    await interaction.reply({ flags: MessageFlags.Ephemeral, content: `chosen: ${interaction.values.join(', ')}` });
  }
});

client.once('clientReady', async ({ application }) => {
  await application.commands.set(commands);
  process.stdout.write('{"level":30,"msg":"ready"}\n');
});

process.on('SIGTERM', () => void client.destroy().finally(() => process.exit(0)));
await client.login(process.env['DISCORD_TOKEN']);
