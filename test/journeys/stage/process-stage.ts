import { type BotProcess, isReady, startBot } from '../../../scripts/bot-program.ts';
import { type Scene, type SceneOptions, setScene } from './scene.ts';

/**
 * The real bot as a process of its own, at its real pace, that may be killed and started anew on the same store. Made
 * public, its address leads to the one that was started last.
 */
export interface ProcessStage extends Omit<Scene, 'settings' | 'close'> {
  /** Starts it and returns at once. */
  launch(settings?: Readonly<Record<string, string>>): BotProcess;
  /** Resolves once it is ready. */
  start(settings?: Readonly<Record<string, string>>): Promise<BotProcess>;
  /** Kills what still runs, and fails as {@link Scene.close} does. */
  [Symbol.asyncDispose](): Promise<void>;
}

export async function raiseProcessStage(options: SceneOptions = {}): Promise<ProcessStage> {
  let port = 0;
  const { settings, close, ...scene } = await setScene(options, () => port);
  const bots: BotProcess[] = [];

  const launch = (more?: Readonly<Record<string, string>>) => {
    const bot = startBot(settings(more));
    bots.push(bot);
    return bot;
  };

  return {
    ...scene,
    launch,
    async start(more) {
      const bot = launch(more);
      const ready = await bot.line(isReady);
      port = (JSON.parse(ready) as { readonly http: number }).http;
      return bot;
    },
    async [Symbol.asyncDispose]() {
      for (const bot of bots) bot.signal('SIGKILL');
      await Promise.all(bots.map(({ exited }) => exited));
      await close(bots.flatMap(({ lines }) => lines));
    },
  };
}
