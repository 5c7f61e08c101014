import type { Snowflake } from '../face/wire.ts';
import type { Channel } from './entities.ts';
import type { WorldState } from './world-state.ts';

/** The channel between a person and the bot; made when missing. */
export function openDirectMessages(world: WorldState, newId: () => Snowflake, user: Snowflake): Channel {
  const existing = world.directMessagesWith(user);
  if (existing) return existing;
  const channel: Channel = {
    id: newId(),
    guildId: null,
    parentId: null,
    name: null,
    topic: null,
    ageRestricted: false,
    position: 0,
    overwrites: new Map(),
    thread: null,
    recipientId: world.user(user).id,
    lastMessageId: null,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
