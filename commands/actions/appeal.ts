import { ButtonStyle, ComponentType } from 'discord.js';
import { button } from '../../src/discord/kit/action.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import { failureMessage } from '../../src/words/failure-message.ts';

/** **Ask a moderator**, under a refusal by the list of words: what that means comes first. */
export const appeal = button('appeal', async ({ job }, { services, place, reply, words }) => {
  const found = await services.attempts.find(job, place.user);
  if (typeof found === 'string') return reply.show(words.say(told[found]), 'asker');
  if (found.mayAppeal !== true) return reply.show(words.say('appeal.asked'), 'asker');
  return reply.show(words.say('appeal.ask'), 'asker', [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          label: words.say('button.send-appeal'),
          custom_id: encodeCustomId({ kind: 'send-appeal', job }),
        },
      ],
    },
  ]);
});

/** **Send**, under that: once. */
export const sendAppeal = button('send-appeal', async ({ job }, { services, place, reply, words }) => {
  if ((await reply.turn()).kind !== 'taken') return;
  await reply.finish({ content: words.say(told[await services.attempts.appeal(job, place.user)]) });
});

/** **Allow once**, in the log channel: for whoever moderates there. */
export const allowOnce = button('allow-once', async ({ job }, request, message) => {
  const { id, services, place, managesServer, moderates, reply, words } = request;
  const { guild, user } = place;
  if (guild === null || !(managesServer || moderates)) return reply.show(words.say('appeal.moderators-only'), 'asker');
  const outcome = await services.attempts.allow(job, id, guild);
  switch (outcome.kind) {
    case 'refused':
      return reply.show(words.say('appeal.not-made', { reason: failureMessage(words, outcome.failure) }), 'asker');
    case 'over':
    case 'gone':
      return reply.show(words.say(told[outcome.kind]), 'asker');
    case 'allowed': {
      if ((await reply.turn()).kind !== 'taken') return;
      const done = request.wordsFor('everyone').say('appeal.allowed', { moderator: `<@${user}>` });
      await reply.finish({ content: `${message.content}\n-# ${done}` });
      return;
    }
    default:
      return outcome satisfies never;
  }
});

const told = {
  sent: 'appeal.sent',
  asked: 'appeal.asked',
  nowhere: 'appeal.nowhere',
  over: 'appeal.over',
  gone: 'try-again.gone',
  'not theirs': 'try-again.not-theirs',
} as const;
