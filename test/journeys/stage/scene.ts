import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmulatedDiscord,
  type EmulatedDiscordOptions,
  type Snowflake,
  startEmulatedDiscord,
} from '../../../scripts/emulators/discord/index.ts';
import { gatherVendors, type VendorOptions, type Vendors } from './vendors.ts';

/** An address that exists nowhere: the vendors' emulators are told where it leads. */
export const publicUrl = 'https://retouch.example';

export interface SceneOptions extends VendorOptions {
  readonly discord?: EmulatedDiscordOptions;
  /** Whether the world can reach the bot, at {@link publicUrl}: vendors call back, and fetch pictures from us. */
  readonly public?: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

/** What is there whoever plays the bot: a Discord with a server and a channel, the image APIs, and a store. */
export interface Scene extends Vendors {
  readonly discord: EmulatedDiscord;
  readonly guild: Snowflake;
  readonly channel: Snowflake;
  /** Of the store and the images. */
  readonly directory: string;
  /** Somebody else each time, in the server. */
  member(username: string): Snowflake;
  /** What the bot is started with; `more` goes before everything. */
  settings(more?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Where a public address really leads. */
  reach(address: string): string;
  /**
   * Ends everything, and fails if the bot used a route that the emulator does not know, or wrote a token, a key, one of
   * `secrets`, a prompt or a picture into its log.
   */
  close(logged: readonly string[], secrets?: readonly string[]): Promise<void>;
}

/** `port` tells where the bot listens that was started last. */
export async function setScene(options: SceneOptions, port: () => number): Promise<Scene> {
  const reach = (address: string) => address.replace(publicUrl, `http://127.0.0.1:${port()}`);
  const discord = await startEmulatedDiscord({ interactionDeadlineMs, ...options.discord });
  const troupe = await gatherVendors(options, reach);
  const directory = await mkdtemp(join(tmpdir(), 'retouch-journey-'));
  const guild = discord.createGuild({ name: 'Studio' });
  const channel = discord.createChannel({ guild, name: 'pictures' });

  return {
    ...troupe.vendors,
    discord,
    guild,
    channel,
    directory,
    member(username) {
      const user = discord.createUser({ username });
      discord.addMember({ guild, user });
      return user;
    },
    settings: (more) => ({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ...troupe.settings,
      ...(options.public === true ? { PUBLIC_URL: publicUrl } : {}),
      STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
      IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
      HTTP_PORT: '0',
      ...options.settings,
      ...more,
    }),
    reach,
    async close(logged, secrets = []) {
      try {
        discord.expectNoUnknownRoutes();
        expectNoSecrets(logged, [discord.botToken, ...secrets, ...troupe.secrets(), pngAsBase64]);
      } finally {
        await troupe.close();
        await discord.close();
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

/**
 * Discord gives three seconds, also to a bot whose machine is kept busy by others. Journeys that are not about these three
 * seconds leave a starved machine more; those that are say so, and `test/discord/reply.test.ts` holds to them.
 */
const interactionDeadlineMs = 15_000;

/** How every PNG begins. */
const pngAsBase64 = 'iVBORw0KGgo';

function expectNoSecrets(logged: readonly string[], secrets: readonly string[]): void {
  const leaking = logged.filter((line) => secrets.some((secret) => line.includes(secret)));
  if (leaking.length > 0)
    throw new Error(`The log holds a secret, a prompt or a picture: ${leaking[0]?.slice(0, 60)}…`);
}
