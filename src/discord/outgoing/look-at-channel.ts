import { type REST, Routes } from 'discord.js';
import { type ChannelId, type GuildId, guildId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { codeOf } from '../kit/discord-error.ts';
import { createCalls } from './messenger/calls.ts';

/** What the bot finds of a channel. */
export interface LookedAt {
  readonly guild: GuildId | null;
  readonly botWrites: boolean;
}

/** Null where it is gone, closed to us, or Discord does not answer. `guild`: the server that it should belong to. */
export type LookAtChannel = (channel: ChannelId, guild: GuildId) => Promise<LookedAt | null>;

/** For what Discord did not say with a command: what the gateway told before, or else with the bot's token. */
export function createLookAtChannel({
  rest,
  told,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  /** As far as the gateway told of it; null: not far enough. */
  readonly told: (channel: ChannelId, guild: GuildId) => LookedAt | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}): LookAtChannel {
  const calls = createCalls({ clock, cut });

  return async function lookAtChannel(channel, guild) {
    const known = told(channel, guild);
    if (known !== null) return known;
    const read = await calls.repeatable((signal) => rest.get(Routes.channel(channel), { signal }));
    if (read.kind === 'trouble') {
      log.info({ channel, code: codeOf(read.trouble) }, 'a channel could not be read');
      return null;
    }
    // Whoever may show that they type there may write there, and nobody reads anything of it.
    const typed = await calls.repeatable((signal) => rest.post(Routes.channelTyping(channel), { signal }));
    // Discord's own JSON; a direct message belongs to no server.
    const { guild_id: found } = read.body as { readonly guild_id?: string };
    return { guild: found === undefined ? null : guildId(found), botWrites: typed.kind === 'done' };
  };
}
