import { type ButtonAction, button } from '../../src/discord/kit/action.ts';
import { channelsList } from '../server/lists/channels.ts';
import { modelsList } from '../server/lists/models.ts';
import { rolesList } from '../server/lists/roles.ts';
import { type RuleList, rulesPage } from '../server/lists/rule-list.ts';
import { trustedList } from '../server/lists/trusted.ts';

/** **Back** and **Next** under what is set for one rule. */
const turning = (list: RuleList): ButtonAction =>
  button(list.page, async ({ page }, request) => {
    const { place, managesServer, reply, words } = request;
    const { guild } = place;
    if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
    if ((await reply.turn()).kind !== 'taken') return;
    await reply.finish(await rulesPage(list, request, guild, page));
  });

export const turnRules: readonly ButtonAction[] = [channelsList, rolesList, modelsList, trustedList].map(turning);
