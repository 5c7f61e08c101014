import { ChannelType } from 'discord.js';
import type { Chosen } from '../../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { channelId, type GuildId } from '../../../src/domain/ids.ts';
import { placeForNotices } from '../chosen-channel.ts';
import type { Act, DrawPage } from './panel.ts';
import { chooseChannels, press, row, section, text } from './parts.ts';

const written = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

/** Who is told of what: the log channel, and the audit. */
export const drawNotices: DrawPage = ({ request: { words }, settings: { logChannel, audit } }) => {
  const one = { most: 1, types: written };
  return [
    text(`### ${words.say('panel.notices')}`),
    text(words.say('panel.notices.log')),
    chooseChannels('log-channel', words.say('rule.name.logChannel'), logChannel === null ? [] : [logChannel], one),
    text(words.say('panel.notices.audit')),
    chooseChannels('audit-channel', words.say('rule.name.audit'), audit === undefined ? [] : [audit.channel], one),
    ...(audit === undefined
      ? []
      : [
          section(
            words.say(audit.prompts ? 'panel.notices.prompts.on' : 'panel.notices.prompts.off'),
            press(
              'panel-set',
              `audit-prompts.${audit.prompts ? 0 : 1}`,
              words.say(audit.prompts ? 'panel.turn-off' : 'panel.turn-on'),
            ),
          ),
        ]),
    row(press('panel', 'rules', words.say('panel.all'))),
  ];
};

const here = () => 'notices';

export const noticeActs: Readonly<Record<string, Act>> = {
  'log-channel': {
    change: (settings, { values: [channel] }) => ({
      ...settings,
      logChannel: channel === undefined ? null : channelId(channel),
    }),
    next: here,
  },
  'audit-channel': {
    change: (settings, { values: [channel] }) => ({
      ...settings,
      audit:
        channel === undefined ? undefined : { channel: channelId(channel), prompts: settings.audit?.prompts ?? false },
    }),
    next: here,
  },
  'audit-prompts': {
    change: ({ audit, ...settings }, _chosen, about) => ({
      ...settings,
      audit: audit === undefined ? undefined : { ...audit, prompts: about === '1' },
    }),
    next: here,
  },
};

/** Why notices cannot go to the channel that was chosen; null: they can, or none was. */
export async function noticesRefused(
  name: string,
  request: Request,
  guild: GuildId,
  chosen: Chosen,
): Promise<string | null> {
  const [id] = chosen.values;
  if ((name !== 'log-channel' && name !== 'audit-channel') || id === undefined) return null;
  const found = await placeForNotices(request, guild, chosen.channel(id));
  if (found === 'open') return null;
  const closed = name === 'log-channel' ? 'server.log.closed' : 'server.audit.closed';
  return found === 'foreign'
    ? request.words.say('server.log.foreign')
    : request.words.say(closed, { channel: `<#${id}>` });
}
