import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APISelectMenuDefaultValue,
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from 'discord.js';
import { type CustomIdKind, encodeCustomId } from '../../../src/discord/kit/custom-id.ts';
import type { Parts } from '../../../src/discord/outgoing/reply-bodies.ts';

/** What a page of the panel is made of. */
export type Piece = APIComponentInContainer;

type PanelKind = Extract<CustomIdKind, 'panel' | 'panel-set' | 'panel-form'>;

/** Discord's bound of a select. */
export const mostShown = 25;

export const inOnePanel = (pieces: readonly Piece[]): Parts => [
  { type: ComponentType.Container, components: [...pieces] },
];

export const text = (content: string): Piece => ({ type: ComponentType.TextDisplay, content });

export const line: Piece = { type: ComponentType.Separator, divider: true };

/** Words with a button beside them. */
export const section = (content: string, beside: APIButtonComponentWithCustomId): Piece => ({
  type: ComponentType.Section,
  components: [{ type: ComponentType.TextDisplay, content }],
  accessory: beside,
});

export const row = (...components: readonly APIComponentInMessageActionRow[]): Piece =>
  ({
    type: ComponentType.ActionRow,
    components: [...components],
  }) satisfies APIActionRowComponent<APIComponentInMessageActionRow>;

export const press = (
  kind: PanelKind,
  part: string,
  label: string,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId => ({
  type: ComponentType.Button,
  style,
  label,
  custom_id: encodeCustomId({ kind, part }),
});

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** One of these, or as many as there are. */
export const choose = (part: string, placeholder: string, options: readonly Option[], many = false): Piece =>
  row({
    type: ComponentType.StringSelect,
    custom_id: encodeCustomId({ kind: 'panel-set', part }),
    placeholder,
    min_values: many ? 0 : 1,
    max_values: many ? options.length : 1,
    options: options.map(({ value, label, chosen }) => ({ value, label, default: chosen })),
  });

const whereWritten = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
  ChannelType.GuildCategory,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
] as const;

/** Channels, with those of `ids` chosen. `most`: how many may be. */
export const chooseChannels = (
  part: string,
  placeholder: string,
  ids: readonly string[],
  { most = mostShown, types = whereWritten }: { readonly most?: number; readonly types?: readonly ChannelType[] } = {},
): Piece =>
  row({
    type: ComponentType.ChannelSelect,
    ...entities(part, placeholder, ids, most),
    channel_types: [...types],
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
  });

export const chooseRoles = (part: string, placeholder: string, ids: readonly string[], most = mostShown): Piece =>
  row({
    type: ComponentType.RoleSelect,
    ...entities(part, placeholder, ids, most),
    default_values: ids.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  });

export const chooseMembers = (part: string, placeholder: string, ids: readonly string[]): Piece =>
  row({
    type: ComponentType.UserSelect,
    ...entities(part, placeholder, ids, mostShown),
    default_values: ids.map(
      (id): APISelectMenuDefaultValue<SelectMenuDefaultValueType.User> => ({
        id,
        type: SelectMenuDefaultValueType.User,
      }),
    ),
  });

const entities = (part: string, placeholder: string, ids: readonly string[], most: number) => ({
  custom_id: encodeCustomId({ kind: 'panel-set', part }),
  placeholder,
  min_values: 0,
  max_values: Math.max(most, ids.length),
});
