import { expect, test } from 'vitest';
import { raiseStage } from './stage.ts';

test('a plain /imagine thinks, then shows the picture: two requests to Discord', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, ada, channel } = stage;
  discord.forgetRequests();

  const asked = discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a red fox' } });
  const message = await asked.answered({ where: ({ attachments }) => attachments.length === 1 });

  expect(message.content).toContain('a red fox');
  expect(upstream.tasks).toMatchObject([
    { operation: 'generations', model: 'gpt-image-2', prompt: 'a red fox', mode: 'async' },
  ]);
  expect(discord.filesOf(message.id)[0]?.sha256).toBe(upstream.tasks[0]?.results[0]?.sha256);
  expect(discord.requests.map(({ method, route }) => `${method} ${route}`)).toHaveLength(2);
  expect(discord.pingsOf(message.id)).toEqual([]);
});
