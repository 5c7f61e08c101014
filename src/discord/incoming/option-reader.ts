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
 * The values by the declaration: each declared option is there, undefined where it was left out. Throws where what
 * Discord sent contradicts the declaration: then another version of the command is registered.
 */
export function readOptions(
  declarations: OptionDeclarations,
  sent: readonly SentValue[],
  resolved: APIInteractionDataResolved | undefined,
  asker: UserId,
): Readonly<Record<string, AnyOptionValue>> {
  const read = (name: string, declaration: OptionDeclaration): AnyOptionValue => {
    const option = sent.find((each) => each.name === name);
    if (option === undefined) {
      if (declaration.required) throw new Error(`option "${name}" is required and was not sent`);
      return undefined;
    }
    return readValue(declaration, option, resolved, asker);
  };
  return Object.fromEntries(Object.entries(declarations).map(([name, declaration]) => [name, read(name, declaration)]));
}

/** What is filled in so far, while another option is being typed. */
export function readOthers(sent: readonly SentValue[]): Readonly<Record<string, string | number | boolean>> {
  const plain = sent.filter((each) => !('focused' in each && each.focused));
  return Object.fromEntries(plain.map(({ name, value }) => [name, value]));
}

/** The option being typed, and what stands there. Discord sends an unfinished number as text. */
export function readFocused(sent: readonly SentValue[]): { readonly name: string; readonly typed: string } | undefined {
  const focused = sent.find((each) => 'focused' in each && each.focused);
  return focused && { name: focused.name, typed: String(focused.value) };
}

/** What stands there under a name that somebody sent: `toString` is no name of ours, whatever every object has. */
export const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

function readValue(
  declaration: OptionDeclaration,
  option: SentValue,
  resolved: APIInteractionDataResolved | undefined,
  asker: UserId,
): AnyOptionValue {
  switch (declaration.type) {
    case 'string':
    case 'role':
      if (typeof option.value === 'string') return option.value;
      break;
    case 'channel':
      if (typeof option.value === 'string') return chosenChannel(option.value, resolved?.channels?.[option.value]);
      break;
    case 'user':
      if (typeof option.value === 'string') return userId(option.value);
      break;
    case 'integer':
    case 'number':
      if (typeof option.value === 'number') return option.value;
      break;
    case 'boolean':
      if (typeof option.value === 'boolean') return option.value;
      break;
    case 'attachment': {
      const attachment = own(resolved?.attachments ?? {}, String(option.value));
      if (attachment !== undefined) return uploadedPicture(attachment, asker);
      break;
    }
    default:
      return declaration satisfies never;
  }
  throw new Error(`option "${option.name}" is no ${declaration.type}`);
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
