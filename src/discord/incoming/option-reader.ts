import {
  type APIApplicationCommandInteractionDataBasicOption,
  type APIApplicationCommandInteractionDataOption,
  type APIInteractionDataResolved,
  type APIInteractionDataResolvedChannel,
  type APIMessage,
  type APIMessageSelectMenuInteractionData,
  ApplicationCommandOptionType,
  type InteractionType,
} from 'discord.js';
import { type UserId, userId } from '../../domain/ids.ts';
import { type Chosen, chosenChannel } from '../kit/chosen-channel.ts';
import type { AnyOptionValue, OptionDeclaration, OptionDeclarations } from '../kit/option.ts';
import { isSnowflake } from '../kit/snowflake.ts';
import { uploadedPicture } from './attachment.ts';

type Sent = APIApplicationCommandInteractionDataOption<InteractionType>;
type SentValue = APIApplicationCommandInteractionDataBasicOption<InteractionType>;

/** The way to the subcommand that was used, separated by spaces, and the options sent with it. */
export function readPath(sent: readonly Sent[] = []): { readonly path: string; readonly values: readonly SentValue[] } {
  const names: string[] = [];
  let options = sent;
  for (;;) {
    const [below] = options;
    if (
      below?.type !== ApplicationCommandOptionType.Subcommand &&
      below?.type !== ApplicationCommandOptionType.SubcommandGroup
    ) {
      return { path: names.join(' '), values: options.filter(isValue) };
    }
    names.push(below.name);
    options = below.options ?? [];
  }
}

/**
 * The values by the declaration: each declared option is there, undefined where it was left out. Null where what was sent
 * contradicts the declaration: then another version of the command is registered. How long a text is, is for whoever
 * reads it.
 */
export function readOptions(
  declarations: OptionDeclarations,
  sent: readonly SentValue[],
  resolved: APIInteractionDataResolved | undefined,
  asker: UserId,
): Readonly<Record<string, AnyOptionValue>> | null {
  const values: [name: string, value: AnyOptionValue][] = [];
  for (const [name, declaration] of Object.entries(declarations)) {
    const option = sent.find((each) => each.name === name);
    const value = option && readValue(declaration, option, resolved, asker);
    if (value === undefined && (option !== undefined || declaration.required === true)) return null;
    values.push([name, value]);
  }
  return Object.fromEntries(values);
}

/** What is filled in so far, while another option is being typed. */
export function readOthers(sent: readonly SentValue[]): Readonly<Record<string, string | number | boolean>> {
  const plain = sent.filter((each) => !('focused' in each && each.focused));
  return Object.fromEntries(plain.map(({ name, value }) => [name, value]));
}

/** The option being typed, and what stands there. Discord sends an unfinished number as text. */
export function readFocused(sent: readonly SentValue[]): { readonly name: string; readonly typed: string } | undefined {
  const focused = sent.find((each) => 'focused' in each && each.focused);
  return focused && { name: focused.name, typed: textOf(focused.value) };
}

const textOf = (value: unknown): string => (typeof value === 'object' ? '' : String(value));

/** What stands there under a name that somebody sent: `toString` is no name of ours, whatever every object has. */
export const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** Undefined: it is nothing that the declaration speaks of. */
function readValue(
  declaration: OptionDeclaration,
  { value }: SentValue,
  resolved: APIInteractionDataResolved | undefined,
  asker: UserId,
): AnyOptionValue {
  switch (declaration.type) {
    case 'string': {
      const isOffered = declaration.choices === undefined || declaration.choices.some((each) => each === value);
      return typeof value === 'string' && isOffered ? value : undefined;
    }
    case 'role':
      return readId(value);
    case 'channel': {
      const id = readId(value);
      return id === undefined ? undefined : chosenChannel(id, resolved?.channels?.[id]);
    }
    case 'user': {
      const id = readId(value);
      return id === undefined ? undefined : userId(id);
    }
    case 'integer':
    case 'number':
      return typeof value === 'number' && isWithin(declaration, value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'attachment': {
      const attachment = typeof value === 'string' ? own(resolved?.attachments ?? {}, value) : undefined;
      return attachment === undefined ? undefined : uploadedPicture(attachment, asker);
    }
    default:
      return declaration satisfies never;
  }
}

const readId = (value: SentValue['value']): string | undefined =>
  typeof value === 'string' && isSnowflake(value) ? value : undefined;

function isWithin(
  { type, min = -Infinity, max = Infinity }: Extract<OptionDeclaration, { type: 'integer' | 'number' }>,
  value: number,
): boolean {
  return value >= min && value <= max && (type === 'number' || Number.isInteger(value));
}

const isValue = (option: Sent): option is SentValue =>
  option.type !== ApplicationCommandOptionType.Subcommand &&
  option.type !== ApplicationCommandOptionType.SubcommandGroup;

/** What was chosen in a select of that message, and what Discord tells of the channels among it. */
export const chosenIn = (data: APIMessageSelectMenuInteractionData, { components = [] }: APIMessage): Chosen => ({
  values: data.values,
  before: chosenBefore(components, data.custom_id),
  channel: (id) => chosenChannel(id, own('resolved' in data ? channelsIn(data.resolved) : {}, id)),
});

const channelsIn = (resolved: object): Readonly<Record<string, APIInteractionDataResolvedChannel>> =>
  'channels' in resolved ? (resolved.channels as Readonly<Record<string, APIInteractionDataResolvedChannel>>) : {};

/** By its custom id, nested to any depth. */
function chosenBefore(parts: readonly object[], customId: string): readonly string[] {
  return parts.flatMap((part: SelectPart) => {
    if (part.custom_id !== customId) return chosenBefore(part.components ?? [], customId);
    const options = (part.options ?? []).filter((option) => option.default === true);
    return [...options.map(({ value }) => value), ...(part.default_values ?? []).map(({ id }) => id)];
  });
}

/** A part of a message as far as it may be a select. */
interface SelectPart {
  readonly custom_id?: string;
  readonly components?: readonly object[];
  readonly options?: readonly { readonly value: string; readonly default?: boolean }[];
  readonly default_values?: readonly { readonly id: string }[];
}
