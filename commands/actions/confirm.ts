import { type APIMessage, MessageFlags } from 'discord.js';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { acknowledge } from '../../src/discord/outgoing/defer.ts';
import { channelId, messageId } from '../../src/domain/ids.ts';

/** **Go ahead**, under a price: for its asker, once. */
export const confirm = button('confirm', async ({ job }, request, message) => {
  const { services, reply, words } = request;
  const answer = await services.confirmations.confirm(job, request.id, request.address('everyone'));
  switch (answer.kind) {
    case 'gone':
    case 'over':
    case 'not theirs':
      return reply.show(words.say(told[answer.kind]), 'asker');
    default:
      await acknowledge(request, answer);
      if (answer.kind === 'accepted') await takeAway(request, message);
  }
});

/** **Cancel**, under a price. */
export const decline = button('decline', async ({ job }, request, message) => {
  const { services, place, reply, words } = request;
  const outcome = await services.confirmations.decline(job, place.user);
  await reply.show(words.say(told[outcome]), 'asker');
  if (outcome === 'declined') await takeAway(request, message);
});

/** What all can read has done its work; what the asker alone reads, Discord takes away by itself. */
async function takeAway({ services }: Request, { id, channel_id, flags }: APIMessage): Promise<void> {
  const isPrivate = ((flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  if (!isPrivate) await services.hints.shown(channelId(channel_id), messageId(id));
}

const told = {
  declined: 'confirm.declined',
  gone: 'confirm.gone',
  over: 'confirm.over',
  'not theirs': 'confirm.not-theirs',
} as const;
