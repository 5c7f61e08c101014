import type { Clock } from '../core/clock.ts';
import type { Emitter } from '../core/emitter.ts';
import type { Snowflake } from '../face/wire.ts';
import { type Dispatch, INTENTS } from '../gateway/gateway-event.ts';
import { MESSAGE_TYPES, type Message, NO_CONTENTS, NO_MENTIONS } from '../messages/message.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { Access } from './access.ts';
import type { Channel, Thread } from './entities.ts';
import { type Payloads, threadWithMembership } from './payloads.ts';
import type { WorldState } from './world-state.ts';

export interface NewThreadParts {
  readonly parent: Channel;
  readonly name: string;
  readonly owner: Snowflake;
  readonly private: boolean;
  readonly members: readonly Snowflake[];
  readonly fromMessage: Message | null;
  readonly autoArchiveMinutes?: number;
}

/** Threads begin, change and are joined (reference, section 6). */
export interface ThreadStarter {
  start(thread: NewThreadParts): Channel;
  change(
    thread: Channel,
    change: { readonly archived?: boolean | undefined; readonly locked?: boolean | undefined },
  ): void;
  join(thread: Channel, user: Snowflake): void;
}

export interface ThreadStarterParts {
  readonly world: WorldState;
  readonly access: Access;
  readonly payloads: Payloads;
  readonly messages: () => MessageStore;
  readonly clock: Clock;
  readonly newId: () => Snowflake;
  readonly emitter: Emitter;
  readonly dispatch: Dispatch;
}

export function createThreadStarter(parts: ThreadStarterParts): ThreadStarter {
  const { world, access, payloads, clock, newId, emitter, dispatch } = parts;

  const tell = (name: string, channel: Channel, extra: object = {}): void => {
    emitter.emit('world', { reason: name, channel: payloads.channel(channel) });
    if (!access.maySee(channel, world.bot.id)) return;
    const withMember = threadWithMembership(payloads.channel(channel), channel, world.bot.id, clock);
    const data = { ...(withMember as object), ...extra } as { [key: string]: never };
    dispatch({ name, guildId: channel.guildId, intent: INTENTS.GUILDS, data });
  };

  const systemMessage = (
    channel: Channel,
    author: Snowflake,
    type: number,
    content: string,
    about: Message | Channel,
  ): void => {
    const target =
      'authorId' in about ? { message_id: about.id, channel_id: about.channelId } : { channel_id: about.id };
    parts.messages().add({
      id: newId(),
      channelId: channel.id,
      authorId: author,
      type,
      createdAt: clock.now(),
      editedAt: null,
      contents: { ...NO_CONTENTS, content },
      mentions: NO_MENTIONS,
      nonce: undefined,
      reference: { type: 0, ...target, ...(channel.guildId ? { guild_id: channel.guildId } : {}) },
      snapshot: undefined,
      interaction: undefined,
      seenBy: null,
      deleted: false,
    });
  };

  return {
    start({ parent, name, owner, members, fromMessage, autoArchiveMinutes = 4320, ...kind }) {
      const thread: Thread = {
        ownerId: owner,
        private: kind.private,
        members: new Set([owner, ...members]),
        createdAt: clock.now(),
        archived: false,
        locked: false,
        archiveChangedAt: clock.now(),
        autoArchiveMinutes,
        messagesSent: 0,
      };
      const channel: Channel = {
        // A thread started from a message has that message's id.
        id: fromMessage?.id ?? newId(),
        guildId: parent.guildId,
        parentId: parent.id,
        name,
        topic: null,
        ageRestricted: false,
        position: 0,
        overwrites: new Map(),
        thread,
        recipientId: null,
        lastMessageId: null,
      };
      world.addChannel(channel);
      tell('THREAD_CREATE', channel, { newly_created: true });
      if (fromMessage) systemMessage(channel, owner, MESSAGE_TYPES.THREAD_STARTER_MESSAGE, '', fromMessage);
      else if (!thread.private) systemMessage(parent, owner, MESSAGE_TYPES.THREAD_CREATED, name, channel);
      return channel;
    },
    change(channel, { archived, locked }) {
      const { thread } = channel;
      if (!thread) throw new Error(`${channel.id} is no thread`);
      if (archived !== undefined && archived !== thread.archived) {
        thread.archived = archived;
        thread.archiveChangedAt = clock.now();
      }
      if (locked !== undefined) thread.locked = locked;
      tell('THREAD_UPDATE', channel);
    },
    join(channel, user) {
      const { thread } = channel;
      if (!thread || thread.members.has(user)) return;
      const couldSee = access.maySee(channel, world.bot.id);
      thread.members.add(user);
      // A private thread comes into being for the bot when it is added.
      if (user === world.bot.id && (thread.private || !couldSee)) tell('THREAD_CREATE', channel);
      const member = { id: channel.id, user_id: user, join_timestamp: clock.iso(), flags: 0 };
      emitter.emit('world', { reason: 'THREAD_MEMBERS_UPDATE', channel: payloads.channel(channel) });
      if (user !== world.bot.id || !access.maySee(channel, world.bot.id)) return;
      dispatch({
        name: 'THREAD_MEMBERS_UPDATE',
        guildId: channel.guildId,
        intent: INTENTS.GUILDS,
        data: { id: channel.id, guild_id: channel.guildId, member_count: thread.members.size, added_members: [member] },
      });
    },
  };
}
