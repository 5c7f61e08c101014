import type { ChannelId, GuildId, JobId, UserId } from '../../domain/ids.ts';
import { changesBetween } from '../../domain/server/rule-change.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { GuildSettings, SettingsStore } from '../../ports/store/settings-store.ts';

/** Who changes a rule. */
export interface ChangedBy {
  readonly user: UserId;
  /** Of the interaction that does it: told once, however often. */
  readonly id: JobId;
  /** In which the log channel is told (Discord's, the server's own where it is known). */
  readonly locale: string;
}

/** What was set before, and what is set now. */
export interface ChangedRules {
  readonly before: GuildSettings;
  readonly after: GuildSettings;
}

/**
 * The one way to change what a server has set. `change` makes the new settings from those of that moment; where they differ,
 * the log channel is told who changed what. Nobody waits for that, and a channel that takes no notice keeps nothing from
 * being changed. Where the log channel is what changes, the old one is told as well as the new.
 */
export type ChangeRules = (
  guild: GuildId,
  by: ChangedBy,
  change: (current: GuildSettings) => GuildSettings,
) => Promise<ChangedRules>;

export function createChangeRules({
  settings,
  messenger,
  log,
}: {
  readonly settings: Pick<SettingsStore, 'change'>;
  readonly messenger: Pick<Messenger, 'tellServer'>;
  readonly log: Log;
}): ChangeRules {
  return async function changeRules(guild, by, change) {
    let before: GuildSettings | undefined;
    const after = await settings.change(guild, (current) => {
      before = current;
      return change(current);
    });
    const changed = { before: before ?? after, after };
    void tell(guild, by, changed);
    return changed;
  };

  /** Never rejects. */
  async function tell(guild: GuildId, by: ChangedBy, { before, after }: ChangedRules): Promise<void> {
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    const notice = { kind: 'rules changed', by: by.user, changes } as const;
    const channels = new Set([before.logChannel, after.logChannel].filter((each) => each !== null));
    await Promise.all([...channels].map((channel) => tellOne(channel)));

    async function tellOne(channel: ChannelId): Promise<void> {
      try {
        const told = await messenger.tellServer(channel, notice, by.locale, by.id);
        if (told !== 'told') log.warn({ guild, channel, told }, 'a change of rules could not be posted');
      } catch (error) {
        log.error({ error, guild }, 'a notice about a change of rules failed');
      }
    }
  }
}
