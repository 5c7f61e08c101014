import type { GuildId, UserId } from './ids.ts';

/** Where somebody asks: a server, or nowhere but in their own direct messages. */
export interface Whereabouts {
  readonly guild: GuildId | null;
  readonly member: UserId;
}

/**
 * Whose share it counts in, in line and in the ledger: the server's. A direct message counts as a server of one, whose
 * name no server can have. Stored: the columns `house`, `guild_account` and `account` hold it.
 */
export const houseOf = ({ guild, member }: Whereabouts): string => guild ?? `@${member}`;

/** A member within their server: the same person counts anew in each. */
export const memberOf = (who: Whereabouts): string => `${houseOf(who)}/${who.member}`;
