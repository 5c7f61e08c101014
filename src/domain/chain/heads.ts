import type { ChannelId, GuildId, UserId } from '../ids.ts';
import { isLater } from '../ids.ts';
import type { Audience } from '../jobs/job.ts';
import type { Head } from './chain.ts';

/**
 * Where versions follow each other. `shared`: one current version for all who are there. Else, in a plain channel where
 * many talk at once, each member has their own: nobody's words change another's picture.
 */
export interface Chain {
  readonly channel: ChannelId;
  readonly shared: boolean;
}

/** A thread has a parent, direct messages have no server; both are shared. */
export const chainOf = ({
  channel,
  parent,
  guild,
}: {
  readonly channel: ChannelId;
  readonly parent: ChannelId | null;
  readonly guild: GuildId | null;
}): Chain => ({ channel, shared: parent !== null || guild === null });

/**
 * The heads of a chain that concern one member.
 *
 * - `everyones`: a shared chain's one head; in a plain channel the last public version there (also what was the head of
 *   all in a channel when those were shared)
 * - `own`: a member's public one in a plain channel
 * - `hidden`: a member's, moved by what they alone may see
 */
export interface Heads {
  readonly everyones: Head | null;
  readonly own: Head | null;
  readonly hidden: Head | null;
}

/** One of them, as it is kept. `member` null: everyone's. */
export interface HeadPlace {
  readonly channel: ChannelId;
  readonly member: UserId | null;
  readonly audience: Audience;
}

export const placesOf = (channel: ChannelId, member: UserId): Readonly<Record<keyof Heads, HeadPlace>> => ({
  everyones: { channel, member: null, audience: 'everyone' },
  own: { channel, member, audience: 'everyone' },
  hidden: { channel, member, audience: 'asker' },
});

/**
 * The current version for one member. `readers`: who will see what comes of it; for everyone, private heads count for
 * nothing, and whoever has only a private one in a plain channel has none rather than somebody else's.
 *
 * In a shared chain whoever undid their private versions back to nothing is where everybody is. In a plain channel that
 * somebody has moved their own head to nothing is their choice, and only who has never had one starts from the last
 * public one.
 */
export function headFor({ shared }: Pick<Chain, 'shared'>, heads: Heads, readers: Audience): Head | null {
  const { everyones, own, hidden } = heads;
  if (shared)
    return readers === 'everyone' || hidden === null || hidden.version === null
      ? everyones
      : laterHead(everyones, hidden);
  if (readers === 'everyone') return own ?? (hidden === null ? everyones : null);
  return laterHead(own, hidden) ?? everyones;
}

/** Who moves a head, and by what: something that was made, or a choice among what there is. */
export interface Mover {
  readonly chain: Chain;
  readonly user: UserId;
  /** Who sees what it is moved by. */
  readonly audience: Audience;
  readonly by: 'result' | 'choice';
}

/** Which heads move, the mover's own first. A choice in a plain channel moves nobody else's start. */
export function placesMoved({ chain, user, audience, by }: Mover): readonly [HeadPlace, ...HeadPlace[]] {
  const { everyones, own, hidden } = placesOf(chain.channel, user);
  if (audience === 'asker') return [hidden];
  if (chain.shared) return [everyones];
  return by === 'result' ? [own, everyones] : [own];
}

/** Of two heads the one that was moved later. */
export function laterHead(one: Head | null, other: Head | null): Head | null {
  if (one === null || other === null) return one ?? other;
  return isLater(other.movedBy, one.movedBy) ? other : one;
}
