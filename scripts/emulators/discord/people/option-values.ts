import { OPTION_TYPES } from '../commands/read-option.ts';
import { ClientRefusal } from '../core/client-refusal.ts';
import type { OptionValue, Upload } from '../face/people.ts';
import type { Json, Snowflake, WireCommandOption } from '../face/wire.ts';
import type { Realm } from '../realm.ts';
import type { Channel } from '../world/entities.ts';
import { json, userPayload } from '../world/payloads.ts';
import { createUploader } from './uploads.ts';

export interface OptionRequest {
  readonly declared: readonly WireCommandOption[];
  readonly given: { readonly [name: string]: OptionValue };
  readonly user: Snowflake;
  readonly channel: Channel;
  /** False while completing: required ones may be missing, and nothing is resolved. */
  readonly isComplete: boolean;
}

export interface ReadOptions {
  readonly options: readonly Json[];
  readonly resolved: Json | undefined;
}

type Resolved = { [kind: string]: { [id: string]: Json } };

/** Checks values as Discord's own client does; a server-side check there is not (reference, section 3: validation is client-side). */
export function createOptionReader(realm: Realm): (request: OptionRequest) => ReadOptions {
  const upload = createUploader(realm);

  return ({ declared, given, user, channel, isComplete }) => {
    const resolved: Resolved = {};
    for (const name of Object.keys(given)) {
      if (!declared.some((option) => option.name === name)) throw new ClientRefusal(`There is no option "${name}"`);
    }
    const options = declared.flatMap((option): Json[] => {
      const value = given[option.name];
      if (value === undefined) {
        if (option.required && isComplete) throw new ClientRefusal(`The option "${option.name}" is required`);
        return [];
      }
      return [{ name: option.name, type: option.type, value: readValue(option, value, user, channel, resolved) }];
    });
    return { options, resolved: Object.keys(resolved).length > 0 ? resolved : undefined };
  };

  function readValue(
    option: WireCommandOption,
    value: OptionValue,
    user: Snowflake,
    channel: Channel,
    resolved: Resolved,
  ): Json {
    const { name } = option;
    if (option.choices && !option.choices.some((choice) => choice.value === value)) {
      throw new ClientRefusal(`"${String(value)}" is no choice of "${name}"`);
    }
    switch (option.type) {
      case OPTION_TYPES.STRING:
        return readText(option, value);
      case OPTION_TYPES.INTEGER:
      case OPTION_TYPES.NUMBER:
        return readNumber(option, value);
      case OPTION_TYPES.BOOLEAN:
        if (typeof value !== 'boolean') throw new ClientRefusal(`"${name}" is true or false`);
        return value;
      case OPTION_TYPES.ATTACHMENT: {
        if (typeof value !== 'object') throw new ClientRefusal(`"${name}" is a file`);
        const attachment = upload(value as Upload, { channel, user, fileTypes: option.file_types });
        resolve(resolved, 'attachments', attachment.id, json(attachment));
        return attachment.id;
      }
      default:
        return readEntity(realm, option, value, { channel, user, resolved });
    }
  }
}

function readText(
  { name, min_length: min = 1, max_length: max = 6000 }: WireCommandOption,
  value: OptionValue,
): string {
  if (typeof value !== 'string') throw new ClientRefusal(`"${name}" is a text`);
  const { length } = [...value];
  if (length < Math.max(1, min) || length > max)
    throw new ClientRefusal(`"${name}" must be ${min} to ${max} characters long`);
  return value;
}

function readNumber({ name, type, min_value: min, max_value: max }: WireCommandOption, value: OptionValue): number {
  const isRight = typeof value === 'number' && (type === OPTION_TYPES.NUMBER || Number.isInteger(value));
  if (!isRight) throw new ClientRefusal(`"${name}" is a number`);
  if (value < (min ?? -(2 ** 53)) || value > (max ?? 2 ** 53))
    throw new ClientRefusal(`"${name}" must be ${rangeInWords(min, max)}`);
  return value;
}

function rangeInWords(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return max === undefined ? `at least ${min ?? -(2 ** 53)}` : `at most ${max}`;
}

function resolve(resolved: Resolved, kind: string, id: Snowflake, payload: Json): void {
  resolved[kind] = { ...resolved[kind], [id]: payload };
}

interface ReadPlace {
  readonly channel: Channel;
  readonly user: Snowflake;
  readonly resolved: Resolved;
}

/** Users, roles and channels: an id, and what it stands for. */
function readEntity(
  { world, access, payloads }: Realm,
  option: WireCommandOption,
  value: OptionValue,
  { channel, user: asker, resolved }: ReadPlace,
): Snowflake {
  const { USER, CHANNEL, ROLE, MENTIONABLE } = OPTION_TYPES;
  const id = String(value);
  const guild = world.guildOf(channel);
  const user = world.users.get(id);
  if (user && (option.type === USER || option.type === MENTIONABLE)) {
    resolve(resolved, 'users', id, json(userPayload(user)));
    const member = guild?.members.get(id);
    const permissions = access.permissionsIn(channel, id).toString();
    if (member) resolve(resolved, 'members', id, json({ ...payloads.member(member), permissions }));
    return id;
  }
  if (guild?.roles.has(id) && (option.type === ROLE || option.type === MENTIONABLE)) {
    resolve(resolved, 'roles', id, json(payloads.roles(guild).find((role) => role.id === id)));
    return id;
  }
  const target = world.channels.get(id);
  if (target && target.guildId === channel.guildId && option.type === CHANNEL) {
    const payload = payloads.channel(target);
    if (option.channel_types && !option.channel_types.includes(payload.type))
      throw new ClientRefusal(`"${option.name}" takes no such channel`);
    resolve(
      resolved,
      'channels',
      id,
      json({
        ...payload,
        permissions: access.permissionsIn(target, asker).toString(),
        app_permissions: access.permissionsIn(target, world.bot.id).toString(),
      }),
    );
    return id;
  }
  throw new ClientRefusal(`"${option.name}" cannot be ${id}`);
}
