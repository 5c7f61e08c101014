import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { defaultPace, type Pace } from '../../../src/domain/jobs/pace.ts';
import { createSystemClock } from '../../../src/lib/system-clock.ts';
import type { Room } from '../../../src/ports/room.ts';
import type { Vendor } from '../../../src/providers/vendor.ts';
import { compose } from '../../../src/start/compose.ts';
import { readSettings } from '../../../src/start/config.ts';
import type { App } from '../../../src/start/life.ts';
import { createLog } from '../../../src/start/log.ts';
import { createMovableClock } from './movable-clock.ts';
import { type Scene, type SceneOptions, setScene } from './scene.ts';

/** Waits of milliseconds where production waits seconds; every rule stays the same. */
const hurried: Pace = {
  ...defaultPace,
  // As long as the emulated Discord waits here: journeys that are about a silent store say otherwise.
  storePatience: 12_000,
  answerPatience: 14_000,
  firstCheck: 20,
  checkEvery: 40,
  maxCheckEvery: 80,
  doubtEvery: 40,
  resendAfter: 30,
  questionsApart: 10,
  backoff: 20,
  maxBackoff: 100,
};

export interface StageOptions extends SceneOptions {
  readonly pace?: Partial<Pace>;
  /** The image APIs that the program knows; its own where nothing is said. */
  readonly known?: readonly Vendor[];
  /** What this machine's clock says to the bot, which then runs by its own steady clock; Discord's goes right. */
  readonly wall?: () => number;
  /** What the bot finds when it looks at its machine. */
  readonly room?: Room;
  /** Is done before the bot starts for the first time. */
  readonly before?: (
    scene: Pick<Stage, 'discord' | 'guild' | 'channel' | 'directory' | 'ada' | 'ben'>,
  ) => Promise<void>;
}

/** The real bot in this process, between a local Discord and local image APIs. */
export interface Stage extends Omit<Scene, 'settings' | 'close'> {
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
  /** Ends everything, and fails as {@link Scene.close} does. */
  [Symbol.asyncDispose](): Promise<void>;
}

export async function raiseStage(options: StageOptions = {}): Promise<Stage> {
  const clock = createMovableClock();
  let app: App | null = null;
  const playing = (): App => {
    if (app === null) throw new Error('The bot is not there yet.');
    return app;
  };
  const discordOptions = { now: clock.now, ...options.discord };
  const { settings, close, ...scene } = await setScene(
    { ...options, discord: discordOptions },
    () => playing().httpPort,
  );
  const { discord, upstream } = scene;
  const logged: string[] = [];

  const start = async (more: Readonly<Record<string, string>> = {}) => {
    app = await compose(readSettings({ SIGNING_SECRET: signingSecret, ...settings(more) }, options.known), {
      clock: options.wall === undefined ? clock : createSystemClock({ wall: options.wall }),
      pace: { ...hurried, ...options.pace },
      ...(options.room === undefined ? {} : { room: options.room }),
      log: createLog({ level: 'debug', secrets: [discord.botToken, upstream.token], to: lineSink(logged) }),
    });
    await app.start();
    await discord.waitForBot();
  };
  const [ada, ben] = [scene.member('ada'), scene.member('ben')];
  await options.before?.({ ...scene, ada, ben });
  await start();

  return {
    ...scene,
    ada,
    ben,
    logged,
    get app() {
      return playing();
    },
    passTime(ms) {
      clock.advance(ms);
      discord.advanceTime(0);
    },
    async scratch() {
      const folders = ['scratch', 'lent'].map((name) => readdir(join(scene.directory, 'images', name)));
      return (await Promise.all(folders)).flat();
    },
    async restart(more) {
      await playing().stop();
      await start(more);
    },
    async [Symbol.asyncDispose]() {
      try {
        await playing().stop();
      } finally {
        await close(logged, [signingSecret]);
      }
    },
  };
}

const signingSecret = 'a-secret-for-tests-only';

function lineSink(lines: string[]) {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}
