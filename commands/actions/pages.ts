import { button } from '../../src/discord/kit/action.ts';
import { finishList } from '../character/list.ts';
import { finishHelp } from '../help/help.ts';
import { finishQuota } from '../quota.ts';

/** **Back** and **Next** under what is left: as it is now, for whoever presses. */
export const turnQuota = button('quota-page', async ({ page }, request) => {
  const { place, roles, reply, services } = request;
  if ((await reply.turn()).kind !== 'taken') return;
  await finishQuota(request, await services.quota({ guild: place.guild, user: place.user, roles }), page);
});

/** **Back** and **Next** under the characters. */
export const turnCharacters = button('characters-page', async ({ page }, request) => {
  if ((await request.reply.turn()).kind !== 'taken') return;
  await finishList(request, await request.services.characters.usable(request.place), page);
});

/** **Back** and **Next** between the screens of help. */
export const turnHelp = button('help-page', async ({ page }, request) => {
  if ((await request.reply.turn()).kind !== 'taken') return;
  await finishHelp(request, page);
});
