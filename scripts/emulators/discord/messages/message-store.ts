import { refuse } from '../core/discord-error.ts';
import type { Emitter } from '../core/emitter.ts';
import type { Audience, MessageSeen } from '../face/watching.ts';
import type { Json, Snowflake, WireMessage } from '../face/wire.ts';
import type { FileStore } from '../files/file-store.ts';
import { type Dispatch, INTENTS } from '../gateway/gateway-event.ts';
import type { Settings } from '../settings.ts';
import type { Access } from '../world/access.ts';
import type { Channel } from '../world/entities.ts';
import { json, type Payloads } from '../world/payloads.ts';
import type { WorldState } from '../world/world-state.ts';
import type { ContentAccess } from './content-access.ts';
import { type Contents, FLAGS, isEphemeral, type Mentions, type Message } from './message.ts';
import type { Renderer } from './render.ts';

/** The messages that exist. Each change is told to the page and, where the bot may see it, to the gateway. */
export interface MessageStore {
  find(id: Snowflake): Message | undefined;
  /** Throws 10008. */
  get(id: Snowflake): Message;
  /** Of one channel, oldest first. */
  in(channel: Snowflake): readonly Message[];
  add(message: Message): Message;
  edit(
    message: Message,
    change: { readonly contents: Contents; readonly mentions: Mentions; readonly editedAt: number | null },
  ): void;
  remove(message: Message): void;
  /** Without a word, as when the whole channel goes. */
  forgetChannel(channel: Snowflake): void;
}

export interface MessageStoreParts {
  readonly world: WorldState;
  readonly access: Access;
  readonly payloads: Payloads;
  readonly contentAccess: ContentAccess;
  readonly files: FileStore;
  readonly emitter: Emitter;
  readonly dispatch: Dispatch;
  readonly renderer: () => Renderer;
  readonly unjoinedThreads: Settings['messagesInUnjoinedThreads'];
}

export function createMessageStore(parts: MessageStoreParts): MessageStore {
  const { world, access, files, emitter, dispatch, contentAccess, payloads } = parts;
  const byId = new Map<Snowflake, Message>();
  const byChannel = new Map<Snowflake, Message[]>();

  /** Ephemeral messages never come over the gateway, nor do those in channels that the bot cannot see. */
  const tellGateway = (name: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message): void => {
    const channel = world.channel(message.channelId);
    if (isEphemeral(message) || !hears(channel)) return;
    const full = gatewayMessage(parts.renderer().message(message), channel, world, payloads);
    dispatch({
      name,
      guildId: channel.guildId,
      intent: channel.guildId ? INTENTS.GUILD_MESSAGES : INTENTS.DIRECT_MESSAGES,
      data: json(full),
      withoutContent: json(contentAccess.withoutIntent(full)),
      ...(name === 'MESSAGE_CREATE' ? { repeatable: message.id } : {}),
    });
  };
  // Events of a private thread need membership even where MANAGE_THREADS lets one look in.
  const hears = (channel: Channel): boolean => {
    const needsMembership = channel.thread && (channel.thread.private || parts.unjoinedThreads === 'silent');
    return access.maySee(channel, world.bot.id) && (!needsMembership || channel.thread.members.has(world.bot.id));
  };
  const seen = (message: Message): MessageSeen => ({
    message: parts.renderer().message(message),
    audience: audienceOf(message),
    pings: message.mentions.pinged,
  });
  const drop = (message: Message): void => {
    message.deleted = true;
    byId.delete(message.id);
    for (const { fileId } of [...message.contents.files, ...(message.snapshot?.files ?? [])]) files.release(fileId);
  };

  return {
    find: (id) => byId.get(id),
    get(id) {
      const found = byId.get(id);
      if (!found) throw refuse('unknown message');
      return found;
    },
    in: (channel) => byChannel.get(channel) ?? [],
    add(message) {
      byId.set(message.id, message);
      const others = byChannel.get(message.channelId);
      if (others) others.push(message);
      else byChannel.set(message.channelId, [message]);
      for (const { fileId } of [...message.contents.files, ...(message.snapshot?.files ?? [])]) files.hold(fileId);
      const channel = world.channel(message.channelId);
      if (!isEphemeral(message)) {
        channel.lastMessageId = message.id;
        if (channel.thread) channel.thread.messagesSent += 1;
      }
      emitter.emit('message', seen(message));
      tellGateway('MESSAGE_CREATE', message);
      return message;
    },
    edit(message, { contents, mentions, editedAt }) {
      const before = message.contents.files;
      for (const { fileId } of contents.files) files.hold(fileId);
      for (const { fileId } of before) files.release(fileId);
      message.contents = contents;
      message.mentions = mentions;
      message.editedAt = editedAt;
      emitter.emit('messageUpdate', seen(message));
      tellGateway('MESSAGE_UPDATE', message);
    },
    remove(message) {
      const channel = world.channel(message.channelId);
      drop(message);
      byChannel.set(
        channel.id,
        (byChannel.get(channel.id) ?? []).filter((one) => one !== message),
      );
      const told = { channelId: channel.id, messageId: message.id, audience: audienceOf(message) };
      emitter.emit('messageDelete', told);
      if (isEphemeral(message) || !hears(channel)) return;
      const guild: { readonly [key: string]: Json } = channel.guildId ? { guild_id: channel.guildId } : {};
      dispatch({
        name: 'MESSAGE_DELETE',
        guildId: channel.guildId,
        intent: channel.guildId ? INTENTS.GUILD_MESSAGES : INTENTS.DIRECT_MESSAGES,
        data: { id: message.id, channel_id: channel.id, ...guild },
      });
    },
    forgetChannel(channel) {
      for (const message of byChannel.get(channel) ?? []) drop(message);
      byChannel.delete(channel);
    },
  };
}

export function audienceOf(message: Message): Audience {
  return message.seenBy === null ? { kind: 'channel' } : { kind: 'person', userId: message.seenBy };
}

export function isThinking(message: Message): boolean {
  return (message.contents.flags & FLAGS.LOADING) !== 0;
}

/** What only the gateway adds: the guild, the author's member, each mentioned one's, and the kind of a DM channel (reference 10.16). */
function gatewayMessage(message: WireMessage, channel: Channel, world: WorldState, payloads: Payloads): WireMessage {
  const guild = world.guildOf(channel);
  if (!guild) return { ...message, channel_type: 1 };
  const memberOf = (id: Snowflake): object => {
    const member = guild.members.get(id);
    return member ? { member: payloads.member(member) } : {};
  };
  return {
    ...message,
    guild_id: guild.id,
    channel_type: channel.thread ? (channel.thread.private ? 12 : 11) : 0,
    mentions: message.mentions.map((user) => ({ ...user, ...memberOf(user.id) })),
    ...memberOf(message.author.id),
  };
}
