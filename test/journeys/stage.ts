import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
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
import { defaultPace, type Pace } from '../../src/domain/jobs/pace.ts';
import type { Room } from '../../src/ports/room.ts';
import type { Vendor } from '../../src/providers/vendor.ts';
import { compose } from '../../src/start/compose.ts';
import { readSettings } from '../../src/start/config.ts';
import type { App } from '../../src/start/life.ts';
import { createLog } from '../../src/start/log.ts';
import { createMovableClock } from './movable-clock.ts';

/** Waits of milliseconds where production waits seconds; every rule stays the same. */
export const hurried: Pace = {
  ...defaultPace,
  firstCheck: 20,
  checkEvery: 40,
  maxCheckEvery: 80,
  doubtEvery: 40,
  resendAfter: 30,
  questionsApart: 10,
  backoff: 20,
  maxBackoff: 100,
};

export interface StageOptions {
  readonly discord?: EmulatedDiscordOptions;
  readonly upstream?: EmulatedAceDataCloudOptions;
  readonly settings?: Readonly<Record<string, string>>;
  /** The image APIs that there are; those of the program where nothing is said. */
  readonly vendors?: readonly Vendor[];
  readonly pace?: Partial<Pace>;
  /** What the bot finds when it looks at its machine. */
  readonly room?: Room;
}

/** The real bot in this process, between a local Discord and a local image API. */
export interface Stage {
  readonly discord: EmulatedDiscord;
  readonly upstream: EmulatedAceDataCloud;
  readonly guild: string;
  readonly channel: string;
  /** An ordinary member. */
  readonly ada: string;
  /** Another one. */
  readonly ben: string;
  /** Every line that the bot logged, as JSON text. */
  readonly logged: readonly string[];
  readonly app: App;
  /** Files in the image store that are no originals, and those that are lent: there while something is done with them. */
  scratch(): Promise<readonly string[]>;
  /** Stops the bot as SIGTERM would, and starts it anew on the same store. */
  restart(settings?: Readonly<Record<string, string>>): Promise<void>;
  /** Discord's clock and the bot's jump ahead. */
  passTime(ms: number): void;
  /** Ends everything, and fails if the bot used a route that the emulator does not know or logged a secret, a prompt or a picture. */
  [Symbol.asyncDispose](): Promise<void>;
}

export async function raiseStage(options: StageOptions = {}): Promise<Stage> {
  const clock = createMovableClock();
  const discord = await startEmulatedDiscord({ now: clock.now, ...options.discord });
  const upstream = await startEmulatedAceDataCloud({ longestEdge: 256, ...options.upstream });
  const directory = await mkdtemp(join(tmpdir(), 'retouch-journey-'));
  const guild = discord.createGuild({ name: 'Studio' });
  const channel = discord.createChannel({ guild, name: 'pictures' });
  const ada = discord.createUser({ username: 'ada' });
  const ben = discord.createUser({ username: 'ben' });
  for (const user of [ada, ben]) discord.addMember({ guild, user });
  const logged: string[] = [];

  const start = async (settings: Readonly<Record<string, string>> = {}) => {
    const app = await compose(
      readSettings(
        {
          DISCORD_TOKEN: discord.botToken,
          DISCORD_API_URL: discord.apiUrl,
          DISCORD_CDN_URL: discord.cdnUrl,
          ACEDATACLOUD_API_TOKEN: upstream.token,
          ACEDATACLOUD_BASE_URL: upstream.baseUrl,
          STORE_URL: `sqlite://${join(directory, 'retouch.sqlite')}`,
          IMAGE_STORE_URL: `file://${join(directory, 'images')}`,
          SIGNING_SECRET: 'a-secret-for-tests-only',
          HTTP_PORT: '0',
          ...options.settings,
          ...settings,
        },
        options.vendors,
      ),
      {
        clock,
        pace: { ...hurried, ...options.pace },
        ...(options.room === undefined ? {} : { room: options.room }),
        log: createLog({ level: 'debug', secrets: [discord.botToken, upstream.token], to: lineSink(logged) }),
      },
    );
    await app.start();
    return app;
  };
  let app = await start();
  await discord.waitForBot();

  return {
    discord,
    upstream,
    guild,
    channel,
    ada,
    ben,
    logged,
    get app() {
      return app;
    },
    passTime(ms) {
      clock.advance(ms);
      discord.advanceTime(0);
    },
    async scratch() {
      const folders = ['scratch', 'lent'].map((name) => readdir(join(directory, 'images', name)));
      return (await Promise.all(folders)).flat();
    },
    async restart(settings) {
      await app.stop();
      app = await start(settings);
      await discord.waitForBot();
    },
    async [Symbol.asyncDispose]() {
      try {
        await app.stop();
        discord.expectNoUnknownRoutes();
        const secrets = [discord.botToken, upstream.token, 'a-secret-for-tests-only'];
        expectNoSecrets(logged, [...secrets, ...upstream.paidRequests.flatMap(promptOf), pngAsBase64]);
      } finally {
        await upstream.close();
        await discord.close();
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}

function lineSink(lines: string[]) {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}

function promptOf({ json, fields }: EmulatedAceDataCloud['requests'][number]): readonly string[] {
  const inJson = typeof json === 'object' && json !== null && 'prompt' in json ? [String(json.prompt)] : [];
  const inForm = fields.flatMap(({ name, value }) => (name === 'prompt' ? [value] : []));
  return [...inJson, ...inForm];
}

/** How every PNG begins. */
const pngAsBase64 = 'iVBORw0KGgo';

function expectNoSecrets(logged: readonly string[], secrets: readonly string[]): void {
  const leaking = logged.filter((line) => secrets.some((secret) => line.includes(secret)));
  if (leaking.length > 0)
    throw new Error(`The log holds a secret, a prompt or a picture: ${leaking[0]?.slice(0, 60)}…`);
}
