export interface EmulatedDiscordOptions {
  /** Default 0: any free port of 127.0.0.1. */
  readonly port?: number;
  /** Milliseconds since 1970. Deadlines, expiries and ids follow it. Default: the system's clock. */
  readonly now?: () => number;
  /** `demo`: two servers, channels, a thread, three people and their direct messages. Default `empty`. */
  readonly world?: 'empty' | 'demo';
  /** The bot's user name. Default `bot`. */
  readonly botName?: string;
  /**
   * Whether a ping-reply to one of the bot's *interaction responses* counts as mentioning it, so that its text can be
   * read without the content intent. The sources disagree (reference, section 5); journeys run under both. Default `withheld`.
   */
  readonly pingReplyToInteractionResponse?: 'readable' | 'withheld';
  /**
   * Whether messages of a public thread reach a bot that has not joined it: the docs say so, field reports deny it for
   * threads made later (reference, section 6). Default `sent`.
   */
  readonly messagesInUnjoinedThreads?: 'sent' | 'silent';
  /** Whether the portal's toggle for the content intent is on. Off and asked for: the gateway closes with 4014. Default false. */
  readonly messageContentIntent?: boolean;
  /** Default 41250. */
  readonly heartbeatIntervalMs?: number;
  /** Default 3000. */
  readonly interactionDeadlineMs?: number;
  /** Default 15 minutes. */
  readonly tokenLifetimeMs?: number;
  /** How long a signed CDN address works. Default 24 hours. */
  readonly attachmentLifetimeMs?: number;
  /** Bytes per file without boosts. Default 20 MiB. */
  readonly defaultUploadLimit?: number;
  /** Where it says that its gateway is, when it is reached by another name. Default: where it listens. */
  readonly gatewayUrl?: string;
  /** Shards that `GET /gateway/bot` recommends. Default 1. */
  readonly shards?: number;
  /**
   * `wide`: the headers are there and never run out, so that journeys are quick. `discord`: five creates in five seconds
   * per channel and 50 requests a second in all, refused with 429 beyond. Default `wide`.
   */
  readonly rateLimits?: 'wide' | 'discord';
}
