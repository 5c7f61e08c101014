import { type DraftId, draftId, type JobId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { Moved, Place, Services } from '../services.ts';

type ResetQuestion = Pick<Services['history'], 'askReset' | 'agreeToReset' | 'declineReset'>;

/** As long as any confirmation (contract, "Slash commands"). */
const livesMs = 15 * 60_000;

/** Where a chain is everybody's, its reset is asked for first. The question is a row, so that a restart does not lose it. */
export function createResetQuestion({
  notes,
  reset,
  clock,
}: {
  readonly notes: Pick<Notes, 'keepDraft' | 'findDraft' | 'takeDraft'>;
  readonly reset: (place: Place, by: JobId) => Promise<Moved>;
  readonly clock: Pick<Clock, 'now'>;
}): ResetQuestion {
  return {
    async askReset(id, { channel, user: asker }) {
      const question = draftId(id);
      await notes.keepDraft({ id: question, asker, channel, audience: 'asker', sources: [], madeAt: clock.now() });
      return question;
    },

    async agreeToReset(id, by, place) {
      const why = await whyNot(id, place);
      if (why !== null) return why;
      const moved = await reset(place, by);
      // Only now: whoever crashes in between can press once more, and nothing is current twice.
      await notes.takeDraft(id);
      return moved;
    },

    async declineReset(id, place) {
      const why = await whyNot(id, place);
      if (why === null) await notes.takeDraft(id);
      return why ?? 'kept';
    },
  };

  async function whyNot(id: DraftId, place: Place): Promise<'gone' | 'not theirs' | null> {
    const found = await notes.findDraft(id);
    if (found !== null && found.asker !== place.user) return 'not theirs';
    const isFor = found?.channel === place.channel && clock.now() - found.madeAt < livesMs;
    return isFor ? null : 'gone';
  }
}
