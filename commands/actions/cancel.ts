import { button } from '../../src/discord/kit/action.ts';

/** **Cancel**, under a message that is not an ending yet: for its asker, with what it costs. */
export const cancel = button('cancel', async ({ job }, { services, place, reply, words }) =>
  reply.show(words.say(told[await services.cancel(job, place.user)]), 'asker'),
);

const told = {
  cancelled: 'cancel.cancelled',
  hidden: 'cancel.hidden',
  over: 'cancel.over',
  'not theirs': 'cancel.not-theirs',
} as const;
