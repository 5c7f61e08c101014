import type { Services } from '../../src/application/services.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { answerLook } from '../../src/discord/outgoing/messages.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { failureMessage } from '../../src/words/failure-message.ts';
import type { Words } from '../../src/words/words.ts';
import { withinLimit } from './within-limit.ts';

type Kept = Awaited<ReturnType<Services['likeness']['keepRest']>>;

/** **Keep the rest**: for all who saw the version, as a version of its own. Nothing is charged. */
export const keepRest = button('keep-rest', async ({ version }, request) => {
  const { services, place, reply } = request;
  const found = await services.version(version, place);
  if (found === null) return reply.fail({ code: 'source_gone' });
  const taken = await reply.acknowledge(found.audience);
  if (taken.kind !== 'taken') return;
  const trouble = await withinLimit(request, async (limit) => {
    const kept = await services.likeness.keepRest(version, request.id, place, limit);
    return finish(request, kept, { audience: found.audience, message: taken.message });
  });
  if (trouble !== null) await reply.finish({ content: request.words.say('full-size.refused') });
});

async function finish(
  request: Request,
  kept: Kept,
  { audience, message }: { readonly audience: 'everyone' | 'asker'; readonly message: MessageId | null },
) {
  const { id, services, reply } = request;
  if (typeof kept === 'string' || 'kind' in kept) {
    return reply.finish({ content: refusalWords(request.wordsFor(audience), kept) });
  }
  await using lent = kept;
  const trouble = await reply.finish(answerLook({ id, address: request.address(audience) }, lent.answer));
  if (trouble === null && message !== null) await services.likeness.shown(message, lent.version);
  return trouble;
}

function refusalWords(words: Words, kept: Exclude<Kept, AsyncDisposable>): string {
  if (typeof kept !== 'string') return failureMessage(words, kept.failure);
  switch (kept) {
    case 'gone':
      return words.say('changed.unreadable');
    case 'too little':
      return words.say('rest.too-little');
    case 'too much':
      return words.say('rest.too-much');
    case 'does not fit':
      return words.say('rest.no-fit');
    default:
      return kept satisfies never;
  }
}
