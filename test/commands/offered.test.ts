import { expect, test } from 'vitest';
import { connectBot } from '../discord/connected-bot.ts';

test('/server is offered to those who manage the server, and not in direct messages', async () => {
  await using bot = await connectBot();
  const { discord, demo } = bot;
  const offered = (user: string, channel: string) => discord.listCommands(user, channel).map(({ name }) => name);
  expect(offered(demo.ada, demo.studio.general)).toContain('server');
  expect(offered(demo.ben, demo.studio.general)).not.toContain('server');
  expect(offered(demo.ada, demo.directMessages.ada)).not.toContain('server');
  expect(offered(demo.ben, demo.directMessages.ben)).toContain('imagine');
});
