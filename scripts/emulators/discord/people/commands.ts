import { ClientRefusal } from '../core/client-refusal.ts';
import { allows } from '../core/permissions.ts';
import { until } from '../core/until.ts';
import type { InteractionHandle, People } from '../face/people.ts';
import type { Json, Snowflake, WireCommand, WireCommandOption } from '../face/wire.ts';
import { createHandle } from '../interactions/handle.ts';
import { answerTypeFor, type NewInteraction } from '../interactions/interaction-store.ts';
import type { Realm } from '../realm.ts';
import type { Channel } from '../world/entities.ts';
import { json } from '../world/payloads.ts';
import { findCommand, optionsOf, wrapOptions } from './command-path.ts';
import { createOptionReader } from './option-values.ts';

const SLASH = 1;
const MESSAGE = 3;

/** Slash commands, completion and message commands, as a person uses them. */
export function createCommandActs(
  realm: Realm,
): Pick<People, 'listCommands' | 'runCommand' | 'autocomplete' | 'runMessageCommand'> {
  const { world, access, commands, interactions, emitter, renderer, settings, messages } = realm;
  const readOptions = createOptionReader(realm);

  const listCommands: People['listCommands'] = (user, channelId) => {
    const channel = world.channel(channelId);
    const bits = access.permissionsIn(channel, user);
    // No commands in archived threads either (reference, section 6).
    if (!allows(bits, 'VIEW_CHANNEL', 'USE_APPLICATION_COMMANDS') || channel.thread?.archived) return [];
    const inGuild = channel.guildId !== null;
    const guild = world.guildOf(channel);
    if (guild && !world.botIsIn(guild)) return [];
    const all = [...commands.list(null), ...(inGuild ? commands.list(channel.guildId) : [])];
    return all.filter((command) => isOffered(command, bits, channel));
  };
  const isOffered = (command: WireCommand, bits: bigint, channel: Channel): boolean => {
    const context = channel.guildId === null ? 1 : 0;
    if (command.contexts && !command.contexts.includes(context)) return false;
    if (command.nsfw && !channel.ageRestricted) return false;
    const needed = command.default_member_permissions;
    if (needed === null || channel.guildId === null) return true;
    // "0": administrators only.
    return allows(bits, 'ADMINISTRATOR') || (needed !== '0' && (bits & BigInt(needed)) === BigInt(needed));
  };
  const offered = (user: Snowflake, channel: Snowflake, name: string, type: number): WireCommand => {
    const found = findCommand(listCommands(user, channel), name, type);
    if (!found) throw new ClientRefusal(`"${name}" is not offered to ${world.user(user).username} here`);
    return found;
  };
  const start = (interaction: NewInteraction): InteractionHandle =>
    createHandle(interactions.start(interaction), emitter, renderer);
  const about = (command: WireCommand): { [key: string]: Json } => ({
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id ? { guild_id: command.guild_id } : {}),
  });

  return {
    listCommands,
    runCommand({ user, channel: channelId, command: name, options = {}, locale }) {
      const channel = world.channel(channelId);
      const command = offered(user, channelId, name, SLASH);
      const read = readOptions({ declared: optionsOf(command, name), given: options, user, channel, isComplete: true });
      return start({
        kind: 'command',
        user,
        channel,
        name,
        locale,
        data: {
          ...about(command),
          options: wrapOptions(command, name, read.options),
          ...(read.resolved ? { resolved: read.resolved } : {}),
        },
        metadata: { name, command_type: SLASH },
        answerType: answerTypeFor('command', null),
      });
    },
    async autocomplete({ user, channel: channelId, command: name, focused, value, options = {} }) {
      const channel = world.channel(channelId);
      const command = offered(user, channelId, name, SLASH);
      const declared = optionsOf(command, name);
      checkCompletable(
        declared.find((option) => option.name === focused),
        focused,
      );
      const { [focused]: _typed, ...others } = options;
      const read = readOptions({ declared, given: others, user, channel, isComplete: false });
      const type = declared.find((option) => option.name === focused)?.type ?? 3;
      const typing = { name: focused, type, value, focused: true };
      const interaction = interactions.start({
        kind: 'autocomplete',
        user,
        channel,
        name,
        locale: undefined,
        data: { ...about(command), options: wrapOptions(command, name, [...read.options, typing]) },
        metadata: { name },
        answerType: answerTypeFor('autocomplete', null),
      });
      return until({
        look: () => interaction.choices ?? (interaction.state === 'failed' ? [] : undefined),
        subscribe: (again) => emitter.on('interaction', again),
        describe: () => `choices for ${name} ${focused}`,
        options: { timeoutMs: settings.interactionDeadlineMs + 5000 },
      });
    },
    runMessageCommand({ user, channel: channelId, command: name, message: messageId }) {
      const channel = world.channel(channelId);
      const command = offered(user, channelId, name, MESSAGE);
      const message = messages.get(messageId);
      const isSeen = message.channelId === channelId && (message.seenBy === null || message.seenBy === user);
      if (!isSeen) throw new ClientRefusal('That message is not here');
      // The target comes whole, with content and files, whatever the intents (reference, section 3).
      const resolved = { messages: { [message.id]: json(renderer.message(message)) } };
      return start({
        kind: 'message command',
        user,
        channel,
        name,
        locale: undefined,
        data: { ...about(command), target_id: message.id, resolved },
        metadata: { name, command_type: MESSAGE, target_message_id: message.id },
        answerType: answerTypeFor('message command', null),
      });
    },
  };
}

function checkCompletable(option: WireCommandOption | undefined, name: string): void {
  if (!option?.autocomplete) throw new ClientRefusal(`The option "${name}" completes nothing`);
}
