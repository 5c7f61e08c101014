import type { GuildId } from '../../domain/ids.ts';
import type { ServerNotice } from '../../domain/server/server-notice.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';

export interface ServerNotices {
  /**
   * Tells the log channel of a server, where it has one. Never rejects. `id` makes it one message; `locale`: the server's,
   * where that is known.
   */
  tell(guild: GuildId, notice: ServerNotice, id: string, locale?: string): Promise<'told' | 'not told'>;
}

/** So many in a minute; of a flood the others are only logged. */
const mostInMinute = 20;
const minute = 60_000;
/** Beyond so many servers at once the old ones are forgotten. */
const swept = 1_000;

/** What is told besides limits: one after the other, and a member who floods it does not fill the channel. */
export function createServerNotices({
  settings,
  messenger,
  clock,
  log,
}: {
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly messenger: Pick<Messenger, 'tellServer'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn' | 'error'>;
}): ServerNotices {
  const oneAfterTheOther = createKeyedLock();
  const toldAt = new Map<GuildId, readonly number[]>();

  return {
    async tell(guild, notice, id, locale) {
      try {
        const { logChannel } = await settings.read(guild);
        if (logChannel === null) return 'not told';
        if (!mayTell(guild)) {
          log.warn({ guild, notice: notice.kind }, 'too many notices for a server: not told');
          return 'not told';
        }
        const told = await oneAfterTheOther.run(guild, () =>
          messenger.tellServer(logChannel, notice, locale ?? 'en', id),
        );
        if (told === 'told') return 'told';
        log.warn({ guild, channel: logChannel, notice: notice.kind, told }, 'a notice could not be posted');
      } catch (error) {
        log.error({ error, guild, notice: notice.kind }, 'a notice failed');
      }
      return 'not told';
    },
  };

  function mayTell(guild: GuildId): boolean {
    const now = clock.now();
    const lately = (toldAt.get(guild) ?? []).filter((at) => now - at < minute);
    if (lately.length >= mostInMinute) return false;
    if (toldAt.size >= swept) toldAt.clear();
    toldAt.set(guild, [...lately, now]);
    return true;
  }
}
