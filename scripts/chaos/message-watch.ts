import { type CustomId, customIdsIn } from '../../src/discord/custom-id.ts';
import type { EmulatedDiscord, WireMessage } from '../../test/emulator/index.ts';

/** A message of the bot as it stands now, wherever it is and whoever sees it. */
export interface BotMessage {
  readonly message: WireMessage;
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
    messages.set(message.id, { message, customIds: customIdsIn(message.components) });
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

/** The versions whose buttons stand under it, each once. */
export const versionsOf = ({ customIds }: BotMessage): readonly string[] => [
  ...new Set(customIds.flatMap((each) => ('version' in each ? [each.version] : []))),
];

/** "Thinking", and the words that stand while something is still under way (contract, promise 2). */
export const isEnding = ({ flags, content }: WireMessage): boolean =>
  (flags & loading) === 0 && !/^\W*(queued|working|preview)\b/i.test(content);

const loading = 128;
