import type { Failure } from '../../domain/failure.ts';
import type { Job, ReplyAddress } from '../../domain/jobs/job.ts';
import { howToTryAgain, isReadable, type OfferedAttempt } from '../../domain/try-again.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Attempt, AttemptStore } from '../../ports/store/members/attempt-store.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { Ask, AskAnswer } from '../asking.ts';
import type { Wording } from '../conduct/wording.ts';
import { kept } from './kept-characters.ts';
import { writtenBeforeAsking } from './store-patience.ts';

/** Keeps what was refused or failed, so that its asker can ask once more, also after a restart. */
export interface KeepAttempts {
  /** The same answer, with what is offered where it is a refusal. */
  refused(asked: Ask, answer: AskAnswer): Promise<AskAnswer>;
  /** Of a job that ends with this failure; null: it is not to be asked again. However often it is told of one. */
  failed(job: Job, failure: Failure): Promise<OfferedAttempt | null>;
}

export function createKeepAttempts({
  attempts,
  wording,
  settings,
  clock,
  log,
}: {
  readonly attempts: Pick<AttemptStore, 'keep'>;
  readonly wording: Wording;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly clock: Pick<Clock, 'now' | 'deadline'>;
  readonly log: Pick<Log, 'warn'>;
}): KeepAttempts {
  return {
    async refused(asked, answer) {
      if (answer.kind !== 'refused' || asked.recipe.sheetOf !== undefined) return answer;
      const how = howToTryAgain(answer.failure);
      if (how === null) return answer;
      const { id, recipe, sources, characters, leftOut, address } = asked;
      const isBlocked = answer.failure.code === 'blocklist';
      const found = isBlocked ? await wording.blockedBy(address.guild, [recipe.prompt]) : null;
      const blocked = isBlocked ? { words: found?.words ?? null } : undefined;
      const attempt: Attempt = {
        ...{ id, how, recipe, sources, characters, leftOut, address, blocked },
        madeAt: clock.now(),
      };
      // A store that is silent keeps it when it answers again: the button is there as soon as that.
      await writtenBeforeAsking(attempts.keep(attempt), { clock, log });
      const mayAppeal = isBlocked && isReadable(recipe.prompt) && (await hasLog(address));
      return { ...answer, attempt: offerOf(attempt, mayAppeal) };
    },

    async failed(job, failure) {
      const how = howToTryAgain(failure);
      if (how === null || job.task === null || job.task.recipe.sheetOf !== undefined) return null;
      const { id, address, task, sources: fetched } = job;
      const { characters, ...recipe } = task.recipe;
      const sources = fetched?.map((version) => ({ kind: 'version', version }) as const) ?? task.sources;
      const attempt: Attempt = {
        ...{ id, how, recipe, address, characters: kept(characters), vouched: fetched !== null },
        sources: sources.length === 0 ? { kind: 'none' } : { kind: 'given', sources },
        // As old as the request: what its asker has deleted since goes with it, though it ended only then.
        madeAt: job.acceptedAt,
      };
      await attempts.keep(attempt);
      const offer = offerOf(attempt, false);
      return address.audience === 'asker' ? offer : { ...offer, prompt: null };
    },
  };

  async function hasLog({ guild }: ReplyAddress): Promise<boolean> {
    return guild !== null && (await settings.read(guild)).logChannel !== null;
  }
}

/** For its asker alone. */
export const offerOf = (
  { id, how, recipe: { prompt }, blocked, address: { audience } }: Attempt,
  mayAppeal: boolean,
): OfferedAttempt => ({
  ...{ id, audience, how, prompt, words: blocked?.words },
  mayAppeal,
});
