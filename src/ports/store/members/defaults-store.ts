import type { OwnDefaults } from '../../../domain/asked/usual/usual.ts';
import type { GuildId, UserId } from '../../../domain/ids.ts';

/** Whose choices, and where they hold: in one server, or (null) in direct messages. */
export interface DefaultsPlace {
  readonly member: UserId;
  readonly guild: GuildId | null;
}

/** What members have set with `/defaults`. */
export interface DefaultsStore {
  /** Nothing set: empty. */
  find(place: DefaultsPlace): Promise<OwnDefaults>;
  /** Everything that is set there, in every server. */
  of(member: UserId): Promise<readonly { readonly guild: GuildId | null; readonly defaults: OwnDefaults }[]>;
  /** Changes what is set there, in one transaction; empty: it is forgotten. */
  change(place: DefaultsPlace, now: number, change: (own: OwnDefaults) => OwnDefaults): Promise<void>;
}
