import { button } from '../../src/discord/kit/action.ts';
import { blocklistPage } from '../server/lists/blocklist.ts';

/** **Back** and **Next** under the list of words. */
export const turnBlocklist = button('blocklist-page', async ({ page }, request) => {
  const { place, managesServer, reply, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if ((await reply.turn()).kind !== 'taken') return;
  await reply.finish(await blocklistPage(request, guild, page));
});
