import type { AskedSources, KeptWords } from '../../src/application/services.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import type { Mask } from '../../src/domain/asked/mask.ts';
import type { DraftId } from '../../src/domain/ids.ts';

/** **Make a picture**, under what chatter would cost. */
export const make = button('make', ({ draft }, request) => useWords(request, draft, { kind: 'none' }));

/** **Edit the current one**, beside it: the version that is current now, not then. */
export const editCurrent = button('edit-current', ({ draft }, request) =>
  useWords(request, draft, { kind: 'current' }),
);

/** **Edit it**, under what a reply would cost, where the server has replies asked about: what was replied to. */
export const editReplied = button('edit-replied', ({ draft }, request) => useWords(request, draft, 'replied'));

/** For their author alone, and once: a second press pays for nothing. What they were told it costs they agree to. */
async function useWords(request: Request, draft: DraftId, wanted: AskedSources | 'replied'): Promise<void> {
  const { id, services, place, reply, words } = request;
  const kept = await services.words.take(draft, place.user);
  if (kept === 'gone') return reply.show(words.say('notice.offer.gone'), 'asker');
  if (kept === 'not theirs') return reply.show(words.say('notice.offer.not-yours'), 'asker');
  if (kept === 'silent') return reply.fail({ code: 'store_silent' });
  const { prompt, price, leftOut } = kept;
  const answer = await services.ask({
    id,
    recipe: { prompt, mask: wanted === 'replied' ? marksIn(kept) : undefined },
    sources: wanted === 'replied' ? { kind: 'given', sources: kept.sources } : wanted,
    address: request.address('everyone'),
    confirmed: price,
    leftOut,
  });
  // Beside the answer: a store that is silent has both of them refused, and only the answer is in a hurry.
  const putBack = answer.kind === 'refused' ? services.words.putBack(kept) : undefined;
  await Promise.all([acknowledge(request, answer), putBack]);
}

function marksIn({ marked = false, sources }: KeptWords): Mask | undefined {
  const last = sources.at(-1);
  return marked && last?.kind === 'picture' ? { kind: 'marks', picture: last.picture, sure: false } : undefined;
}
