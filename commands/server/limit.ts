import { type APIActionRowComponent, type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { Acts, GroupDeclaration } from '../../src/discord/kit/command.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { OptionDeclarations } from '../../src/discord/kit/option.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { pageButtons } from '../../src/discord/outgoing/page-buttons.ts';
import type { GuildId, UserId } from '../../src/domain/ids.ts';
import { limitAmount, mostOfLimit } from '../../src/domain/money/limit-amount.ts';
import { roleSubject } from '../../src/domain/money/limit-filter.ts';
import type { Limit, LimitSubject } from '../../src/domain/money/limits.ts';
import { clearQuestion, limitLine, limitPages } from '../../src/words/limits/limit-list.ts';
import { pageAt } from '../../src/words/pages.ts';
import { changedBy } from './managers.ts';

const scope = {
  unit: { type: 'string', description: 'command.server.limit.unit', choices: ['images', 'usd'] },
  per: { type: 'string', description: 'command.server.limit.per', choices: ['day', 'week', 'month'] },
  member: { type: 'user', description: 'command.server.limit.member' },
  role: { type: 'role', description: 'command.server.limit.role' },
} as const satisfies OptionDeclarations;

/** `/server limit`: for one member, for each holder of a role, or (neither) for the whole server together. */
export const serverLimit = {
  description: 'command.server.limit',
  subcommands: {
    set: {
      description: 'command.server.limit.set',
      options: {
        amount: {
          type: 'number',
          description: 'command.server.limit.set.amount',
          required: true,
          min: 0,
          max: mostOfLimit,
        },
        ...scope,
      },
    },
    clear: { description: 'command.server.limit.clear', options: scope },
    list: { description: 'command.server.limit.list', options: {} },
  },
} as const satisfies GroupDeclaration;

export const serverLimitActs: Acts<typeof serverLimit> = {
  set: {
    async run({ amount: typed, unit = 'images', per = 'month', member, role }, request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      if (member !== undefined && role !== undefined) return tell(request, 'server.limit.one-subject');
      const amount = limitAmount(typed, unit);
      if (typeof amount === 'string') return tell(request, wrongAmounts[amount]);
      const limit: Limit = { subject: subjectOf(guild, member, role) ?? { kind: 'guild' }, unit, per, amount };
      await request.services.limits.set(guild, changedBy(request), limit);
      const { words, reply } = request;
      return reply.show(words.say('server.limit.set', { limit: limitLine(words, limit) }), 'asker');
    },
  },
  clear: {
    async run({ unit, per, member, role }, request) {
      const { services, reply, words } = request;
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      if (member !== undefined && role !== undefined) return tell(request, 'server.limit.one-subject');
      const filter = { subject: subjectOf(guild, member, role), unit, per };
      const cleared = await services.limits.clear(guild, changedBy(request), filter);
      if (cleared.kind === 'asked')
        return reply.show(clearQuestion(words, cleared.found), 'asker', [clearRow(request)]);
      return reply.show(words.say('server.limit.cleared', { count: cleared.count }), 'asker');
    },
  },
  list: {
    async run(_options, request: Request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      const { content, components } = await limitsPage(request, guild, 1);
      return request.reply.show(content, 'asker', components);
    },
  },
};

/** One page of the list, as it is now. */
export async function limitsPage({ services, words }: Request, guild: GuildId, wanted: number) {
  const pages = limitPages(words, await services.limits.list(guild));
  const page = Math.min(wanted, pages.length);
  const text = pageAt(pages, page) ?? '';
  return {
    content: pages.length === 1 ? text : `${text}\n${words.say('page.of', { page, pages: pages.length })}`,
    components: pageButtons(words, 'limits-page', page, page < pages.length),
  };
}

const wrongAmounts = {
  'too much': 'server.limit.too-much',
  'too little': 'server.limit.too-little',
  'no whole pictures': 'server.limit.whole-pictures',
} as const;

type Refusal = 'server.managers-only' | 'server.limit.one-subject' | (typeof wrongAmounts)[keyof typeof wrongAmounts];

const tell = ({ reply, words }: Request, refusal: Refusal) => reply.show(words.say(refusal), 'asker');

/** Undefined: neither was named. */
function subjectOf(guild: GuildId, member: UserId | undefined, role: string | undefined): LimitSubject | undefined {
  if (member !== undefined) return { kind: 'member', user: member };
  return role === undefined ? undefined : roleSubject(role, guild);
}

const clearRow = ({ id, words }: Request): APIActionRowComponent<APIButtonComponent> => ({
  type: ComponentType.ActionRow,
  components: [
    {
      type: ComponentType.Button,
      style: ButtonStyle.Danger,
      label: words.say('button.clear'),
      custom_id: encodeCustomId({ kind: 'clear-limits', job: id }),
    },
  ],
});
