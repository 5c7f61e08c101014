import { type REST, Routes } from 'discord.js';
import { type ChannelId, type GuildId, guildId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { codeOf } from '../kit/discord-error.ts';
import { createCalls } from './messenger/calls.ts';

/** What the bot itself finds of a channel; null where it is gone, closed to us, or Discord does not answer. */
export type LookAtChannel = (
  channel: ChannelId,
) => Promise<{ readonly guild: GuildId | null; readonly botWrites: boolean } | null>;

/** With the bot's token, for what Discord did not say with a command. */
export function createLookAtChannel({
  rest,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}): LookAtChannel {
  const calls = createCalls({ clock, cut });

  return async function lookAtChannel(channel) {
    const read = await calls.repeatable((signal) => rest.get(Routes.channel(channel), { signal }));
    if (read.kind === 'trouble') {
      log.info({ channel, code: codeOf(read.trouble) }, 'a channel could not be read');
      return null;
    }
    // Whoever may show that they type there may write there, and nobody reads anything of it.
    const typed = await calls.repeatable((signal) => rest.post(Routes.channelTyping(channel), { signal }));
    // Discord's own JSON; a direct message belongs to no server.
    const { guild_id: guild } = read.body as { readonly guild_id?: string };
    return { guild: guild === undefined ? null : guildId(guild), botWrites: typed.kind === 'done' };
  };
}
