import type { GuildId, JobId, UserId } from '../../domain/ids.ts';

/** A question whether to take several limits away, kept so that it can be answered after a restart. */
export interface Clearing {
  /** The interaction that asked for it. */
  readonly id: JobId;
  readonly guild: GuildId;
  /** Who alone may answer. */
  readonly asker: UserId;
  /** The entries that were shown, each as JSON text: what is set meanwhile is not among them. */
  readonly entries: readonly string[];
  readonly askedAt: number;
}

export interface Clearings {
  /** Forgets those older than a day besides. */
  keep(clearing: Clearing): Promise<void>;
  find(id: JobId): Promise<Clearing | null>;
  forget(id: JobId): Promise<void>;
}
