import { expect, test } from 'vitest';
import { ending, replyTo, run, withPrompt } from './asking.ts';
import { raiseStage } from './stage/stage.ts';

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

test('beyond QUEUE_MAX a kind private refusal says when to come back, and nothing is held', async () => {
  await using stage = await raiseStage({
    settings: { CONCURRENCY: '1', QUEUE_MAX: '2', DEFAULT_LIMITS: 'user:images:day:4' },
  });
  const { upstream, logged } = stage;
  const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
  upstream.script.next({ until });
  const first = run(stage, 'imagine', { prompt: 'a fox' });
  await expect.poll(() => upstream.paidRequests.length).toBe(1);

  // Two at once, where there is room for two more; then two that find none, though the day has one left.
  const two = run(stage, 'imagine', { prompt: 'an owl', count: 2 });
  await two.acknowledged();
  const third = run(stage, 'imagine', { prompt: 'a hare' });
  const refusal = await third.answered();

  expect(refusal.content).toBe(
    withPrompt('I am too busy: the line is full. Try again in 5 minutes. Nothing was charged.', 'a hare'),
  );
  expect(third.view().ephemeral).toBe(true);
  goOn();
  expect((await ending(first)).attachments).toHaveLength(1);
  expect((await ending(two)).attachments).toHaveLength(2);
  const again = run(stage, 'imagine', { prompt: 'a hare' });
  expect(isPicture(await ending(again))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(4);
  expect(logged.some((line) => line.includes('"level":50'))).toBe(false);
});

test('a burst never fills the line beyond QUEUE_MAX, whoever asks at the same moment', async () => {
  await using stage = await raiseStage({
    settings: { CONCURRENCY: '1', QUEUE_MAX: '5', SHUTDOWN_GRACE_S: '0' },
  });
  // The one that is sent ends no sooner than the test.
  stage.upstream.script.always({ until: Promise.withResolvers<void>().promise });
  const asked = Array.from({ length: 40 }, (_, index) => run(stage, 'imagine', { prompt: `a fox ${index}` }));
  await Promise.all(asked.map((each) => each.acknowledged()));
  const refused = asked.filter((each) => each.view().ephemeral === true);
  // One was sent while the others came; hardly two.
  expect(refused.length).toBeGreaterThanOrEqual(40 - 5 - 1);
  expect(refused.length).toBeLessThanOrEqual(40 - 5);
});

test('one member, and one server, fill no more of the line than their share, and the others still come in', async () => {
  await using stage = await raiseStage({
    settings: { CONCURRENCY: '1', GUILD_QUEUE_MAX: '4', MEMBER_QUEUE_MAX: '2', SHUTDOWN_GRACE_S: '0' },
  });
  const { discord, upstream, ben } = stage;
  upstream.script.always({ until: Promise.withResolvers<void>().promise });
  await run(stage, 'imagine', { prompt: 'a fox' }).acknowledged();
  await expect.poll(() => upstream.paidRequests.length).toBe(1);
  const cat = stage.member('cat');
  const elsewhere = discord.createGuild({ name: 'Elsewhere' });
  discord.addMember({ guild: elsewhere, user: cat });
  const there = discord.createChannel({ guild: elsewhere, name: 'pictures' });
  const imagine = async (user: string, count: number, channel = stage.channel) => {
    const asked = run(stage, 'imagine', { prompt: 'an owl', count }, { user, channel });
    await asked.acknowledged();
    return asked.view().ephemeral === true ? (await asked.answered()).content : 'taken';
  };

  expect(await imagine(stage.ada, 2)).toBe('taken');
  expect(await imagine(stage.ada, 1)).toBe(
    withPrompt(
      'I am too busy for you: too many of your requests wait. Try again in 5 minutes. Nothing was charged.',
      'an owl',
    ),
  );
  expect(await imagine(ben, 2)).toBe('taken');
  expect(await imagine(cat, 1)).toBe(
    withPrompt(
      'I am too busy for this server: too many of its requests wait. Try again in 5 minutes. Nothing was charged.',
      'an owl',
    ),
  );
  expect(await imagine(cat, 2, there)).toBe('taken');
});

test('a disk that is nearly full refuses what costs, and nothing else', async () => {
  let free = 2 ** 30;
  await using stage = await raiseStage({
    room: {
      disk: async () => ({ free, total: 100 * 2 ** 30 }),
      memory: () => ({ used: 2 ** 28, total: 2 ** 33 }),
    },
  });
  const { discord, upstream, ada, channel } = stage;
  await ending(run(stage, 'imagine', { prompt: 'a fox' }));
  free = 2 ** 20;
  stage.passTime(1_000);

  const refused = run(stage, 'edit', { prompt: 'bluer' });
  expect((await refused.answered()).content).toBe(
    withPrompt(
      'I am too busy: there is no room for more pictures. Try again in 60 minutes. Nothing was charged.',
      'bluer',
    ),
  );
  expect(refused.view().ephemeral).toBe(true);
  expect((await ending(run(stage, 'history show'))).content).toContain('a fox');

  const mention = discord.sendMessage({
    user: ada,
    channel,
    content: `<@${discord.botUser.id}> bluer`,
    replyTo: pictureOf(stage),
  });
  expect((await replyTo(stage, mention)).content).toContain('I could not do that; the reason is for you alone.');

  free = 2 ** 30;
  stage.passTime(1_000);
  expect(isPicture(await ending(run(stage, 'edit', { prompt: 'bluer' })))).toBe(true);
  expect(upstream.paidRequests).toHaveLength(2);
});

/** The message with the first picture. */
function pictureOf({ discord, ada, channel }: Awaited<ReturnType<typeof raiseStage>>): string {
  const found = discord.visibleMessages(ada, channel).find(isPicture);
  if (found === undefined) throw new Error('There is no picture yet.');
  return found.id;
}
