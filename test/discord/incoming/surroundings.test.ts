import { expect, test } from 'vitest';
import type { GatewayConnection } from '../../../src/discord/connection/gateway.ts';
import { toldOf } from '../../../src/discord/incoming/surroundings.ts';
import { channelId, guildId } from '../../../src/domain/ids.ts';
import { startStage } from '../connection/gateway-stage.ts';

/** A bot that is connected, and what it knows of a channel without asking. */
async function connected() {
  const stage = await startStage({ messageContentIntent: true });
  const { discord, guild } = stage;
  const channel = discord.createChannel({ guild, name: 'log' });
  const connections: GatewayConnection[] = [];
  await stage.bot.start((each) => void connections.push(each));
  const [connection] = connections;
  if (connection === undefined) throw new Error('nobody was told of a connection');
  await expect.poll(() => connection.places.channel(guild, channel)).toBeDefined();
  const look = (id: string) => toldOf(connection, channelId(id), guildId(guild));
  return { stage, discord, guild, channel, look };
}

test('where the bot may write is known without asking, as servers change it', async () => {
  const { stage, discord, guild, channel, look } = await connected();
  await using _stage = stage;
  expect(look(channel)).toEqual({ guild, botWrites: true });

  discord.setPermission({ channel, target: guild, deny: ['SEND_MESSAGES'] });
  await expect.poll(() => look(channel)).toEqual({ guild, botWrites: false });
  const writers = discord.createRole({ guild, name: 'writers' });
  discord.setPermission({ channel, target: writers, allow: ['SEND_MESSAGES'] });
  discord.addMember({ guild, user: discord.botUser.id, roles: [writers] });
  await expect.poll(() => look(channel)).toEqual({ guild, botWrites: true });
  discord.setPermission({ channel, deny: ['VIEW_CHANNEL'] });
  await expect.poll(() => look(channel)).toEqual({ guild, botWrites: false });

  discord.deleteChannel(channel);
  await expect.poll(() => look(channel)).toBeNull();
});

test('of threads, and of what is nowhere in the server, it is not known', async () => {
  const { stage, discord, guild, channel, look } = await connected();
  await using _stage = stage;
  const ada = discord.createUser({ username: 'ada' });
  discord.addMember({ guild, user: ada });
  const thread = discord.createThread({ channel, name: 'Foxes', owner: ada });
  const other = discord.createGuild({ name: 'Other' });
  const elsewhere = discord.createChannel({ guild: other, name: 'log' });
  // It comes after the others.
  const last = discord.createChannel({ guild, name: 'last' });
  await expect.poll(() => look(last)).not.toBeNull();
  expect([look(thread), look(elsewhere)]).toEqual([null, null]);
});
