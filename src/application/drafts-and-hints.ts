import { createKeyedLock } from '../lib/keyed-lock.ts';
import type { Clock } from '../ports/clock.ts';
import type { Notes } from '../ports/store/notes.ts';
import type { Services } from './services.ts';

/** A hint is taken away after a minute (contract, "What a message means"). */
const hintStandsFor = 60_000;

/** What is noted for a short while: what a form was opened for, which hint was shown. */
export function createDraftsAndHints({
  notes,
  clock,
  wake,
}: {
  readonly notes: Notes;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}): Pick<Services, 'drafts' | 'hints'> {
  /** This process: a form is sent in while another program still holds what its opening writes. */
  const oneAfterTheOther = createKeyedLock();

  return {
    drafts: {
      keep: (draft) => oneAfterTheOther.run(draft.id, () => notes.keepDraft({ ...draft, madeAt: clock.now() })),
      find: (id) => oneAfterTheOther.run(id, () => notes.findDraft(id)),
    },

    hints: {
      claim: (picture) => notes.claimHint(picture, clock.now()),
      async shown(channel, message) {
        await notes.removeLater(channel, message, clock.now() + hintStandsFor);
        wake();
      },
    },
  };
}
