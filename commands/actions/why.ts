import { button } from '../../src/discord/kit/action.ts';

/** **Why?**: the reason of a refusal that stands in public, for the one who asked. */
export const why = button('why', async ({ job }, { services, place, reply, words }) => {
  const failure = await services.reason(job, place.user);
  if (failure === 'forgotten') return reply.show(words.say('why.forgotten'), 'asker');
  if (failure === null) return reply.show(words.say('why.not-yours'), 'asker');
  const attempt = await services.attempts.find(job, place.user);
  return reply.fail(failure, typeof attempt === 'string' ? undefined : attempt);
});
