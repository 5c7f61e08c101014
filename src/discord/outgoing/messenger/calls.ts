import type { Clock } from '../../../ports/clock.ts';
import { type DiscordTrouble, readDiscordError, timedOut } from '../../kit/discord-error.ts';

/** What came of a request to Discord. `body` is Discord's own JSON, to be read by whoever asked. */
export type Called =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'trouble'; readonly trouble: DiscordTrouble };

type Request = (signal: AbortSignal) => Promise<unknown>;

/** Requests with an end, and with repeats only where a repeat does the same. */
export interface Calls {
  /** For whatever may be done twice: reads, edits, deletions. */
  repeatable(request: Request): Promise<Called>;
  /** For what creates something: sent once, whatever happens. */
  once(request: Request): Promise<Called>;
}

export function createCalls({
  clock,
  cut,
  longestMs = longestCallMs,
}: {
  readonly clock: Clock;
  /** Ends every call at once, as one whose answer never came: the grace of a shutdown is over. */
  readonly cut?: AbortSignal | undefined;
  /** How long one request may take. */
  readonly longestMs?: number | undefined;
}): Calls {
  async function once(request: Request): Promise<Called> {
    using deadline = clock.deadline(longestMs, cut);
    try {
      return { kind: 'done', body: await request(deadline.signal) };
    } catch (error) {
      const trouble = deadline.signal.aborted ? timedOut : readDiscordError(error);
      if (trouble === null) throw error;
      return { kind: 'trouble', trouble };
    }
  }

  async function repeatable(request: Request): Promise<Called> {
    for (const pause of pausesMs) {
      const called = await once(request);
      if (called.kind === 'done' || !isPassing(called.trouble)) return called;
      await clock.sleep(pause, never);
    }
    return once(request);
  }

  return { once, repeatable };
}

/** Worth another try at once. A rate limit says itself how long it lasts, and is told to whoever asked. */
const isPassing = (trouble: DiscordTrouble) => trouble.kind === 'busy' && trouble.afterMs <= 2_000;

/** Waiting in the bucket's line included, far below a token's 15 minutes. */
const longestCallMs = 150_000;
const pausesMs = [200, 800] as const;
const never = new AbortController().signal;
