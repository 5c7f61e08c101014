import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BotProcess, isReady, startBot } from '../../scripts/bot-program.ts';
import {
  type EmulatedDiscord,
  type EmulatedDiscordOptions,
  startEmulatedDiscord,
} from '../../scripts/emulators/discord/index.ts';
import {
  type EmulatedAceDataCloud,
  type EmulatedAceDataCloudOptions,
  startEmulatedAceDataCloud,
} from '../../scripts/emulators/vendors/index.ts';
import { publicUrl } from './public-stage.ts';

/**
 * The real bot as a process of its own, at its real pace, that may be killed and started anew on the same store. With
 * `PUBLIC_URL` the vendor's callbacks reach the one that was started last.
 */
export interface ProcessStage {
  readonly discord: EmulatedDiscord;
  readonly upstream: EmulatedAceDataCloud;
  readonly channel: string;
  /** Somebody else each time. */
  member(username: string): string;
  /** Starts it and returns at once. */
  launch(settings?: Readonly<Record<string, string>>): BotProcess;
  /** Resolves once it is ready. */
  start(settings?: Readonly<Record<string, string>>): Promise<BotProcess>;
  [Symbol.asyncDispose](): Promise<void>;
}

export async function raiseProcessStage(
  options: {
    readonly discord?: EmulatedDiscordOptions;
    readonly upstream?: EmulatedAceDataCloudOptions;
    readonly settings?: Readonly<Record<string, string>>;
  } = {},
): Promise<ProcessStage> {
  let port = 0;
  const reach = (address: string) => address.replace(publicUrl, `http://127.0.0.1:${port}`);
  const discord = await startEmulatedDiscord(options.discord);
  const upstream = await startEmulatedAceDataCloud({ longestEdge: 256, reach, ...options.upstream });
  const directory = await mkdtemp(join(tmpdir(), 'retouch-process-'));
  const guild = discord.createGuild({ name: 'Studio' });
  const channel = discord.createChannel({ guild, name: 'pictures' });
  const bots: BotProcess[] = [];

  const launch = (settings: Readonly<Record<string, string>> = {}) => {
    const bot = startBot({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ACEDATACLOUD_API_TOKEN: upstream.token,
      ACEDATACLOUD_BASE_URL: upstream.baseUrl,
      STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
      IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
      HTTP_PORT: '0',
      ...options.settings,
      ...settings,
    });
    bots.push(bot);
    return bot;
  };

  return {
    discord,
    upstream,
    channel,
    member(username) {
      const user = discord.createUser({ username });
      discord.addMember({ guild, user });
      return user;
    },
    launch,
    async start(settings) {
      const bot = launch(settings);
      const ready = await bot.line(isReady);
      port = (JSON.parse(ready) as { readonly http: number }).http;
      return bot;
    },
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.signal('SIGKILL');
      await Promise.all(bots.map(({ exited }) => exited));
      try {
        discord.expectNoUnknownRoutes();
      } finally {
        await upstream.close();
        await discord.close();
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}
