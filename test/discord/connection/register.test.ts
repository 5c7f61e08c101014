import { expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { registerCommands } from '../../../src/discord/connection/register.ts';
import { guildId } from '../../../src/domain/ids.ts';
import { connectBot } from '../connected-bot.ts';

test('commands are written once, and not again while Discord has them', async () => {
  await using bot = await connectBot();
  const { discord, rest, application } = bot;
  const written = discord.requestsTo('PUT /applications/:application/commands');
  expect(written.map(({ status }) => status)).toEqual([200]);
  expect(discord.registeredCommands().map(({ name }) => name)).toEqual(
    expect.arrayContaining(commands.map(({ declaration }) => declaration.name)),
  );

  expect(await registerCommands({ rest, application, guild: null, commands })).toBe('unchanged');
  expect(await registerCommands({ rest, application, guild: null, commands: [...commands].reverse() })).toBe(
    'unchanged',
  );
  expect(discord.requestsTo('PUT /applications/:application/commands')).toHaveLength(1);

  expect(await registerCommands({ rest, application, guild: null, commands: commands.slice(1) })).toBe('written');
  expect(discord.registeredCommands()).toHaveLength(commands.length - 1);
  discord.expectNoUnknownRoutes();
});

test('for one server they are written there, and nowhere else', async () => {
  await using bot = await connectBot();
  const { discord, rest, application, demo } = bot;
  const guild = guildId(demo.studio.guild);
  discord.forgetRequests();
  expect(await registerCommands({ rest, application, guild, commands })).toBe('written');
  expect(await registerCommands({ rest, application, guild, commands })).toBe('unchanged');
  expect(discord.requestsTo('PUT /applications/:application/commands')).toEqual([]);
  expect(discord.registeredCommands(guild)).toHaveLength(commands.length);
});
