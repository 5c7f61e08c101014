import { expect, test } from 'vitest';
import type { Agreeing } from '../../src/ports/store/members/privacy-store.ts';
import { connectBot } from '../discord/connected-bot.ts';

test('/privacy delete asks privately, also in direct messages, and says how much would go', async () => {
  const asked: unknown[] = [];
  await using bot = await connectBot({
    privacy: {
      async askDelete(id, member) {
        asked.push([id, member]);
        return { versions: 0, characters: 2, jobs: 1 };
      },
    },
  });
  const { discord, demo } = bot;
  for (const channel of [demo.studio.general, demo.directMessages.ada]) {
    const run = discord.runCommand({ user: demo.ada, channel, command: 'privacy delete' });
    const { content } = await run.answered();
    expect(content).toContain('no pictures, 2 characters, and every word');
    expect(content).toContain('What is being made for you is cancelled first.');
    expect(run.view().ephemeral).toBe(true);
    expect(asked.at(-1)).toEqual([run.id, demo.ada]);
  }
});

test.each<[Agreeing, string]>([
  ['agreed', 'Everything of yours is being deleted.'],
  ['running', 'That is being deleted already.'],
  ['done', 'That is deleted already.'],
  ['gone', 'Nothing was deleted.'],
])('Delete whose question is %s takes the place of the question and says so', async (agreeing, said) => {
  await using bot = await connectBot({
    privacy: {
      askDelete: async () => ({ versions: 1, characters: 0, jobs: 0 }),
      agreeToDelete: async () => agreeing,
    },
  });
  const { discord, demo } = bot;
  const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: 'privacy delete' });
  const question = await run.answered();
  const press = discord.pressButton({ user: demo.ada, message: question.id, label: 'Delete' });
  const { id, content, components } = await press.answered({ where: (message) => message.content.includes(said) });
  expect(id).toBe(question.id);
  expect(content).toContain(said);
  expect(components).toEqual([]);
});

test('Keep that comes too late says so privately', async () => {
  await using bot = await connectBot({
    privacy: { askDelete: async () => ({ versions: 1, characters: 0, jobs: 0 }), keepAll: async () => false },
  });
  const { discord, demo } = bot;
  const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command: 'privacy delete' });
  const press = discord.pressButton({ user: demo.ada, message: (await run.answered()).id, label: 'Keep' });
  expect((await press.answered()).content).toBe('That question was answered before, or is not yours.');
  expect(press.view().ephemeral).toBe(true);
});
