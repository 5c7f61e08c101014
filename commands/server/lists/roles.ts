import type { Acts, GroupDeclaration } from '../../../src/discord/kit/command.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { roleId } from '../../../src/domain/ids.ts';
import { allowRole } from '../../../src/domain/server/edit-rules.ts';
import { roleWords } from '../../../src/words/server/names.ts';
import { firstOf } from '../../../src/words/words.ts';
import { changedBy, forManagers } from '../managers.ts';
import { listing, type RuleList } from './rule-list.ts';

/** `/server roles`: who may use the bot at all. */
export const serverRoles = {
  description: 'command.server.roles',
  subcommands: {
    allow: {
      description: 'command.server.roles.allow',
      options: { role: { type: 'role', description: 'command.server.roles.role', required: true } },
    },
    clear: { description: 'command.server.roles.clear', options: {} },
    list: { description: 'command.server.roles.list', options: {} },
  },
} as const satisfies GroupDeclaration;

export const rolesList: RuleList = {
  page: 'roles-page',
  async read({ services, words, isGone }, guild) {
    const { roles = [] } = await services.rules.read(guild);
    return roles.map((id) => (isGone(id) ? words.say('rule.role.gone') : roleWords(id)));
  },
  title: 'server.roles.list',
  none: 'server.roles.none',
};

export const serverRolesActs: Acts<typeof serverRoles> = {
  allow: {
    run: ({ role }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        // Discord's role for everybody has the server's own id.
        if (role === `${guild}`) return words.say('server.roles.everybody');
        const { after } = await services.rules.change(guild, changedBy(request), (rules) =>
          allowRole(rules, roleId(role)),
        );
        return words.say('server.roles.allow', { roles: firstOf(words, (after.roles ?? []).map(roleWords), 10) });
      }),
  },
  clear: {
    run: (_options, request: Request) =>
      forManagers(request, async ({ services, words }, guild) => {
        await services.rules.change(guild, changedBy(request), (rules) => ({ ...rules, roles: undefined }));
        return words.say('server.roles.cleared');
      }),
  },
  list: listing(rolesList),
};
