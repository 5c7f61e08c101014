import { type APIMessage, type REST, Routes } from 'discord.js';
import type { ChannelId, MessageId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { codeOf } from '../kit/discord-error.ts';
import { createCalls } from './messenger/calls.ts';

/** Null where it is gone, closed to us, or Discord does not answer. */
export type FindMessage = (channel: ChannelId, message: MessageId) => Promise<APIMessage | null>;

/**
 * Reads a message anew, never from a cache: the addresses in a message that was seen long ago have expired. As raw
 * JSON, which still has what discord.js' own objects drop of components.
 */
export function createFindMessage({
  rest,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}): FindMessage {
  const calls = createCalls({ clock, cut });

  return async function findMessage(channel, message) {
    const called = await calls.repeatable((signal) => rest.get(Routes.channelMessage(channel, message), { signal }));
    if (called.kind === 'done') return called.body as APIMessage;
    log.info({ message, code: codeOf(called.trouble) }, 'a message could not be read');
    return null;
  };
}
