import { button } from '../../../src/discord/kit/action.ts';
import { moreLook, presserOf } from './look.ts';

/** **Spoiler**, behind **More**: covers the picture where it is shown, or no longer. What can be done stays below. */
export const spoiler = button('spoiler', async ({ version }, request) => {
  const { services, reply, words } = request;
  const about = await services.behindMore.about(version, presserOf(request));
  if (about === null) return reply.fail({ code: 'source_gone' });
  if (about.spoiler === 'not theirs') return reply.show(words.say('spoiler.not-theirs'), 'asker');
  if ((await reply.turn()).kind !== 'taken') return;
  const { kind } = await services.behindMore.turnSpoiler(version, presserOf(request));
  if (kind === 'gone') return reply.fail({ code: 'source_gone' });
  const said = words.say(told[kind]);
  await reply.finish((await moreLook(request, version, said)) ?? { content: said });
});

const told = {
  covered: 'spoiler.covered',
  uncovered: 'spoiler.uncovered',
  'stays covered': 'spoiler.stays',
  'by name': 'spoiler.by-name',
  'not theirs': 'spoiler.not-theirs',
  'not there': 'spoiler.not-there',
  closed: 'spoiler.closed',
  later: 'spoiler.later',
} as const;
