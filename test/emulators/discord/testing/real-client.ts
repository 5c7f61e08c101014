import { Client, Events, GatewayIntentBits, type Interaction, type Message, Options, Partials } from 'discord.js';
import type { EmulatedDiscord } from '../../../../scripts/emulators/discord/index.ts';

export interface RealClientOptions {
  readonly messageContent?: boolean;
  readonly onInteraction?: (interaction: Interaction) => Promise<unknown>;
  readonly onMessage?: (message: Message) => Promise<unknown>;
}

/** The real discord.js, logged in at the emulated Discord and ready. */
export async function loginRealClient(
  discord: EmulatedDiscord,
  options: RealClientOptions = {},
): Promise<Client<true>> {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages, ...(options.messageContent ? [MessageContent] : [])],
    partials: [Partials.Channel],
    rest: { api: discord.apiUrl, retries: 0 },
    waitGuildTimeout: 1000,
    allowedMentions: { parse: [], repliedUser: false },
    sweepers: Options.DefaultSweeperSettings,
  });
  // A listener that rejects becomes an unhandled rejection, which fails the test run.
  if (options.onInteraction) client.on(Events.InteractionCreate, options.onInteraction);
  if (options.onMessage) client.on(Events.MessageCreate, options.onMessage);
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.botToken);
  return ready;
}
