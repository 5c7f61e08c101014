import type { ChannelId, GuildId } from '../../domain/ids.ts';
import { lowerLimit } from '../../domain/pictures/upload-limit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notes } from '../../ports/store/notes.ts';

/** A server, or a direct-message channel, which counts as one. */
export interface UploadPlace {
  readonly guild: GuildId | null;
  readonly channel: ChannelId;
}

/**
 * What Discord takes of one file can be less than it says, or than a server's boosts let expect. What it refused in a
 * place is remembered for a day, so that only the first answer there pays with an upload; after that it is believed again.
 */
export interface UploadLimits {
  /** Bytes of one file that are worth trying there, of what Discord says. */
  within(place: UploadPlace, told: number): Promise<number>;
  /** It took no file of this limit there. Answers what to try next: the same where nothing smaller is worth it. */
  refused(place: UploadPlace, limit: number): Promise<number>;
}

export function createUploadLimits({
  notes,
  clock,
}: {
  readonly notes: Pick<Notes, 'uploadLimit' | 'keepUploadLimit'>;
  readonly clock: Pick<Clock, 'now'>;
}): UploadLimits {
  return {
    async within(place, told) {
      const known = await notes.uploadLimit(keyOf(place), clock.now());
      return known === null ? told : Math.min(told, known);
    },

    async refused(place, limit) {
      const lower = lowerLimit(limit);
      // Whatever its size is refused: that is no limit, and says nothing of the next file.
      await notes.keepUploadLimit(keyOf(place), lower === limit ? null : lower, clock.now());
      return lower;
    },
  };
}

const keyOf = ({ guild, channel }: UploadPlace) => guild ?? channel;
