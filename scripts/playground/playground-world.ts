import type { EmulatedDiscord, Snowflake } from '../emulators/discord/index.ts';
import type { PlaygroundWorld } from './protocol.ts';

/** The emulator's world with what each person may see of it. */
export function viewWorld(discord: EmulatedDiscord): PlaygroundWorld {
  const world = discord.world();
  const people = world.users.filter((user) => user.id !== world.bot.id && user.bot !== true);
  const inGuilds = world.guilds.flatMap((guild) => [...guild.channels, ...guild.threads]);
  const visible = people.map((person): [Snowflake, readonly Snowflake[]] => {
    const own = world.directMessages.filter((dm) => dm.recipients?.some((user) => user.id === person.id) === true);
    const seen = inGuilds.filter((channel) => discord.maySee(person.id, channel.id));
    return [person.id, [...own, ...seen].map((channel) => channel.id)];
  });
  return { ...world, visible: Object.fromEntries(visible) };
}
