import type { GuildId } from '../../domain/ids.ts';
import { backoffAfter, type Pace } from '../../domain/jobs/pace.ts';
import type { AuditEntry } from '../../domain/server/audit-entry.ts';
import type { Audit } from '../../domain/server/server-rules.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Audited, Messenger } from '../../ports/messenger.ts';
import type { Audits, DueAudit } from '../../ports/store/audits.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { ShowPictures } from '../handing-out/show-pictures.ts';
import type { UploadLimits } from '../jobs/upload-limits.ts';

/** A channel that takes nothing for so long is not told any more: these are news, and no archive. */
const worthTellingFor = 86_400_000;
/** Of one server, before the others have their turn again. */
const mostOfEach = 5;
/** A message that is created may be at most 25 MiB in all (reference, Discord section 2). */
const maxMessageBytes = 24 * 1024 * 1024;
const afterBugMs = 60_000;

interface Needs {
  readonly audits: Audits;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly messenger: Pick<Messenger, 'tellAudit'>;
  readonly showPictures: ShowPictures;
  readonly uploads: UploadLimits;
  readonly runtime: { readonly clock: Pick<Clock, 'now' | 'random'>; readonly pace: Pace; readonly log: Log };
  readonly cut: AbortSignal;
}

/**
 * Tells the audit channels what was delivered: each once, in its order, server beside server. Where a channel is busy, or
 * we are stopped, the row stays. What an answer did not say is not told, nor anything once the audit is off.
 */
export function createAuditTelling({ audits, settings, versions, messenger, showPictures, uploads, ...needs }: Needs) {
  const { clock, pace, log } = needs.runtime;

  return async function tellAudits(now: number): Promise<number | null> {
    const due = await audits.due(now, mostOfEach);
    const servers = Map.groupBy(due, ({ entry }) => entry.guild);
    await Promise.all([...servers].map(([guild, each]) => tellServer(guild, each)));
    return audits.nextAt();
  };

  async function tellServer(guild: GuildId, due: readonly DueAudit[]): Promise<void> {
    try {
      for (const { entry, begun } of due) {
        const audited = await tellOne(entry, begun);
        if (audited.kind === 'later') {
          const backoff = backoffAfter(begun, pace, clock.random());
          return await audits.later(guild, clock.now() + Math.max(audited.afterMs, backoff));
        }
        if (audited.kind !== 'told') log.warn({ guild, job: entry.job, why: audited }, 'an audit could not be told');
        await audits.done(entry.job);
      }
    } catch (error) {
      if (needs.cut.aborted) return;
      log.error({ error, guild }, 'an audit failed');
      await audits.later(guild, clock.now() + afterBugMs);
    }
  }

  async function tellOne(entry: AuditEntry, begun: number): Promise<Audited> {
    const { audit } = await settings.read(entry.guild);
    if (audit === undefined) return { kind: 'told' };
    if (clock.now() - entry.at > worthTellingFor) return { kind: 'impossible', code: 'too late' };
    await audits.begin(entry.job);
    const place = { guild: entry.guild, channel: audit.channel };
    let limit = await uploads.within(place, entry.sizeLimit);
    while (true) {
      const audited = await tellWithin(entry, audit, limit, begun > 0);
      if (audited.kind !== 'too large') return audited;
      const lower = await uploads.refused(place, limit);
      // Nothing smaller is worth it: without the pictures.
      if (lower === limit) return tellWithin(entry, audit, 0, true);
      limit = lower;
    }
  }

  async function tellWithin(entry: AuditEntry, audit: Audit, limit: number, mayBeThere: boolean): Promise<Audited> {
    await using files = new AsyncDisposableStack();
    const records = (await Promise.all(entry.versions.map(versions.find))).filter((each) => each !== null);
    const room = { limit: Math.min(limit, maxMessageBytes / entry.versions.length), asker: entry.asker, as: 'audited' };
    const made = records.map(({ id: version, width, height }) => ({ version, width, height }));
    const pictures = limit === 0 ? [] : await showPictures(made, room, files);
    const prompt = (entry.prompts && audit.prompts && records[0]?.recipe?.prompt) || null;
    // Awaited here: the files are lent no longer than that.
    return await messenger.tellAudit(audit.channel, { entry, prompt, pictures }, mayBeThere);
  }
}
