import type { Emitter } from '../core/emitter.ts';
import { createForm } from '../core/form.ts';
import type { Json, Snowflake, WireCommand, WireCommandOption, WireCommandPermission } from '../face/wire.ts';
import { type CommandDeclaration, readCommand } from './read-command.ts';

/** The registered commands: global ones and each guild's (reference, section 3). */
export interface CommandRegistry {
  list(guild: Snowflake | null): readonly WireCommand[];
  /** Replaces all of them. Sending the same again changes neither ids nor versions. */
  put(guild: Snowflake | null, body: Json | undefined): readonly WireCommand[];
  /** Integration settings of a guild, by a command's id or the application's for all that have none of their own. */
  permissions(guild: Snowflake): ReadonlyMap<Snowflake, readonly WireCommandPermission[]>;
  permit(guild: Snowflake, id: Snowflake, permissions: readonly WireCommandPermission[]): void;
}

/** 100 slash, 15 user and 15 message commands, the same again per guild. */
const MOST: Readonly<Record<number, number>> = { 1: 100, 2: 15, 3: 15 };

export function createCommandRegistry(
  applicationId: Snowflake,
  newId: () => Snowflake,
  emitter: Emitter,
): CommandRegistry {
  const byPlace = new Map<Snowflake | null, readonly WireCommand[]>();
  const list = (guild: Snowflake | null): readonly WireCommand[] => byPlace.get(guild) ?? [];
  const settings = new Map<Snowflake, Map<Snowflake, readonly WireCommandPermission[]>>();
  return {
    list,
    permissions: (guild) => settings.get(guild) ?? new Map(),
    permit(guild, id, permissions) {
      settings.set(guild, new Map(settings.get(guild)).set(id, permissions));
    },
    put(guild, body) {
      const form = createForm(body);
      const scope = guild === null ? 'global' : 'guild';
      const items = form.root.items({ required: true });
      const declared = items.flatMap((item) => (item.isObject(true) ? [readCommand(item, scope)] : []));
      declared.forEach((one, index) => {
        const twice = declared.slice(0, index).some(({ type, name }) => type === one.type && name === one.name);
        if (twice) form.root.note('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
      });
      for (const [type, most] of Object.entries(MOST)) {
        if (declared.filter((one) => String(one.type) === type).length > most) {
          form.root.note('BASE_TYPE_MAX_LENGTH', `Must be ${most} or fewer commands of type ${type}.`);
        }
      }
      form.check();
      const commands = declared.map((one) => register(one, list(guild), { applicationId, guild, newId }));
      byPlace.set(guild, commands);
      emitter.emit('commands', { guildId: guild, commands });
      return commands;
    },
  };
}

function register(
  declared: CommandDeclaration,
  before: readonly WireCommand[],
  { applicationId, guild, newId }: { applicationId: Snowflake; guild: Snowflake | null; newId: () => Snowflake },
): WireCommand {
  const existing = before.find(({ type, name }) => type === declared.type && name === declared.name);
  const id = existing?.id ?? newId();
  const made = { id, application_id: applicationId, ...(guild ? { guild_id: guild } : {}), ...declared };
  const same = existing && JSON.stringify({ ...made, version: existing.version }) === JSON.stringify(existing);
  return { ...made, version: same ? existing.version : newId() };
}

/** `GET` leaves the localizations out unless asked with `with_localizations=true`. */
export function withoutLocalizations(command: WireCommand): Json {
  const strip = (option: WireCommandOption): object => {
    const { name_localizations: _names, description_localizations: _descriptions, ...rest } = option;
    const choices = rest.choices?.map(({ name, value }) => ({ name, value }));
    return { ...rest, ...(choices ? { choices } : {}), ...(rest.options ? { options: rest.options.map(strip) } : {}) };
  };
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return { ...rest, ...(rest.options ? { options: rest.options.map(strip) } : {}) } as Json;
}
