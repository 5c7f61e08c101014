import type { Character } from '../../domain/characters/character.ts';
import type { FailureOf } from '../../domain/failure.ts';
import type { JobId } from '../../domain/ids.ts';
import type { ReplyAddress, Warning } from '../../domain/jobs/job.ts';
import type { Place } from '../asking.ts';
import type { Pauses } from './pauses.ts';
import type { ServerNotices } from './server-notices.ts';
import type { BlockedWords, Wording } from './wording.ts';

/** What a server asks of how its members behave. */
export interface Conduct extends Pick<Pauses, 'pausedUntil'> {
  /** What becomes of the words of a request: of its prompt, and of what its asker has said of their own characters. */
  wording(
    asked: {
      readonly id: JobId;
      readonly prompt: string;
      readonly characters: readonly Character[];
      /** A moderator lets them pass. */
      readonly allowed?: boolean | undefined;
    },
    address: ReplyAddress,
  ): Promise<{ readonly failure: FailureOf<'blocklist'> | null; readonly warnings: readonly Warning[] }>;
  /** The same of a character that is to be saved. */
  naming(id: JobId, texts: readonly string[], place: Place): Promise<FailureOf<'blocklist'> | null>;
}

export function createConduct({
  wording,
  pauses,
  notices,
}: {
  readonly wording: Wording;
  readonly pauses: Pick<Pauses, 'pausedUntil'>;
  readonly notices: ServerNotices;
}): Conduct {
  return {
    pausedUntil: pauses.pausedUntil,

    async wording({ id, prompt, characters, allowed }, address) {
      const { guild, asker, channel, replyTo } = address;
      const own = characters.filter(({ owner }) => owner === asker).flatMap(({ name, about }) => [name, about]);
      const blocked = await wording.blockedBy(guild, [prompt, ...own]);
      if (blocked === null) return { failure: null, warnings: [] };
      if (blocked.action === 'warn' || allowed === true) return { failure: null, warnings: [{ kind: 'blocklist' }] };
      if (blocked.action === 'report') report(id, blocked, { guild, user: asker, channel, message: replyTo });
      return { failure: { code: 'blocklist' }, warnings: [] };
    },

    async naming(id, texts, { guild, user, channel }) {
      const blocked = await wording.blockedBy(guild, texts);
      if (blocked === null || blocked.action === 'warn') return null;
      if (blocked.action === 'report') report(id, blocked, { guild, user, channel, message: null });
      return { code: 'blocklist' };
    },
  };

  /** Nobody waits for it. */
  function report(
    id: JobId,
    { words }: BlockedWords,
    {
      guild,
      ...where
    }: Pick<Place, 'guild' | 'user' | 'channel'> & {
      readonly message: ReplyAddress['replyTo'];
    },
  ): void {
    if (guild !== null) void notices.tell(guild, { kind: 'blocked words', guild, ...where, words }, `b${id}`);
  }
}
