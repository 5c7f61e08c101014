import { ClientRefusal } from '../core/client-refusal.ts';
import type { People, Upload } from '../face/people.ts';
import type { Snowflake, WireMessageReference } from '../face/wire.ts';
import { ALL_MENTIONS, findMentions } from '../messages/mentions.ts';
import {
  type Contents,
  FLAGS,
  type HeldFile,
  isEphemeral,
  MESSAGE_TYPES,
  type Message,
  NO_CONTENTS,
  type Snapshot,
} from '../messages/message.ts';
import type { Realm } from '../realm.ts';
import type { Channel } from '../world/entities.ts';
import { checkSize } from './uploads.ts';

type Acts =
  | 'sendMessage'
  | 'editMessage'
  | 'forwardMessage'
  | 'deleteMessage'
  | 'createThreadFrom'
  | 'startTyping'
  | 'maySee';

/** What people write, forward and delete. */
export function createMessageActs(realm: Realm): Pick<People, Acts> {
  const { world, access, files, messages, settings, threads, emitter, newId, clock, interactionPayloads } = realm;

  const placeFor = (user: Snowflake, channelId: Snowflake): Channel => {
    const channel = world.channel(channelId);
    if (!access.maySee(channel, user))
      throw new ClientRefusal(`${world.user(user).username} does not see that channel`);
    if (!access.maySend(channel, user)) throw new ClientRefusal(`${world.user(user).username} may not write there`);
    if (channel.thread?.locked && !access.may(channel, user, 'MANAGE_THREADS'))
      throw new ClientRefusal('The thread is locked');
    return channel;
  };
  const visible = (user: Snowflake, id: Snowflake): Message => {
    const message = messages.get(id);
    const seen = access.maySee(world.channel(message.channelId), user) && (message.seenBy ?? user) === user;
    if (!seen) throw new ClientRefusal('That message is not to be seen');
    return message;
  };
  const keep = (channel: Channel, user: Snowflake, uploads: readonly Upload[]): readonly HeldFile[] =>
    uploads.map((upload) => {
      checkSize(upload, interactionPayloads.uploadLimit(channel, user));
      const { id } = files.add({
        channelId: channel.id,
        name: upload.name,
        bytes: upload.bytes,
        contentType: upload.contentType,
      });
      return {
        fileId: id,
        description: upload.description,
        spoiler: upload.spoiler ?? upload.name.startsWith('SPOILER_'),
      };
    });
  const add = (
    user: Snowflake,
    channel: Channel,
    parts: Pick<Message, 'type' | 'contents' | 'mentions' | 'reference' | 'snapshot'>,
  ): Snowflake => {
    // Writing joins a thread, and mentioning somebody there brings them in: the bot, too, is told of a private one that way.
    if (channel.thread) for (const id of [user, ...parts.mentions.users]) bringIn(channel, id);
    const base = { channelId: channel.id, authorId: user, createdAt: clock.now(), editedAt: null, nonce: newId() };
    const message = messages.add({
      id: newId(),
      ...base,
      ...parts,
      interaction: undefined,
      seenBy: null,
      deleted: false,
    });
    // Writing into an archived thread opens it again.
    if (channel.thread?.archived) threads.change(channel, { archived: false });
    return message.id;
  };
  const bringIn = (thread: Channel, user: Snowflake): void => {
    const parent = thread.parentId === null ? null : world.channel(thread.parentId);
    if (parent && access.maySee(parent, user)) threads.join(thread, user);
  };
  const referenceTo = (message: Message, type: number): WireMessageReference => {
    const { guildId } = world.channel(message.channelId);
    return { type, message_id: message.id, channel_id: message.channelId, ...(guildId ? { guild_id: guildId } : {}) };
  };

  return {
    maySee: (user, channel) => access.maySee(world.channel(channel), user),
    startTyping: (user, channel) => emitter.emit('typing', { channelId: placeFor(user, channel).id, userId: user }),
    sendMessage(sent) {
      const { user, channel: channelId, content = '', files: uploads = [], replyTo, ping = true } = sent;
      const { stickers = [], unfurled = [], components = [] } = sent;
      const channel = placeFor(user, channelId);
      const text = content.trim();
      if (text === '' && uploads.length + stickers.length === 0) throw new ClientRefusal('There is nothing to send');
      if ([...text].length > 2000) throw new ClientRefusal('The message is too long');
      if (uploads.length > 10) throw new ClientRefusal('At most 10 files');
      const target = replyTo === undefined ? undefined : visible(user, replyTo);
      if (target && (target.channelId !== channelId || isEphemeral(target)))
        throw new ClientRefusal('That cannot be replied to');
      const contents = {
        ...NO_CONTENTS,
        content: text,
        embeds: unfurled,
        components,
        stickers: stickers.map((name) => ({ id: newId(), name, format_type: 1 })),
        files: keep(channel, user, uploads),
      };
      // Whether a ping-reply to an interaction response counts as a mention: the sources disagree (reference, section 5).
      const counts = target && (!target.interaction || settings.pingReplyToInteractionResponse === 'readable');
      const allowed = { ...ALL_MENTIONS, repliedUser: ping };
      const repliedTo = counts ? target.authorId : undefined;
      const mentions = findMentions(world, access, { texts: [text], author: user, channel, allowed, repliedTo });
      const reference = target ? referenceTo(target, 0) : undefined;
      const type = target ? MESSAGE_TYPES.REPLY : MESSAGE_TYPES.DEFAULT;
      return add(user, channel, { type, contents, mentions, reference, snapshot: undefined });
    },
    editMessage(user, id, content) {
      const message = visible(user, id);
      const channel = world.channel(message.channelId);
      if (message.authorId !== user) throw new ClientRefusal('Only one’s own messages can be edited');
      // An edited ping-reply still mentions the one it answers.
      const answered = messages.find(message.reference?.message_id ?? '')?.authorId;
      const repliedTo = answered && message.mentions.users.includes(answered) ? answered : undefined;
      const found = { texts: [content], author: user, channel, allowed: ALL_MENTIONS, repliedTo };
      const mentions = { ...findMentions(world, access, found), pinged: message.mentions.pinged };
      messages.edit(message, {
        contents: { ...message.contents, content: content.trim() },
        mentions,
        editedAt: clock.now(),
      });
    },
    forwardMessage({ user, channel: channelId, message: id }) {
      const channel = placeFor(user, channelId);
      const message = visible(user, id);
      if (isEphemeral(message)) throw new ClientRefusal('What only you can see cannot be forwarded');
      const contents = { ...NO_CONTENTS, flags: FLAGS.HAS_SNAPSHOT };
      const mentions = { users: [], roles: [], everyone: false, pinged: [] };
      const reference = referenceTo(message, 1);
      return add(user, channel, { type: 0, contents, mentions, reference, snapshot: snapshotOf(message) });
    },
    deleteMessage(user, id) {
      const message = visible(user, id);
      const channel = world.channel(message.channelId);
      const mine = message.authorId === user || isEphemeral(message);
      if (!mine && !access.may(channel, user, 'MANAGE_MESSAGES')) throw new ClientRefusal('Not one’s own message');
      messages.remove(message);
    },
    createThreadFrom({ user, channel: channelId, name, message: id, private: isPrivate = false }) {
      const parent = placeFor(user, channelId);
      const needed = isPrivate ? 'CREATE_PRIVATE_THREADS' : 'CREATE_PUBLIC_THREADS';
      if (!access.may(parent, user, needed))
        throw new ClientRefusal(`${world.user(user).username} may start no thread there`);
      const fromMessage = id === undefined ? null : visible(user, id);
      if (fromMessage && (isEphemeral(fromMessage) || world.channels.has(fromMessage.id)))
        throw new ClientRefusal('No thread can start there');
      return threads.start({ parent, name, owner: user, private: isPrivate, members: [], fromMessage }).id;
    },
  };
}

/** A copy that keeps its files alive, whatever becomes of the original. */
function snapshotOf({ type, createdAt, editedAt, mentions, contents, snapshot }: Message): Snapshot {
  const shown: Contents = snapshot ?? contents;
  const { content, embeds, components, stickers, files: held, flags } = shown;
  return { type, createdAt, editedAt, mentions, content, embeds, components, stickers, files: held, flags };
}
