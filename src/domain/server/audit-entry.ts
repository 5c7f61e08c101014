import type { ChannelId, GuildId, JobId, MessageId, ModelId, UserId, VersionId } from '../ids.ts';
import type { Job } from '../jobs/job.ts';
import type { Posted } from '../jobs/outcomes.ts';
import type { Audit } from './server-rules.ts';

/**
 * A request that was delivered where everybody could see it, as the audit of its server will tell of it. Its words and its
 * pictures are no part of it: they are read when it is told, so that what was deleted until then is not.
 */
export interface AuditEntry {
  readonly job: JobId;
  readonly guild: GuildId;
  readonly asker: UserId;
  readonly channel: ChannelId;
  readonly message: MessageId;
  readonly model: ModelId;
  /** All that were compared; left out where there was one. */
  readonly models?: readonly ModelId[] | undefined;
  /** Millionths of a dollar; null where it is not known. */
  readonly cost: number | null;
  readonly versions: readonly VersionId[];
  /** Whether its answer said that the prompt stands in it. */
  readonly prompts: boolean;
  /** The server's language. */
  readonly locale: string;
  /** Bytes for one file, as far as known there. */
  readonly sizeLimit: number;
  /** When it was delivered, in milliseconds since 1970. */
  readonly at: number;
}

/** Whether a job of this address belongs in its server's audit: never what its asker alone sees. */
export const isAudited = ({ guild, audience }: Pick<Job['address'], 'guild' | 'audience'>): boolean =>
  guild !== null && audience === 'everyone';

/** Null: it is for no audit, or its answer went where its asker alone sees it after all. */
export function auditEntry(
  { id, address }: Pick<Job, 'id' | 'address'>,
  delivered: {
    readonly audit: Audit | null;
    readonly posted: Posted;
    readonly made: Pick<AuditEntry, 'model' | 'models' | 'cost' | 'versions'>;
    readonly at: number;
  },
): AuditEntry | null {
  const { audit, posted, made, at } = delivered;
  const { guild, asker, channel, locale, placeLocale, sizeLimit } = address;
  if (audit === null || guild === null || !isAudited(address)) return null;
  if (posted.kind !== 'posted' || posted.channel !== channel) return null;
  const place = { guild, asker, channel, message: posted.message };
  return { job: id, ...place, ...made, prompts: audit.prompts, locale: placeLocale ?? locale, sizeLimit, at };
}
