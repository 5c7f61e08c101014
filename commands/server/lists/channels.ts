import type { ChosenChannel } from '../../../src/discord/kit/chosen-channel.ts';
import type { Acts, GroupDeclaration } from '../../../src/discord/kit/command.ts';
import type { OptionDeclarations } from '../../../src/discord/kit/option.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { ChannelId, GuildId } from '../../../src/domain/ids.ts';
import { allowChannel, denyChannel } from '../../../src/domain/server/edit-rules.ts';
import type { ChannelRules } from '../../../src/domain/server/server-rules.ts';
import { channelWords } from '../../../src/words/server/names.ts';
import { changedBy, forManagers } from '../managers.ts';
import { listing, type RuleList } from './rule-list.ts';

const channelOption = {
  channel: {
    type: 'channel',
    description: 'command.server.channels.channel',
    required: true,
    holds: 'channels and categories',
  },
} as const satisfies OptionDeclarations;

/** `/server channels`: where the bot may be used. */
export const serverChannels = {
  description: 'command.server.channels',
  subcommands: {
    allow: { description: 'command.server.channels.allow', options: channelOption },
    deny: { description: 'command.server.channels.deny', options: channelOption },
    clear: { description: 'command.server.channels.clear', options: {} },
    list: { description: 'command.server.channels.list', options: {} },
  },
} as const satisfies GroupDeclaration;

export const channelsList: RuleList = {
  page: 'channels-page',
  async read({ services, words, isGone }, guild) {
    const { allowed, denied } = (await services.rules.read(guild)).channels ?? none;
    const line = (rule: 'allowed' | 'denied') => (id: ChannelId) =>
      words.say(`rule.channel.${rule}`, {
        channel: isGone(id) ? words.say('rule.channel.gone') : channelWords(id),
      });
    return [...allowed.map(line('allowed')), ...denied.map(line('denied'))];
  },
  title: 'server.channels.list',
  none: 'server.channels.none',
};

export const serverChannelsActs: Acts<typeof serverChannels> = {
  allow: {
    run: ({ channel }, request) =>
      forManagers(request, async (_, guild) => {
        if (isForeign(channel, guild)) return request.words.say('server.channels.foreign');
        const before = await change(request, guild, (rules) => allowChannel(rules, channel.id));
        const was = before.denied.includes(channel.id) ? '.was-denied' : '';
        return request.words.say(`server.channels.allow${was}`, { channel: channelWords(channel.id) });
      }),
  },
  deny: {
    run: ({ channel }, request) =>
      forManagers(request, async (_, guild) => {
        if (isForeign(channel, guild)) return request.words.say('server.channels.foreign');
        const { allowed } = await change(request, guild, (rules) => denyChannel(rules, channel.id));
        const wasLast = allowed.length === 1 && allowed[0] === channel.id;
        const was = wasLast ? '.was-last' : allowed.includes(channel.id) ? '.was-allowed' : '';
        return request.words.say(`server.channels.deny${was}`, { channel: channelWords(channel.id) });
      }),
  },
  clear: {
    run: (_options, request: Request) =>
      forManagers(request, async (_, guild) => {
        await change(request, guild, (rules) => ({ ...rules, channels: undefined }));
        return request.words.say('server.channels.cleared');
      }),
  },
  list: listing(channelsList),
};

type Change = Parameters<Request['services']['rules']['change']>[2];

/** What was set before it. */
async function change(request: Request, guild: GuildId, make: Change): Promise<ChannelRules> {
  const { before } = await request.services.rules.change(guild, changedBy(request), make);
  return before.channels ?? none;
}

/** Discord offers this server's alone; whoever forges a command may send another. */
const isForeign = ({ guild: of }: ChosenChannel, guild: GuildId) => of !== null && of !== guild;

const none: ChannelRules = { allowed: [], denied: [] };
