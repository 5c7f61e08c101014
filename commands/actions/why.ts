import { button } from '../../src/discord/kit/action.ts';
import { failureMessage } from '../../src/words/failure-message.ts';

/** **Why?**: the reason of a refusal that stands in public, for the one who asked. */
export const why = button('why', async ({ job }, { services, place, reply, words }) => {
  const failure = await services.reason(job, place.user);
  if (failure === 'forgotten') return reply.show(words.say('why.forgotten'), 'asker');
  return reply.show(failure === null ? words.say('why.not-yours') : failureMessage(words, failure), 'asker');
});
