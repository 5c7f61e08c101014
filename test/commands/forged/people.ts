import { PermissionFlagsBits } from 'discord.js';
import { guild as studio, user } from '../../discord/payloads.ts';
import type { Forged } from './forge.ts';

/** Another server, of which nobody in the first one knows. */
export const club = '1000000000000000050';
export { studio };

const { ManageMessages, ManageGuild, SendMessages } = PermissionFlagsBits;
const everything = Object.values(PermissionFlagsBits).reduce((all, each) => all | each, 0n);

interface Person {
  readonly id: string;
  readonly permissions: bigint;
  readonly guild: string;
}

/**
 * Whoever may press something. `asker`: an ordinary member, whose everything is that is somebody's; `outsider`: another one,
 * who sees it; `foreigner`: who manages another server, and sends from there what belongs here. Whoever is paused here is
 * the asker, and may do all that Discord lets anybody do.
 */
export const people = {
  asker: { id: '1000000000000000002', permissions: SendMessages, guild: studio },
  outsider: { id: '1000000000000000003', permissions: SendMessages, guild: studio },
  moderator: { id: '1000000000000000004', permissions: ManageMessages, guild: studio },
  manager: { id: '1000000000000000005', permissions: ManageGuild, guild: studio },
  owner: { id: '1000000000000000006', permissions: everything, guild: studio },
  foreigner: { id: '1000000000000000007', permissions: ManageGuild | ManageMessages, guild: club },
  paused: { id: '1000000000000000002', permissions: everything, guild: studio },
} as const satisfies Readonly<Record<string, Person>>;

export type Who = keyof typeof people;
export const everyone = Object.keys(people) as readonly Who[];

/** The same, sent by somebody where they are. */
export function by(who: Who, sending: Forged): Forged {
  const { id, permissions, guild } = people[who];
  const channel = guild === studio ? '1000000000000000011' : '1000000000000000051';
  return {
    ...sending,
    guild_id: guild,
    channel_id: channel,
    channel: { id: channel, type: 0 },
    locale: 'en-US',
    member: { user: user(id), roles: [], permissions: `${permissions}` },
  } as unknown as Forged;
}
