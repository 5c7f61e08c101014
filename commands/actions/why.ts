import { button } from '../../src/discord/kit/action.ts';
import { failureMessage } from '../../src/discord/outgoing/failure-message.ts';

/** **Why?**: the reason of a refusal that stands in public, for the one who asked. */
export const why = button('why', async ({ job }, { services, place, reply }) => {
  const failure = await services.reason(job, place.user);
  return reply.show(failure === null ? 'Only the one who asked can see the reason.' : failureMessage(failure), 'asker');
});
