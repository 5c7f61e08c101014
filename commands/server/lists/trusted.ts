import type { Acts, GroupDeclaration } from '../../../src/discord/kit/command.ts';
import { distrust } from '../../../src/domain/server/edit-rules.ts';
import { memberWords } from '../../../src/words/server/names.ts';
import { changedBy, forManagers } from '../managers.ts';
import { listing, type RuleList } from './rule-list.ts';

/** `/server trusted`: whom a review lets through. */
export const serverTrusted = {
  description: 'command.server.trusted',
  subcommands: {
    list: { description: 'command.server.trusted.list', options: {} },
    remove: {
      description: 'command.server.trusted.remove',
      options: { member: { type: 'user', description: 'command.server.trusted.member', required: true } },
    },
  },
} as const satisfies GroupDeclaration;

export const trustedList: RuleList = {
  page: 'trusted-page',
  read: async ({ services }, guild) => ((await services.rules.read(guild)).trusted ?? []).map(memberWords),
  title: 'server.trusted.list',
  none: 'server.trusted.none',
};

export const serverTrustedActs: Acts<typeof serverTrusted> = {
  list: listing(trustedList),
  remove: {
    run: ({ member }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const { before } = await services.rules.change(guild, changedBy(request), (rules) => distrust(rules, member));
        const wasTrusted = (before.trusted ?? []).includes(member);
        return words.say(wasTrusted ? 'server.trusted.removed' : 'server.trusted.not', { member: memberWords(member) });
      }),
  },
};
