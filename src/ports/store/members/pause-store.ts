import type { GuildId, JobId, UserId } from '../../../domain/ids.ts';

/** A member who may not use the bot in a server for a while. */
export interface Pause {
  readonly guild: GuildId;
  readonly user: UserId;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Who paused them; null: their refusals did. */
  readonly by: UserId | null;
}

/** So many refusals within so many milliseconds pause for so many. */
export interface RefusalRule {
  readonly most: number;
  readonly within: number;
  readonly pausesFor: number;
}

/**
 * Pauses, and what leads to them. Each is found by a keyed hash of its server and member, which tells nobody who they are:
 * whoever has their data deleted is forgotten by name and stays paused until it ends.
 */
export interface PauseStore {
  /** When the pause that holds now ends; null: none does. */
  find(guild: GuildId, user: UserId, now: number): Promise<number | null>;
  /** Replaces one that there is. */
  put(pause: Pause, now: number): Promise<void>;
  /** True where one was there. */
  end(guild: GuildId, user: UserId): Promise<boolean>;
  /** Those that hold now and whose member is known by name, last to end first. */
  listed(guild: GuildId, now: number): Promise<readonly Pause[]>;
  /**
   * Writes down that a vendor's moderation refused this request, once for each. Answers until when its member is paused
   * for it, where it was the last that it took; the same however often it is asked. No refusal counts twice, and none
   * shortens a pause.
   */
  refused(
    request: { readonly job: JobId; readonly guild: GuildId; readonly user: UserId },
    rule: RefusalRule,
    now: number,
  ): Promise<number | null>;
  /** Forgets pauses that have ended, and refusals older than a day. */
  prune(now: number): Promise<void>;
}
