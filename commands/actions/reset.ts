import { button } from '../../src/discord/kit/action.ts';
import { tellReset } from '../history/reset.ts';

/** **Reset**, under the question: for whoever asked, once. All are told. */
export const resetChain = button('reset', async ({ draft }, request) => {
  const { services, place, id, reply, words } = request;
  const moved = await services.history.agreeToReset(draft, id, place);
  if (typeof moved === 'string') return reply.show(words.say(told[moved]), 'asker');
  await tellReset(request, moved);
});

/** **Keep**, beside it: the question is over. */
export const keepHead = button('keep-head', async ({ draft }, { services, place, reply, words }) => {
  const outcome = await services.history.declineReset(draft, place);
  if (outcome !== 'kept') return reply.show(words.say(told[outcome]), 'asker');
  if ((await reply.turn()).kind === 'taken') await reply.finish({ content: words.say('history.reset.kept') });
});

const told = { gone: 'history.reset.over', 'not theirs': 'history.reset.not-theirs' } as const;
