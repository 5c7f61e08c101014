import { join } from 'node:path';
import type { EmulatedDiscord } from '../emulators/discord/index.ts';
import type { PlaygroundArguments } from './arguments.ts';
import type { PlaygroundUpstream } from './upstreams/upstream.ts';

/** The settings of the contract that point the real bot at the emulated world, and nothing else. */
export function botEnvironment(world: {
  readonly discord: Pick<EmulatedDiscord, 'apiUrl' | 'cdnUrl' | 'botToken'>;
  readonly upstreams: readonly Pick<PlaygroundUpstream, 'settings'>[];
  readonly providers: PlaygroundArguments['providers'];
  readonly mode: PlaygroundArguments['mode'];
  /** Seconds that running work gets when it is stopped. */
  readonly graceSeconds: number;
  readonly directory: string;
  readonly httpPort: number;
}): Record<string, string> {
  return {
    ...inherited(),
    DISCORD_TOKEN: world.discord.botToken,
    DISCORD_API_URL: world.discord.apiUrl,
    DISCORD_CDN_URL: world.discord.cdnUrl,
    ...Object.assign({}, ...world.upstreams.map(({ settings }) => settings)),
    PROVIDER_ORDER: world.providers.join(','),
    STORE_URL: `sqlite://${join(world.directory, 'retouch.sqlite')}`,
    IMAGE_STORE_URL: `file://${join(world.directory, 'images')}`,
    HTTP_HOST: '127.0.0.1',
    HTTP_PORT: String(world.httpPort),
    SIGNING_SECRET: 'only-for-the-playground-and-never-a-secret',
    SHUTDOWN_GRACE_S: String(world.graceSeconds),
    LOG_LEVEL: 'debug',
    ...(world.mode === 'callback' ? { PUBLIC_URL: `http://127.0.0.1:${world.httpPort}` } : {}),
  };
}

/** What any program needs from the machine. The person's own settings and keys stay out. */
function inherited(): Record<string, string> {
  const needed = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SYSTEMROOT', 'FORCE_COLOR', 'NO_COLOR'];
  return Object.fromEntries(
    needed.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
