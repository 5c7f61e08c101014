import type { Emitter } from '../core/emitter.ts';
import type { Snowflake } from '../face/wire.ts';
import type { Channel } from './entities.ts';
import type { Payloads } from './payloads.ts';
import type { WorldState } from './world-state.ts';

export interface DirectMessageParts {
  readonly world: WorldState;
  readonly newId: () => Snowflake;
  readonly emitter: Emitter;
  readonly payloads: Payloads;
}

/** The channel between a person and the bot; made when missing. */
export function openDirectMessages({ world, newId, emitter, payloads }: DirectMessageParts, user: Snowflake): Channel {
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
  world.addChannel(channel);
  // Bots are told nothing of it; the page is.
  emitter.emit('world', { reason: 'CHANNEL_CREATE', channel: payloads.channel(channel) });
  return channel;
}
