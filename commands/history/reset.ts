import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { chainOf } from '../../src/domain/chain/heads.ts';
import type { DraftId } from '../../src/domain/ids.ts';
import type { Words } from '../../src/words/words.ts';
import { tellMoved } from '../moved.ts';

type Moved = Awaited<ReturnType<Request['services']['history']['reset']>>;

/** `/history reset`: what is one's own at once; what is everybody's is asked for first. */
export async function resetHistory(request: Request): Promise<void> {
  const { id, place, services, reply, words } = request;
  if (!chainOf(place).shared) return tellReset(request, await services.history.reset(place, id));
  const question = await services.history.askReset(id, place);
  await reply.show(words.say('history.reset.ask'), 'asker', [answers(words, question)]);
}

/** Where the chain stands after a reset: in everybody's words, that nothing was deleted. */
export function tellReset(request: Request, moved: Moved): Promise<void> {
  const { reply, wordsFor } = request;
  if (moved.kind === 'refused' || moved.to !== null) return tellMoved(request, moved);
  return reply.show(wordsFor(moved.audience).say('history.reset'), moved.audience);
}

const answers = (words: Words, draft: DraftId): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Danger,
      label: words.say('button.reset'),
      custom_id: encodeCustomId({ kind: 'reset', draft }),
    },
    {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label: words.say('button.keep'),
      custom_id: encodeCustomId({ kind: 'keep-head', draft }),
    },
  ],
});
