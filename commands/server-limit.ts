import type { Acts, GroupDeclaration } from '../src/discord/kit/command.ts';
import type { OptionDeclarations } from '../src/discord/kit/option.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { amountWords } from '../src/discord/outgoing/limit-words.ts';
import type { UserId } from '../src/domain/ids.ts';
import type { Limit, LimitRules, LimitSubject } from '../src/domain/money/limits.ts';
import { microUsd } from '../src/domain/money/limits.ts';

const scope = {
  unit: { type: 'string', description: 'Pictures or US dollars', choices: ['images', 'usd'] },
  per: { type: 'string', description: 'How long it holds (UTC)', choices: ['day', 'week', 'month'] },
  member: { type: 'user', description: 'For this member only' },
  role: { type: 'role', description: 'For each holder of this role' },
} as const satisfies OptionDeclarations;

/** `/server limit`: for one member, for each holder of a role, or (neither) for the whole server together. */
export const serverLimit = {
  description: 'How much may be made here',
  subcommands: {
    set: {
      description: 'Set a limit: for a member, for each holder of a role, or for the whole server',
      options: {
        amount: { type: 'number', description: 'How many pictures or US dollars', required: true, min: 0 },
        ...scope,
      },
    },
    clear: { description: 'Take limits away; what you leave out matches all', options: scope },
    list: { description: 'The limits that are set', options: {} },
  },
} as const satisfies GroupDeclaration;

export const serverLimitActs: Acts<typeof serverLimit> = {
  set: {
    async run({ amount, unit = 'images', per = 'month', member, role }, request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return request.reply.show(managersOnly, 'asker');
      if (member !== undefined && role !== undefined) return request.reply.show(oneOfThem, 'asker');
      if (unit === 'images' && !Number.isInteger(amount)) return request.reply.show(wholePictures, 'asker');
      const limit: Limit = {
        subject: subjectOf(member, role) ?? { kind: 'guild' },
        unit,
        per,
        amount: unit === 'usd' ? microUsd(amount) : amount,
      };
      await request.services.limits.set(guild, limit);
      return request.reply.show(`Set: ${limitLine(limit)}.`, 'asker');
    },
  },
  clear: {
    async run({ unit, per, member, role }, request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return request.reply.show(managersOnly, 'asker');
      if (member !== undefined && role !== undefined) return request.reply.show(oneOfThem, 'asker');
      const subject = subjectOf(member, role);
      const cleared = await request.services.limits.clear(guild, {
        ...(subject === undefined ? {} : { subject }),
        ...(unit === undefined ? {} : { unit }),
        ...(per === undefined ? {} : { per }),
      });
      const words =
        cleared === 0 ? 'No limit matches that.' : `Taken away: ${cleared} ${cleared === 1 ? 'limit' : 'limits'}.`;
      return request.reply.show(words, 'asker');
    },
  },
  list: {
    async run(_options, request: Request) {
      const { guild } = request.place;
      if (guild === null || !request.managesServer) return request.reply.show(managersOnly, 'asker');
      return request.reply.show(limitList(await request.services.limits.list(guild)), 'asker');
    },
  },
};

export const managersOnly = 'Only those who manage this server may do that.';
const oneOfThem = 'A limit is for a member or for a role, not for both: leave one of them out.';
const wholePictures = 'Pictures come whole: give a whole number, or choose `usd` as the unit.';

/** Undefined: neither was named. */
function subjectOf(member: UserId | undefined, role: string | undefined): LimitSubject | undefined {
  if (member !== undefined) return { kind: 'member', user: member };
  return role === undefined ? undefined : { kind: 'role', role };
}

function limitList({ server, defaults, ceilings }: LimitRules): string {
  const parts = [
    server.length === 0 ? 'No limits are set here.' : `**Set here**\n${lines(server)}`,
    ...(defaults.length === 0 ? [] : [`**Where nothing is set** (by whoever runs this bot)\n${lines(defaults)}`]),
    ...(ceilings.length === 0 ? [] : [`**Always** (by whoever runs this bot)\n${lines(ceilings)}`]),
  ];
  const text = parts.join('\n\n');
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}

/** Discord's 2,000 for content, with room for the ellipsis. */
const mostCharacters = 1_990;

const lines = (limits: readonly Limit[]) => limits.map((limit) => `- ${limitLine(limit)}`).join('\n');

function limitLine({ subject, unit, per, amount }: Limit): string {
  return `${subjectWords(subject)}: ${amountWords(amount, unit)} a ${per}`;
}

function subjectWords(subject: LimitSubject): string {
  switch (subject.kind) {
    case 'guild':
      return 'the whole server';
    case 'each member':
      return 'each member';
    case 'member':
      return `<@${subject.user}>`;
    case 'role':
      return `each holder of <@&${subject.role}>`;
    default:
      return subject satisfies never;
  }
}
