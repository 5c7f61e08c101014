import type { ApplicationId, GuildId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { codeOf, readDiscordError } from '../kit/discord-error.ts';
import { DiscordStartError } from './discord-start-error.ts';
import { registerCommands, takeBackCommands } from './register.ts';
import { type Unreachable, whyUnreachable } from './why-unreachable.ts';

/** Where this store registered commands of an application: in a server, or (null) everywhere. */
export interface RegisteredPlaces {
  registeredIn(application: ApplicationId): Promise<readonly (GuildId | null)[]>;
  /** Said before it is done, so that it is known whatever becomes of it. */
  keepRegistered(application: ApplicationId, place: GuildId | null): Promise<void>;
  forgetRegistered(application: ApplicationId, place: GuildId | null): Promise<void>;
}

type Registration = Omit<Parameters<typeof registerCommands>[0], 'beforeWriting'>;

interface Needs extends Registration {
  readonly places: RegisteredPlaces;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Registers the commands, as patient with a Discord that is away as its connection is, and takes back what this store
 * registered elsewhere before: Discord would show a member both. Throws a {@link DiscordStartError} where Discord lets us
 * register none.
 */
export async function registerAtStart({ places, ...needs }: Needs): Promise<'written' | 'unchanged'> {
  const { rest, application, guild, commands, learn, log } = needs;
  const beforeWriting = () => places.keepRegistered(application, guild);
  const outcome = await patiently(needs, async () => {
    try {
      return await registerCommands({ rest, application, guild, commands, learn, beforeWriting });
    } catch (error) {
      throw isClosed(error) ? new DiscordStartError('no commands') : error;
    }
  });
  for (const place of await places.registeredIn(application)) {
    if (place === guild) continue;
    await patiently(needs, async () => {
      try {
        await takeBackCommands({ rest, application, guild: place });
      } catch (error) {
        // A server that the bot has left shows its commands to nobody.
        if (!isClosed(error)) throw error;
      }
    });
    await places.forgetRegistered(application, place);
    log.info({ guild: place }, 'the commands that were registered there before are taken back');
  }
  return outcome;
}

function isClosed(error: unknown): boolean {
  const kind = readDiscordError(error)?.kind;
  return kind === 'gone' || kind === 'forbidden';
}

async function patiently<Done>(
  { clock, log, signal }: Pick<Needs, 'clock' | 'log' | 'signal'>,
  attempt: () => Promise<Done>,
): Promise<Done> {
  let why: Unreachable = 'unreachable';
  for (const least of pausesMs) {
    let pause: number = least;
    try {
      return await attempt();
    } catch (error) {
      const trouble = readDiscordError(error);
      if (trouble?.kind !== 'busy') throw error;
      // The token was changed since the connection was made with it.
      if (trouble.code === 401) throw new DiscordStartError('wrong token');
      why = whyUnreachable(error, null);
      if (why === 'kept out') pause = Math.max(least, trouble.afterMs);
      log.warn({ code: codeOf(trouble), seconds: pause / 1000 }, 'the commands cannot be registered yet');
    }
    await clock.sleep(pause, signal);
  }
  throw new DiscordStartError(why);
}

/** About two minutes in all. */
const pausesMs = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000] as const;
