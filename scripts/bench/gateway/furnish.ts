import type { EmulatedDiscord } from '../../emulators/discord/index.ts';

export const servers = 5_000;
const channelsEach = 20;
const rolesEach = 10;
const threadsEach = 3;

/** Where somebody writes what is none of the bot's business. */
export interface Place {
  readonly user: string;
  readonly channels: readonly string[];
}

/** Servers as they are: roles for moderators and members, channels for some of them alone, threads in the first. */
export function furnish(discord: EmulatedDiscord): Place {
  const user = discord.createUser({ username: 'stranger' });
  return { user, channels: Array.from({ length: servers }, (_, each) => furnishServer(discord, user, each)) };
}

function furnishServer(discord: EmulatedDiscord, user: string, each: number): string {
  const guild = discord.createGuild({ name: `Server ${each}` });
  const moderators = discord.createRole({ guild, name: 'moderators', permissions: ['MANAGE_MESSAGES'] });
  const roles = Array.from({ length: rolesEach - 1 }, (_, role) => discord.createRole({ guild, name: `role ${role}` }));
  discord.addMember({ guild, user, roles: roles.slice(0, 2) });
  const general = discord.createChannel({ guild, name: 'general' });
  for (let channel = 1; channel < channelsEach; channel += 1) {
    const id = discord.createChannel({ guild, name: `channel-${channel}`, ageRestricted: channel === 1 });
    // Half of them are open to everybody; the others are for one role of three, as categories would have it.
    if (channel % 2 === 0) continue;
    discord.setPermission({ channel: id, target: guild, deny: ['VIEW_CHANNEL'] });
    for (const target of [moderators, roles[channel % 3] ?? moderators]) {
      discord.setPermission({ channel: id, target, allow: ['VIEW_CHANNEL', 'SEND_MESSAGES'] });
    }
  }
  for (let thread = 0; thread < threadsEach; thread += 1) {
    discord.createThread({ channel: general, name: `thread ${thread}`, owner: user });
  }
  return general;
}
