import { button } from '../../src/discord/kit/action.ts';

/** **Cancel**, under a message that is not an ending yet: for its asker, with what it costs. */
export const cancel = button('cancel', async ({ job }, { services, place, reply }) =>
  reply.show(words[await services.cancel(job, place.user)], 'asker'),
);

const words = {
  cancelled: 'Cancelled: nothing was sent, and nothing was charged.',
  hidden:
    'It was sent already, so it is hidden: charged only if the image service makes it, and then you find it in `/history show`.',
  over: 'That is over already.',
  'not theirs': 'Only the one who asked for it can cancel it.',
} as const;
