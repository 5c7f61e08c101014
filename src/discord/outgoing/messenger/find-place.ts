import { type REST, Routes } from 'discord.js';
import { type ChannelId, channelId } from '../../../domain/ids.ts';
import type { RulePlace } from '../../../domain/server/rule-against.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Messenger } from '../../../ports/messenger.ts';
import { isThread } from '../../kit/permissions.ts';
import { createCalls } from './calls.ts';

/** Where a channel stands, as Discord tells it now: a member waits for the answer, so that it is asked once and not for long. */
export function createFindPlace({
  rest,
  clock,
  cut,
}: {
  readonly rest: REST;
  readonly clock: Clock;
  readonly cut?: AbortSignal | undefined;
}): Messenger['findPlace'] {
  const calls = createCalls({ clock, cut, longestMs });

  return async function findPlace(channel): Promise<RulePlace | null> {
    const found = await read(channel);
    if (found === null) return null;
    if (!isThread(found.type)) return { channel, parent: null, ...standing(found) };
    const parent = typeof found.parent_id === 'string' ? channelId(found.parent_id) : null;
    const holder = parent === null ? null : await read(parent);
    return holder === null ? { channel, parent } : { channel, parent, ...standing(holder) };
  };

  async function read(channel: ChannelId): Promise<FoundChannel | null> {
    const called = await calls.once((signal) => rest.get(Routes.channel(channel), { signal }));
    // Discord's own JSON.
    return called.kind === 'done' ? (called.body as FoundChannel) : null;
  }
}

interface FoundChannel {
  readonly type: number;
  readonly parent_id?: string | null;
  readonly nsfw?: boolean;
}

/** Whether its whole server is age-restricted is not said here. */
const standing = ({ parent_id, nsfw }: FoundChannel) => ({
  category: typeof parent_id === 'string' ? channelId(parent_id) : null,
  isAgeRestricted: nsfw === true,
});

/** Discord waits three seconds for an answer to its member. */
const longestMs = 600;
