import { expect, test } from 'vitest';
import { raiseStage } from './stage/stage.ts';

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

test('Cancel in line: nothing was sent, the hold is free at once, and the message ends', async () => {
  await using stage = await raiseStage({
    settings: { CONCURRENCY: '1', DEFAULT_LIMITS: 'user:images:day:2' },
    pace: { statusAfter: 100, statusEvery: 50 },
  });
  const { discord, upstream, channel, ada, ben } = stage;
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  const long = upstream.script.next({ until });
  const first = discord.runCommand({ user: ben, channel, command: 'imagine', options: { prompt: 'a red fox' } });
  await first.acknowledged();
  const second = discord.runCommand({
    user: ada,
    channel,
    command: 'imagine',
    options: { prompt: 'an owl', count: 2 },
  });
  const waiting = await second.answered({ where: ({ content }) => content.startsWith('Queued') });
  expect(waiting.content).toMatch(/^Queued: number 1 in line, asked <t:\d+:R>\.\n“an owl”$/);

  const press = (user: string) => discord.pressButton({ user, message: waiting.id, label: 'Cancel' }).answered();
  expect((await press(ben)).content).toBe('Only the one who asked for it can cancel it.');
  expect((await press(ada)).content).toBe('Cancelled: nothing was sent, and nothing was charged.');
  await second.answered({
    where: ({ content }) => content === 'You cancelled this before it was sent. Nothing was charged.',
  });

  // Both of her two are hers again.
  const third = discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a hare', count: 2 } });
  await third.acknowledged();
  goOn();
  await third.answered({ where: ({ attachments }) => attachments.length === 2 });
  await first.answered({ where: isPicture });
  expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a red fox', 'a hare', 'a hare']);
  expect(long.uses).toBe(1);
});

test('Hide, after it was sent: out of sight, followed to its end, charged, and waiting in /history', async () => {
  await using stage = await raiseStage({
    settings: { DEFAULT_LIMITS: 'user:images:day:2' },
    pace: { statusAfter: 50 },
  });
  const { discord, upstream, channel, ada } = stage;
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until });
  const asked = discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } });
  const working = await asked.answered({ where: ({ content }) => content.startsWith('Working') });

  const pressed = discord.pressButton({ user: ada, message: working.id, label: 'Hide' });
  expect((await pressed.answered()).content).toBe(
    'Hidden. It was sent already and cannot be called back; its message says what becomes of it.',
  );
  const hidden = await asked.answered({ where: ({ content }) => content.startsWith('You hid') });
  expect(hidden.content).toBe(
    'You hid this after it was sent. If the image service makes it, you find it in `/history show`. It is charged only if it is made.',
  );
  goOn();
  await upstream.idle();

  const listed = async () =>
    (await discord.runCommand({ user: ada, channel, command: 'history show' }).answered()).content;
  await expect.poll(listed).toContain('a fox');
  const quota = discord.runCommand({ user: ada, channel, command: 'quota' });
  expect((await quota.answered({ where: isPicture })).content).toContain('**1 of 2 left**');
  expect(asked.message()?.attachments).toEqual([]);
  const edit = discord.runCommand({ user: ada, channel, command: 'edit', options: { prompt: 'bluer' } });
  expect((await edit.answered()).content).toContain('there is no picture to edit here');
});

test('Cancel while one of three is made: the others are never sent, and only that one is charged', async () => {
  await using stage = await raiseStage({
    settings: { MEMBER_CONCURRENCY: '1', DEFAULT_LIMITS: 'user:images:day:3' },
    pace: { statusAfter: 50 },
  });
  const { discord, upstream, channel, ada } = stage;
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until });
  const asked = discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox', count: 3 } });
  const working = await asked.answered({ where: ({ content }) => content.startsWith('Working') });

  await discord.pressButton({ user: ada, message: working.id, label: 'Hide' }).answered();
  goOn();

  const quota = async () => {
    const shown = discord.runCommand({ user: ada, channel, command: 'quota' });
    return (await shown.answered({ where: isPicture })).content;
  };
  await expect.poll(quota).toContain('Being made for you now: nothing.');
  expect(await quota()).toContain('**2 of 3 left**');
  expect(upstream.paidRequests).toHaveLength(1);
});
