import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { codeOf, readDiscordError } from '../kit/discord-error.ts';
import { DiscordStartError } from './discord-start-error.ts';
import { registerCommands } from './register.ts';

/**
 * Registers the commands, as patient with a Discord that is away as its connection is. Throws a {@link DiscordStartError}
 * where Discord lets us register none.
 */
export async function registerAtStart({
  clock,
  log,
  signal,
  ...registration
}: Parameters<typeof registerCommands>[0] & {
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<'written' | 'unchanged'> {
  for (const pause of pausesMs) {
    try {
      return await registerCommands(registration);
    } catch (error) {
      const trouble = readDiscordError(error);
      if (trouble?.kind === 'gone' || trouble?.kind === 'forbidden') throw new DiscordStartError('no commands');
      if (trouble?.kind !== 'busy') throw error;
      log.warn({ code: codeOf(trouble), seconds: pause / 1000 }, 'the commands cannot be registered yet');
    }
    await clock.sleep(pause, signal);
  }
  throw new DiscordStartError('unreachable');
}

/** About two minutes in all. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000] as const;
