import type { FailureOf } from '../../domain/failure.ts';
import type { GuildId, UserId } from '../../domain/ids.ts';
import type { Job } from '../../domain/jobs/job.ts';
import { refusalRule } from '../../domain/server/pause.ts';
import type { Clock } from '../../ports/clock.ts';
import type { PauseStore } from '../../ports/store/members/pause-store.ts';
import type { ServerNotices } from './server-notices.ts';

export interface Pauses {
  /** Why this member may not use the bot there; null: they may. Direct messages pause nobody. */
  pausedUntil(guild: GuildId | null, user: UserId): Promise<FailureOf<'paused'> | null>;
  /** Pauses them for so many milliseconds; null ends it. Told to the log channel. Answers until when, or whether one ended. */
  pause(
    asked: { readonly guild: GuildId; readonly user: UserId; readonly by: UserId },
    forMs: number | null,
  ): Promise<{ readonly kind: 'paused'; readonly until: number } | { readonly kind: 'ended' | 'not paused' }>;
  /** A job ended with a refusal by a vendor's moderation; however often it is told of one. */
  moderated(job: Pick<Job, 'id' | 'address'>): Promise<void>;
}

export function createPauseServices({
  pauses,
  notices,
  clock,
}: {
  readonly pauses: PauseStore;
  readonly notices: ServerNotices;
  readonly clock: Pick<Clock, 'now'>;
}): Pauses {
  return {
    async pausedUntil(guild, user) {
      const until = guild === null ? null : await pauses.find(guild, user, clock.now());
      return until === null ? null : { code: 'paused', until };
    },

    async pause({ guild, user, by }, forMs) {
      const now = clock.now();
      if (forMs === null) {
        const isPaused = (await pauses.find(guild, user, now)) !== null;
        await pauses.end(guild, user);
        if (!isPaused) return { kind: 'not paused' };
        void notices.tell(guild, { kind: 'pause ended', user, by }, `e${user.slice(-8)}${now}`);
        return { kind: 'ended' };
      }
      const until = now + forMs;
      await pauses.put({ guild, user, until, by }, now);
      void notices.tell(guild, { kind: 'paused', user, by, until }, `p${user.slice(-8)}${now}`);
      return { kind: 'paused', until };
    },

    async moderated({ id, address: { guild, asker: user, placeLocale } }) {
      if (guild === null) return;
      const until = await pauses.refused({ job: id, guild, user }, refusalRule, clock.now());
      if (until === null) return;
      void notices.tell(guild, { kind: 'paused', user, by: null, until }, `m${id}`, placeLocale ?? undefined);
    },
  };
}
