import { expect, test } from 'vitest';
import { ending, patience } from './asking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';

test('a follow-up that waited when the bot was killed is made from what it waited for, once', async () => {
  await using stage = await raiseProcessStage();
  const { discord, upstream, channel } = stage;
  const ada = stage.member('ada');
  const run = (command: string, prompt: string) =>
    discord.runCommand({ user: ada, channel, command, options: { prompt } });
  const bot = await stage.start();
  await discord.waitForBot();
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until }, { prompt: 'a harbour' });
  const first = run('imagine', 'a harbour');
  const second = run('edit', 'at night');
  await second.answered({ ...patience, where: ({ content }) => content.startsWith('Queued after') });

  bot.signal('SIGKILL');
  await bot.exited;
  await stage.start();
  goOn();

  await ending(first);
  const answer = await ending(second);
  expect(answer.content).toContain('From [version 1]');
  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a harbour', 'at night']);
  expect(upstream.tasks[1]?.inputs.map(({ sha256 }) => sha256)).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
});
