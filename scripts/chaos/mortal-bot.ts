import { type BotProcess, isReady, startBot } from '../bot-program.ts';

/** The real bot as a process of its own, killed and started again on one store. */
export interface MortalBot {
  /** Where it listens; 0 before the first start. */
  readonly port: number;
  readonly starts: number;
  /** Resolves once it is ready; at once if it is. Throws when it does not start. */
  live(): Promise<void>;
  /** Starts it without waiting. */
  launch(): void;
  kill(): Promise<void>;
  /** SIGTERM, and SIGKILL if it has not ended after `patienceMs`. The code it ended with; null: it was killed. */
  terminate(patienceMs: number): Promise<number | null>;
  /** SIGTERM, with more time than the grace that it is given. Ending otherwise than well is an error. */
  stop(): Promise<void>;
  /** What it logged as an error, over all its lives: bugs. */
  readonly errors: readonly string[];
}

export function createMortalBot(settings: Readonly<Record<string, string>>): MortalBot {
  let bot: BotProcess | null = null;
  let port = 0;
  let starts = 0;
  const errors: string[] = [];

  const launch = () => {
    starts += 1;
    bot = startBot(settings);
    return bot;
  };
  const bury = async ({ exited, lines }: BotProcess) => {
    const { code } = await exited;
    errors.push(...lines.filter(isError));
    bot = null;
    return code;
  };

  return {
    get port() {
      return port;
    },
    get starts() {
      return starts;
    },
    get errors() {
      return [...errors, ...(bot?.lines.filter(isError) ?? [])];
    },
    launch: () => void launch(),
    async live() {
      const ready = await (bot ?? launch()).line(isReady, startPatienceMs);
      port = (JSON.parse(ready) as { readonly http: number }).http;
    },
    async kill() {
      if (bot === null) return;
      bot.signal('SIGKILL');
      await bury(bot);
    },
    terminate,
    async stop() {
      const code = await terminate(stopMs);
      if (code !== 0) errors.push(`Told to stop, it ended with ${code ?? 'nothing but SIGKILL'}.`);
    },
  };

  async function terminate(patienceMs: number) {
    if (bot === null) return null;
    const dying = bot;
    dying.signal('SIGTERM');
    const timer = setTimeout(() => dying.signal('SIGKILL'), patienceMs);
    try {
      return await bury(dying);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A busy machine takes its time. */
const startPatienceMs = 60_000;
const stopMs = 30_000;

/**
 * `error` and above, and whatever is no line of the log: a bug, or a crash. Not what tells the operator that an image
 * service keeps failing, which it does here.
 */
const isError = (line: string) =>
  !line.startsWith('{') ||
  (/^\{"level":[56]0/.test(line) && (!line.includes('"provider":') || line.includes('"stack":')));
