import type { JobId, UserId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import { createKeyedLock } from '../../lib/keyed-lock.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { Confirmation, Notes } from '../../ports/store/notes.ts';
import type { Ask, AskAnswer, Services } from '../services.ts';
import { kept as keptOnes } from './kept-characters.ts';
import { writtenBeforeAsking } from './store-patience.ts';

/** As long as Discord lets the private answer with its buttons stand usefully (contract, "A confirmation is a row"). */
const livesFor = 15 * 60_000;

/**
 * Agreeing to a price, and not. The job that comes of it has the id of the press, for that is when it was wanted: what
 * was made since the price was told came before it. Which press it was is written down first, so that however often it
 * is pressed there is one.
 */
export function createConfirmations({
  notes,
  journal,
  ask,
  clock,
  log,
}: {
  readonly notes: Pick<Notes, 'findConfirmation' | 'keepConfirmation' | 'dropConfirmation'>;
  readonly journal: Pick<Journal, 'find'>;
  readonly ask: (ask: Ask & { readonly allowed?: boolean | undefined }) => Promise<AskAnswer>;
  readonly clock: Pick<Clock, 'now' | 'deadline'>;
  readonly log: Pick<Log, 'warn'>;
}): Services['confirmations'] {
  /** Both buttons pressed at once: whichever came first is done and over before the other is looked at. */
  const oneAfterTheOther = createKeyedLock();

  return {
    confirm: (id, press, address) => oneAfterTheOther.run(id, () => confirm(id, press, address)),
    decline: (id, user) => oneAfterTheOther.run(id, () => decline(id, user)),
  };

  async function confirm(
    id: JobId,
    press: JobId,
    address: ReplyAddress,
  ): ReturnType<Services['confirmations']['confirm']> {
    const found = await theirs(id, address.asker);
    if (typeof found === 'string') return { kind: found };
    const { recipe, sources, leftOut, price, allowed } = found;
    const characters = keptOnes(found.characters);
    // Landing later, it names a press that came to nothing, and the price can be agreed to once more.
    const kept = await writtenBeforeAsking(notes.keepConfirmation({ ...found, job: press }), { clock, log });
    if (kept === 'silent') return { kind: 'refused', failure: { code: 'store_silent' } };
    const answer = await ask({
      ...{
        id: press,
        recipe,
        characters,
        leftOut,
        allowed,
        confirmed: price,
        imagine: found.address.opensThread,
        address: { ...address, audience: found.address.audience },
      },
      sources: sources.length === 0 ? { kind: 'none' } : { kind: 'given', sources },
    });
    return answer.kind === 'known' ? { kind: 'over' } : answer;
  }

  async function decline(id: JobId, user: UserId): ReturnType<Services['confirmations']['decline']> {
    const found = await theirs(id, user);
    if (typeof found === 'string') return found;
    await notes.dropConfirmation(id);
    return 'declined';
  }

  /** `over`: agreed to already. `gone`: too old, or declined. */
  async function theirs(id: JobId, user: UserId): Promise<Confirmation | 'over' | 'gone' | 'not theirs'> {
    const found = await notes.findConfirmation(id);
    if (found !== null && found.address.asker !== user) return 'not theirs';
    // One that was refused, or that we crashed before, can be agreed to once more.
    if (found?.job !== undefined && (await journal.find(found.job)) !== null) return 'over';
    return found === null || clock.now() - found.madeAt > livesFor ? 'gone' : found;
  }
}
