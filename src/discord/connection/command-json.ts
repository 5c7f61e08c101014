import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { DescriptionId } from '../../words/languages.ts';
import { english } from '../../words/words.ts';
import type { Command, LeafDeclaration, SlashDeclaration } from '../kit/command.ts';
import type { OptionDeclaration, OptionDeclarations } from '../kit/option.ts';

/**
 * What Discord is told of a command. Offered in servers and in direct messages with the bot; installed in servers only,
 * so that each answer has a channel which the bot can see.
 */
export function commandJson(command: Command): RESTPostAPIApplicationCommandsJSONBody {
  return command.kind === 'message'
    ? { type: ApplicationCommandType.Message, name: command.declaration.name, ...everywhere }
    : slashJson(command.declaration);
}

const everywhere = {
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  integration_types: [ApplicationIntegrationType.GuildInstall],
} satisfies Partial<RESTPostAPIApplicationCommandsJSONBody>;

/** What only those who manage a server may use is not offered where there is no server. */
const managersOnly = {
  contexts: [InteractionContextType.Guild],
  default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
} satisfies Partial<RESTPostAPIApplicationCommandsJSONBody>;

function slashJson(declaration: SlashDeclaration): RESTPostAPIApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.ChatInput,
    name: declaration.name,
    description: described(declaration),
    options: 'options' in declaration ? optionsJson(declaration.options) : branchesJson(declaration.subcommands),
    ...everywhere,
    ...(declaration.manageServer ? managersOnly : {}),
  };
}

function branchesJson(
  subcommands: Extract<SlashDeclaration, { subcommands: unknown }>['subcommands'],
): APIApplicationCommandOption[] {
  return Object.entries(subcommands).map(([name, node]) =>
    'options' in node
      ? subcommandJson(name, node)
      : {
          type: ApplicationCommandOptionType.SubcommandGroup,
          name,
          description: described(node),
          options: Object.entries(node.subcommands).map(([below, leaf]) => subcommandJson(below, leaf)),
        },
  );
}

const subcommandJson = (name: string, leaf: LeafDeclaration) => ({
  type: ApplicationCommandOptionType.Subcommand as const,
  name,
  description: described(leaf),
  options: optionsJson(leaf.options),
});

const writableTypes = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** Where rules hold for what is asked for there, in a thread of it, or in a channel of that category. */
const holdingTypes = [
  ChannelType.GuildText,
  ChannelType.GuildVoice,
  ChannelType.GuildCategory,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
] as const;

const described = ({ description }: { readonly description: DescriptionId }) => english().say(description);

const optionsJson = (options: OptionDeclarations) =>
  Object.entries(options).map(([name, option]) => optionJson(name, option));

function optionJson(name: string, option: OptionDeclaration): APIApplicationCommandBasicOption {
  const common = { name, description: described(option), ...(option.required ? { required: true } : {}) };
  switch (option.type) {
    case 'string': {
      const text = {
        ...common,
        type: ApplicationCommandOptionType.String as const,
        ...(option.minLength === undefined ? {} : { min_length: option.minLength }),
        ...(option.maxLength === undefined ? {} : { max_length: option.maxLength }),
      };
      if (option.completes) return { ...text, autocomplete: true };
      return option.choices
        ? { ...text, choices: option.choices.map((choice) => ({ name: choice, value: choice })) }
        : text;
    }
    case 'integer':
    case 'number':
      return {
        ...common,
        type: option.type === 'integer' ? ApplicationCommandOptionType.Integer : ApplicationCommandOptionType.Number,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
        ...(option.completes ? { autocomplete: true } : {}),
      };
    case 'boolean':
      return { ...common, type: ApplicationCommandOptionType.Boolean };
    case 'user':
      return { ...common, type: ApplicationCommandOptionType.User };
    case 'role':
      return { ...common, type: ApplicationCommandOptionType.Role };
    case 'channel':
      return {
        ...common,
        type: ApplicationCommandOptionType.Channel,
        channel_types: [...(option.holds === undefined ? writableTypes : holdingTypes)],
      };
    case 'attachment':
      return { ...common, type: ApplicationCommandOptionType.Attachment, file_types: [...option.fileTypes] };
    default:
      return option satisfies never;
  }
}
