import type { Failure } from '../../domain/failure.ts';
import type { GuildId, JobId, UserId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { Posted } from '../../domain/jobs/outcomes.ts';
import { isReadable, type OfferedAttempt } from '../../domain/try-again.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Appeal, Attempt, AttemptStore } from '../../ports/store/members/attempt-store.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Ask, AskAnswer } from '../asking.ts';
import type { ServerNotices } from '../conduct/server-notices.ts';
import { offerOf } from './keep-attempts.ts';

/** `gone`: a day old, or asked again already. */
export type NoAttempt = 'gone' | 'not theirs';

export interface AttemptServices {
  /** What may be asked once more, by its asker. */
  find(
    id: JobId,
    user: UserId,
  ): Promise<(OfferedAttempt & { readonly edits: boolean; readonly compares: boolean }) | NoAttempt>;
  /** Asks it again as `press`, with other words where they are given; all is decided anew. */
  tryAgain(
    id: JobId,
    press: JobId,
    address: ReplyAddress,
    prompt?: string,
  ): Promise<AskAnswer | { readonly kind: 'gone' } | { readonly kind: 'not theirs' }>;
  /** Sends its words to the moderators, once. `nowhere`: the server has no log channel. */
  appeal(id: JobId, user: UserId): Promise<'sent' | 'asked' | 'nowhere' | NoAttempt>;
  /** For whoever moderates: lets it be made, once, as if its asker had tried again; they are told. */
  allow(
    id: JobId,
    press: JobId,
    guild: GuildId,
  ): Promise<{ readonly kind: 'allowed' | 'over' | 'gone' } | { readonly kind: 'refused'; readonly failure: Failure }>;
}

/** What may be asked once more, and whom to ask where the list of words refuses it. */
export function createAttemptServices({
  attempts,
  settings,
  notices,
  messenger,
  ask,
  acknowledged,
  clock,
}: {
  readonly attempts: AttemptStore;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly notices: ServerNotices;
  readonly messenger: Pick<Messenger, 'answer'>;
  readonly ask: (ask: Ask & { readonly vouched?: boolean; readonly allowed?: boolean }) => Promise<AskAnswer>;
  readonly acknowledged: (id: JobId, message: null) => Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
}): AttemptServices {
  /** This process: of two presses at once the second finds it asked again. */
  const oneAfterTheOther = createKeyedLock();

  return {
    async find(id, user) {
      const found = await theirs(id, user);
      if (typeof found === 'string') return found;
      const { attempt, appeal } = found;
      const { guild } = attempt.address;
      const hasLog = guild !== null && (await settings.read(guild)).logChannel !== null;
      const mayAppeal =
        attempt.blocked !== undefined && isReadable(attempt.recipe.prompt) && appeal === 'none' && hasLog;
      const compares = attempt.recipe.compared !== undefined;
      return { ...offerOf(attempt, mayAppeal), edits: attempt.sources.kind !== 'none', compares };
    },

    tryAgain: (id, press, address, prompt) =>
      oneAfterTheOther.run(id, async () => {
        const found = await theirs(id, address.asker);
        if (typeof found === 'string') return { kind: found };
        const { attempt } = found;
        // Elsewhere, what its asker may use is decided anew.
        const vouched = attempt.vouched === true && attempt.address.channel === address.channel;
        const recipe = { ...attempt.recipe, prompt: prompt ?? attempt.recipe.prompt };
        const answer = await ask({ ...askOf(attempt, press, address), recipe, vouched });
        if (answer.kind === 'accepted' || answer.kind === 'confirm') await attempts.drop(id);
        return answer;
      }),

    async appeal(id, user) {
      const found = await theirs(id, user);
      if (typeof found === 'string') return found;
      const { address, recipe, blocked } = found.attempt;
      const { guild, channel, replyTo: message } = address;
      if (guild === null || blocked === undefined || !isReadable(recipe.prompt)) return 'nowhere';
      if (!(await attempts.appeal(id, 'none', 'asked'))) return 'asked';
      const notice = { kind: 'appeal', id, guild, user, channel, message, prompt: recipe.prompt } as const;
      const told = await notices.tell(guild, notice, `a${id}`, address.placeLocale ?? undefined);
      if (told === 'told') return 'sent';
      await attempts.appeal(id, 'asked', 'none');
      return 'nowhere';
    },

    async allow(id, press, guild) {
      const found = await fresh(id);
      if (found === null || found.attempt.address.guild !== guild) return { kind: 'gone' };
      if (!(await attempts.appeal(id, 'asked', 'allowed'))) return { kind: 'over' };
      // Where nothing comes of it, also because the store is away, it may be allowed once more.
      await using undone = new AsyncDisposableStack();
      undone.defer(async () => void (await attempts.appeal(id, 'allowed', 'asked')));
      const { attempt } = found;
      // Nothing is left of what asked for it: the answer is a message of its own, or a direct one.
      const address = { ...attempt.address, kind: 'interaction', message: null, replyTo: null } as const;
      const answer = await ask({ ...askOf(attempt, press, address), vouched: attempt.vouched === true, allowed: true });
      switch (answer.kind) {
        case 'accepted':
          await acknowledged(press, null);
          break;
        case 'confirm': {
          const untold = notTold(await messenger.answer({ id: press, address }, { ...answer, kind: 'price' }));
          if (untold !== null) return { kind: 'refused', failure: untold };
          break;
        }
        case 'refused':
          return { kind: 'refused', failure: answer.failure };
        default:
          return { kind: 'over' };
      }
      undone.move();
      await attempts.drop(id);
      return { kind: 'allowed' };
    },
  };

  async function theirs(id: JobId, user: UserId): Promise<Kept | NoAttempt> {
    const found = await fresh(id);
    if (found === null) return 'gone';
    return found.attempt.address.asker === user ? found : 'not theirs';
  }

  async function fresh(id: JobId): Promise<Kept | null> {
    const found = await attempts.find(id);
    return found !== null && clock.now() - found.attempt.madeAt < keptFor ? found : null;
  }
}

/** Why a price did not reach whoever has to agree to it; null: it did. */
function notTold(posted: Posted): Failure | null {
  if (posted.kind === 'posted') return null;
  if (posted.kind === 'later') return { code: 'queue_full', retryAfterMs: posted.afterMs };
  return { code: 'undeliverable', why: posted.kind === 'too large' ? posted.kind : posted.code };
}

interface Kept {
  readonly attempt: Attempt;
  readonly appeal: Appeal;
}

const keptFor = 24 * 3_600_000;

const askOf = ({ recipe, sources, characters, leftOut }: Attempt, id: JobId, address: ReplyAddress): Ask => ({
  ...{ id, recipe, sources, characters, leftOut, address },
});
