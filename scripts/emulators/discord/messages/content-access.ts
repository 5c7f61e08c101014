import type { WireMessage } from '../face/wire.ts';
import type { WorldState } from '../world/world-state.ts';

/**
 * What the bot may read of a message without MESSAGE_CONTENT: all of its own, of direct messages and of what mentions it;
 * of anything else content, embeds, attachments and components are empty, over the gateway and over REST alike
 * (reference, section 5).
 */
export interface ContentAccess {
  withoutIntent(message: WireMessage): WireMessage;
}

export function createContentAccess(world: WorldState): ContentAccess {
  const isReadable = (message: WireMessage): boolean =>
    message.author.id === world.bot.id ||
    world.channels.get(message.channel_id)?.guildId === null ||
    message.mentions.some(({ id }) => id === world.bot.id);
  const blank = { content: '', embeds: [], attachments: [], components: [] };
  const withoutIntent = (message: WireMessage): WireMessage => {
    const readable = isReadable(message);
    // Stickers are content, too.
    const { sticker_items: stickers, ...rest } = message;
    const { message_snapshots: snapshots, referenced_message: answered } = message;
    return {
      ...rest,
      ...(stickers && readable ? { sticker_items: stickers } : {}),
      ...(readable ? {} : blank),
      // The forwarded words are content of the forward: readable where it is.
      ...(snapshots && !readable
        ? { message_snapshots: snapshots.map((one) => ({ message: { ...one.message, ...blank } })) }
        : {}),
      // The message replied to is judged on its own.
      ...(answered ? { referenced_message: withoutIntent(answered) } : {}),
    };
  };
  return { withoutIntent };
}
