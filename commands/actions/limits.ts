import { button } from '../../src/discord/kit/action.ts';
import { limitsPage } from '../server/limit.ts';
import { changedBy } from '../server/managers.ts';

/** **Back** and **Next** under the list of limits. */
export const turnLimits = button('limits-page', async ({ page }, request) => {
  const { place, managesServer, reply, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if ((await reply.turn()).kind !== 'taken') return;
  await reply.finish(await limitsPage(request, guild, page));
});

/** **Clear**: takes away what the question showed, if it still is what it was. */
export const clearLimits = button('clear-limits', async ({ job }, request) => {
  const { place, managesServer, services, reply, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if ((await reply.turn()).kind !== 'taken') return;
  const count = await services.limits.confirm(job, guild, changedBy(request));
  const said = count === null ? words.say('server.limit.clear.over') : words.say('server.limit.cleared', { count });
  await reply.finish({ content: said });
});
