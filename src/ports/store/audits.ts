import type { GuildId, JobId } from '../../domain/ids.ts';
import type { AuditEntry } from '../../domain/server/audit-entry.ts';

export interface DueAudit {
  readonly entry: AuditEntry;
  /** How often it was begun to be told; above 0 it may have been told already. */
  readonly begun: number;
}

/** What the audits of servers have not told yet. Entries are written by the step that ends their job. */
export interface Audits {
  /** Oldest first, so many of each server at most. */
  due(now: number, mostOfEach: number): Promise<readonly DueAudit[]>;
  /** When the next one falls due; null: there is none. */
  nextAt(): Promise<number | null>;
  /** To be said before it is told, so that it is known whatever becomes of it. */
  begin(job: JobId): Promise<void>;
  /** Nothing of this server before then. */
  later(guild: GuildId, at: number): Promise<void>;
  /** It is told, or never will be. */
  done(job: JobId): Promise<void>;
}
