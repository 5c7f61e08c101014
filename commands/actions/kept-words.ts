import type { AskedSources } from '../../src/application/services.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import type { DraftId } from '../../src/domain/ids.ts';

/** **Make a picture**, under what chatter would cost. */
export const make = button('make', ({ draft }, request) => useWords(request, draft, { kind: 'none' }));

/** **Edit the current one**, beside it: the version that is current now, not then. */
export const editCurrent = button('edit-current', ({ draft }, request) =>
  useWords(request, draft, { kind: 'current' }),
);

/** For their author alone, and once: a second press pays for nothing. */
async function useWords(request: Request, draft: DraftId, sources: AskedSources): Promise<void> {
  const { id, services, place, reply, words } = request;
  const kept = await services.words.take(draft, place.user);
  if (kept === 'gone') return reply.show(words.say('notice.offer.gone'), 'asker');
  if (kept === 'not theirs') return reply.show(words.say('notice.offer.not-yours'), 'asker');
  if (kept === 'silent') return reply.fail({ code: 'store_silent' });
  const { prompt } = kept;
  const answer = await services.ask({ id, recipe: { prompt }, sources, address: request.address('everyone') });
  // Beside the answer: a store that is silent has both of them refused, and only the answer is in a hurry.
  const putBack = answer.kind === 'refused' ? services.words.putBack(kept) : undefined;
  await Promise.all([acknowledge(request, answer), putBack]);
}
