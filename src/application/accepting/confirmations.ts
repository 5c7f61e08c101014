import type { JobId, UserId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { Confirmation, Notes } from '../../ports/store/notes.ts';
import type { Ask, AskAnswer, Services } from '../services.ts';

/** As long as Discord lets the private answer with its buttons stand usefully (contract, "A confirmation is a row"). */
const livesFor = 15 * 60_000;

/**
 * Agreeing to a price, and not. The job that comes of it has the id of what was asked, so that however often it is
 * pressed there is one.
 */
export function createConfirmations({
  notes,
  journal,
  ask,
  clock,
}: {
  readonly notes: Pick<Notes, 'findConfirmation' | 'dropConfirmation'>;
  readonly journal: Pick<Journal, 'find'>;
  readonly ask: (ask: Ask) => Promise<AskAnswer>;
  readonly clock: Pick<Clock, 'now'>;
}): Services['confirmations'] {
  return {
    async confirm(id: JobId, address: ReplyAddress) {
      const found = await theirs(id, address.asker);
      if (typeof found === 'string') return { kind: found };
      const { recipe, sources, price } = found;
      const answer = await ask({
        ...{ id, recipe, confirmed: price, address: { ...address, audience: found.address.audience } },
        sources: sources.length === 0 ? { kind: 'none' } : { kind: 'given', sources },
      });
      return answer.kind === 'known' ? { kind: 'over' } : answer;
    },

    async decline(id: JobId, user: UserId) {
      const found = await theirs(id, user);
      if (typeof found === 'string') return found;
      await notes.dropConfirmation(id);
      return (await journal.find(id)) === null ? 'declined' : 'over';
    },
  };

  /** `over`: agreed to already. `gone`: too old, or declined. */
  async function theirs(id: JobId, user: UserId): Promise<Confirmation | 'over' | 'gone' | 'not theirs'> {
    const found = await notes.findConfirmation(id);
    if (found !== null && found.address.asker !== user) return 'not theirs';
    const job = await journal.find(id);
    if (job !== null) return job.job.address.asker === user ? 'over' : 'not theirs';
    return found === null || clock.now() - found.madeAt > livesFor ? 'gone' : found;
  }
}
