import type { Failure } from './failure.ts';
import type { GuildId, UserId } from './ids.ts';

/** Why the operator does not serve them at all; null: it does. */
export type MayUse = (who: { readonly guild: GuildId | null; readonly user: UserId }) => Failure | null;

/**
 * `GUILDS` and `BLOCKED_USERS`. A direct message is in no server, so `GUILDS` says nothing of it; whoever is blocked is
 * blocked there, too.
 */
export function createMayUse({
  guilds,
  blocked,
}: {
  /** None named: all. */
  readonly guilds: readonly string[];
  readonly blocked: readonly string[];
}): MayUse {
  const served = new Set(guilds);
  const turnedAway = new Set(blocked);
  return ({ guild, user }) => {
    if (turnedAway.has(user)) return { code: 'not_served', whom: 'member' };
    if (guild !== null && served.size > 0 && !served.has(guild)) return { code: 'not_served', whom: 'guild' };
    return null;
  };
}

export const everybodyMay: MayUse = () => null;
