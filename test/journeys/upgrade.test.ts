import { expect, test } from 'vitest';
import { ask, mention, patience, press, replyTo } from './asking.ts';
import { sendIn } from './casting.ts';
import { raiseReleased } from './released-store.ts';

// A store and messages of the version before (test/fixtures): chains go on, old buttons work, nothing is sent again.

test('the chain is there with its numbers, private ones have theirs, and it goes on from where it stood', async () => {
  await using stage = await raiseReleased();
  const { ben, thread } = stage;
  const at = { channel: thread };

  const mine = await ask(stage, 'history show', {}, at);
  const others = await ask(stage, 'history show', {}, { ...at, user: ben });
  const gone = await ask(stage, 'history continue', { version: '6' }, at);
  const back = await ask(stage, 'history continue', { version: 'p1' }, at);
  const made = await ask(stage, 'edit', { prompt: 'with a hat', quality: 'low' }, at);
  await stage.restart();
  const next = await ask(stage, 'edit', { prompt: 'at dawn', quality: 'low' }, { ...at, user: ben });

  const numbers = (content: string) => [...content.matchAll(/\*\*\[(p?\d+)\]/g)].map(([, name]) => name);
  expect(numbers(mine.content)).toEqual(['8', 'p2', 'p1', '5', '4', '3', '2', '1']);
  expect(numbers(others.content)).toEqual(['8', '5', '4', '3', '2', '1']);
  expect(gone.content).toContain('I do not know that version here.');
  expect(back.content).toMatch(/Version p1\b.* is current now/);
  expect(made.content).toMatch(/^\*\*Version p3:/);
  expect(next.content).toMatch(/^\*\*Version 9:/);
  expect(stage.openai.paidRequests).toHaveLength(2);
});

test('buttons under messages of before work: Edit of one of two, Again, Undo, More, and a reply', async () => {
  await using stage = await raiseReleased();
  const { discord, ben, thread } = stage;
  const opened = discord.pressButton({ user: ben, message: stage.shown('pair').id, label: 'Edit 2' });

  const edited = await sendIn(stage, await opened.modal(patience), { prompt: 'with sails' }, { user: ben });
  const again = await press(stage, stage.shown('first'), 'Again', ben);
  const undone = await press(stage, stage.shown('snow'), 'Undo', ben);
  const more = await press(stage, stage.shown('later'), 'More', ben);
  const reply = discord.sendMessage({
    user: ben,
    channel: thread,
    content: `${mention(discord)} at noon`,
    replyTo: stage.shown('night').id,
  });
  const replied = await replyTo(stage, reply, thread);

  expect(edited.content).toContain('From [version 5]');
  expect(again.content).toMatch(/^\*\*Version 10:\*\* “a lighthouse”/);
  expect(undone.content).toMatch(/version 1\b.* is current now/i);
  expect(more.components.length).toBeGreaterThan(0);
  expect(replied.content).toContain('From [version 2]');
});
