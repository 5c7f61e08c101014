import { askDiscord, type DiscordSays } from '../../discord/doctor/ask-discord.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Settings } from '../config.ts';
import { proxyOf } from '../derived-settings.ts';
import { type Finding, open, well, wrong } from './finding.ts';

/** Beyond this, signed addresses and tokens would live shorter or longer than both sides believe. */
const mostClockOffMs = 5_000;

/** The token, what the portal gives, the channels and servers that settings name, and this machine's clock. */
export async function examineDiscord(
  settings: Partial<Settings>,
  clock: Pick<Clock, 'now' | 'deadline'>,
): Promise<readonly Finding[]> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, OPERATOR_CHANNEL: channel, DEV_GUILD_ID: guild } = settings;
  if (token === undefined || apiUrl === undefined)
    return [open('Discord', 'not asked, for its settings are to be mended first')];
  const proxy = proxyOf({ HTTPS_PROXY: settings.HTTPS_PROXY, NO_PROXY: settings.NO_PROXY ?? '' });
  const says = await askDiscord({ token, apiUrl, proxy, channel, guild, clock });
  if (says.kind === 'refused') return [wrong('DISCORD_TOKEN', says.sentence)];
  return [
    well('DISCORD_TOKEN', `Discord knows the bot as ${says.name}`),
    ofContent(says, settings.MESSAGE_CONTENT ?? 'auto'),
    ofClock(says),
    ...(channel === undefined ? [] : [ofPlace('OPERATOR_CHANNEL', 'channel', says.channelIsOpen)]),
    ...(guild === undefined ? [] : [ofPlace('DEV_GUILD_ID', 'server', says.guildIsOpen)]),
  ];
}

type Known = Extract<DiscordSays, { kind: 'known' }>;

function ofContent({ givesContent }: Known, wanted: Settings['MESSAGE_CONTENT']): Finding {
  if (wanted === 'off') return open('MESSAGE_CONTENT', 'off, so replies are read only where they mention the bot');
  if (givesContent) return well('MESSAGE_CONTENT', 'Discord gives the content intent');
  const portal = 'turn on Message Content Intent in the developer portal (Bot)';
  return wanted === 'on'
    ? wrong('MESSAGE_CONTENT', `Discord will refuse to let the bot in: ${portal}, or set auto`)
    : open(
        'MESSAGE_CONTENT',
        `Discord does not give the content intent, so replies are read only where they mention the bot; to change that, ${portal}`,
      );
}

function ofClock({ clockOff }: Known): Finding {
  const seconds = Math.round(Math.abs(clockOff) / 1_000);
  if (Math.abs(clockOff) <= mostClockOffMs) return well('clock', "it agrees with Discord's");
  const way = clockOff > 0 ? 'behind' : 'ahead of';
  return wrong('clock', `it is ${seconds} s ${way} Discord's: let the machine set it from the network (NTP)`);
}

const ofPlace = (setting: string, what: string, isOpen: boolean): Finding =>
  isOpen
    ? well(setting, `the bot sees that ${what}`)
    : wrong(setting, `the bot does not see that ${what}: let it in there, or name another`);
