import type { Acts, GroupDeclaration } from '../src/discord/kit/command.ts';
import type { OptionDeclarations } from '../src/discord/kit/option.ts';
import type { Request } from '../src/discord/kit/request.ts';
import type { UserId } from '../src/domain/ids.ts';
import type { Limit, LimitRules, LimitSubject } from '../src/domain/money/limits.ts';
import { microUsd } from '../src/domain/money/limits.ts';
import { amountWords } from '../src/words/limit-words.ts';
import type { Words } from '../src/words/words.ts';

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
        amount: { type: 'number', description: 'command.server.limit.set.amount', required: true, min: 0 },
        ...scope,
      },
    },
    clear: { description: 'command.server.limit.clear', options: scope },
    list: { description: 'command.server.limit.list', options: {} },
  },
} as const satisfies GroupDeclaration;

export const serverLimitActs: Acts<typeof serverLimit> = {
  set: {
    async run({ amount, unit = 'images', per = 'month', member, role }, request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      if (member !== undefined && role !== undefined) return tell(request, 'server.limit.one-subject');
      if (unit === 'images' && !Number.isInteger(amount)) return tell(request, 'server.limit.whole-pictures');
      const limit: Limit = {
        subject: subjectOf(member, role) ?? { kind: 'guild' },
        unit,
        per,
        amount: unit === 'usd' ? microUsd(amount) : amount,
      };
      await request.services.limits.set(guild, limit);
      const { words, reply } = request;
      return reply.show(words.say('server.limit.set', { limit: limitLine(words, limit) }), 'asker');
    },
  },
  clear: {
    async run({ unit, per, member, role }, request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      if (member !== undefined && role !== undefined) return tell(request, 'server.limit.one-subject');
      const subject = subjectOf(member, role);
      const cleared = await request.services.limits.clear(guild, {
        ...(subject === undefined ? {} : { subject }),
        ...(unit === undefined ? {} : { unit }),
        ...(per === undefined ? {} : { per }),
      });
      return request.reply.show(request.words.say('server.limit.cleared', { count: cleared }), 'asker');
    },
  },
  list: {
    async run(_options, request: Request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return tell(request, 'server.managers-only');
      return request.reply.show(limitList(request.words, await request.services.limits.list(guild)), 'asker');
    },
  },
};

type Refusal = 'server.managers-only' | 'server.limit.one-subject' | 'server.limit.whole-pictures';

const tell = ({ reply, words }: Request, refusal: Refusal) => reply.show(words.say(refusal), 'asker');

/** Undefined: neither was named. */
function subjectOf(member: UserId | undefined, role: string | undefined): LimitSubject | undefined {
  if (member !== undefined) return { kind: 'member', user: member };
  return role === undefined ? undefined : { kind: 'role', role };
}

function limitList(words: Words, { server, defaults, ceilings }: LimitRules): string {
  const part = (title: string, limits: readonly Limit[]) =>
    limits.length === 0 ? [] : [`${title}\n${lines(words, limits)}`];
  const parts = [
    ...(server.length === 0 ? [words.say('server.limit.none')] : part(words.say('server.limit.here'), server)),
    ...part(words.say('server.limit.defaults'), defaults),
    ...part(words.say('server.limit.ceilings'), ceilings),
  ];
  const text = parts.join('\n\n');
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

/** Discord's 2,000 for content, with room for the ellipsis. */
const mostCharacters = 1_990;

const lines = (words: Words, limits: readonly Limit[]) =>
  limits.map((limit) => `- ${limitLine(words, limit)}`).join('\n');

const limitLine = (words: Words, { subject, unit, per, amount }: Limit): string =>
  words.say('limit.line', { subject: subjectWords(words, subject), amount: amountWords(words, amount, unit), per });

function subjectWords(words: Words, subject: LimitSubject): string {
  switch (subject.kind) {
    case 'guild':
      return words.say('limit.subject.guild');
    case 'each member':
      return words.say('limit.subject.each-member');
    case 'member':
      return `<@${subject.user}>`;
    case 'role':
      return words.say('limit.subject.role', { role: `<@&${subject.role}>` });
    default:
      return subject satisfies never;
  }
}
