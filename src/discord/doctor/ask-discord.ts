import {
  ApplicationFlags,
  type RESTGetAPICurrentUserResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import type { Clock, HeardTime } from '../../ports/clock.ts';
import type { OutwardProxy } from '../../ports/outward-proxy.ts';
import { DiscordStartError } from '../connection/discord-start-error.ts';
import { createBotRest } from '../connection/rest.ts';
import { whyUnreachable } from '../connection/why-unreachable.ts';
import { readDiscordError } from '../kit/discord-error.ts';

/** What Discord says of a bot to whoever has its token. */
export type DiscordSays =
  /** `sentence`: for the operator, with what to check. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | {
      readonly kind: 'known';
      readonly name: string;
      /** Whether the portal gives the content intent. */
      readonly givesContent: boolean;
      /** How far this machine's clock is off, in milliseconds: above 0 it is behind. */
      readonly clockOff: number;
      /** Of those asked about; false: it is gone, or closed to the bot. */
      readonly channelIsOpen: boolean;
      readonly guildIsOpen: boolean;
    };

/** Asks what nobody notices: nothing is written, and the gateway is left alone. */
export async function askDiscord({
  token,
  apiUrl,
  proxy,
  channel,
  guild,
  clock,
}: {
  readonly token: string;
  readonly apiUrl: string;
  readonly proxy: OutwardProxy | null;
  readonly channel: string | undefined;
  readonly guild: string | undefined;
  readonly clock: Pick<Clock, 'now' | 'deadline'>;
}): Promise<DiscordSays> {
  let clockOff = 0;
  const hear = ({ earliest, latest = earliest }: HeardTime) => {
    const now = clock.now();
    clockOff = earliest > now ? earliest - now : Math.min(0, latest - now);
  };
  const rest = createBotRest(apiUrl, token, { clock: { now: clock.now, hear }, proxy });
  using deadline = clock.deadline(longestMs);
  const get = (route: `/${string}`) => rest.get(route, { signal: deadline.signal });
  const isOpen = async (route: `/${string}`) => {
    try {
      await get(route);
      return true;
    } catch (error) {
      const kind = readDiscordError(error)?.kind;
      if (kind === 'gone' || kind === 'forbidden') return false;
      throw error;
    }
  };
  try {
    // Discord's own JSON.
    const user = (await get(Routes.user())) as RESTGetAPICurrentUserResult;
    const { flags = 0 } = (await get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return {
      kind: 'known',
      name: user.username,
      givesContent: (flags & contentFlags) !== 0,
      clockOff,
      channelIsOpen: channel === undefined || (await isOpen(Routes.channel(channel))),
      guildIsOpen: guild === undefined || (await isOpen(Routes.guild(guild))),
    };
  } catch (error) {
    const trouble = readDiscordError(error);
    if (trouble === null && !deadline.signal.aborted) throw error;
    const isToken = trouble?.kind === 'busy' && trouble.code === 401;
    const reason = deadline.signal.aborted ? 'no answer' : isToken ? 'wrong token' : whyUnreachable(error, proxy);
    return { kind: 'refused', sentence: new DiscordStartError(reason).message };
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}

const contentFlags = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
const longestMs = 20_000;
