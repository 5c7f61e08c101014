import { type CustomId, customIdsIn } from '../../src/discord/kit/custom-id.ts';
import type { EmulatedDiscord, WireMessage } from '../emulators/discord/index.ts';

/** A message of the bot as it stands now, wherever it is and whoever sees it. */
export interface BotMessage {
  readonly id: string;
  readonly channel: string;
  readonly content: string;
  /** Discord's own "thinking". */
  readonly isThinking: boolean;
  readonly isPrivate: boolean;
  /** The message that it replies to. */
  readonly answers: string | null;
  /** Whose command or message it is about, as far as it says. */
  readonly asker: string | null;
  readonly customIds: readonly CustomId[];
}

/** Every message of the bot that there is, private ones and direct messages too. */
export interface MessageWatch {
  readonly messages: ReadonlyMap<string, BotMessage>;
  /** In the order in which they came to be. */
  results(): readonly BotMessage[];
  stop(): void;
}

export function watchMessages(discord: EmulatedDiscord): MessageWatch {
  const messages = new Map<string, BotMessage>();
  const keep = ({ message }: { readonly message: WireMessage }) => {
    if (message.author.id !== discord.botUser.id) return;
    messages.set(message.id, readMessage(message));
  };
  const stops = [
    discord.on('message', keep),
    discord.on('messageUpdate', keep),
    discord.on('messageDelete', ({ messageId }) => void messages.delete(messageId)),
  ];
  return {
    messages,
    results: () => [...messages.values()].filter((each) => versionsOf(each).length > 0),
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}

function readMessage(message: WireMessage): BotMessage {
  const { id, channel_id: channel, content, flags, components } = message;
  return {
    id,
    channel,
    content,
    isThinking: (flags & 128) !== 0,
    isPrivate: (flags & 64) !== 0,
    answers: message.message_reference?.message_id ?? null,
    asker: message.interaction_metadata?.user.id ?? message.referenced_message?.author.id ?? null,
    customIds: customIdsIn(components),
  };
}

/** The versions whose buttons stand under it, each once. */
export const versionsOf = ({ customIds }: Pick<BotMessage, 'customIds'>): readonly string[] => [
  ...new Set(customIds.flatMap((each) => ('version' in each ? [each.version] : []))),
];

/** Neither "thinking" nor one of the words that stand while something is still under way (contract, promise 2). */
export const isEnding = ({ isThinking, content }: BotMessage): boolean =>
  !isThinking && !/^\W*(queued|working|preview)\b/i.test(content);
