import { expect, test } from 'vitest';
import { raiseStage } from './stage/stage.ts';

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

test('a server limit of one image lets exactly one of fifty through, and says when it returns', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, guild, channel, ben } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const set = discord.runCommand({
    user: manager,
    channel,
    command: 'server limit set',
    options: { amount: 1, unit: 'images', per: 'day' },
  });
  expect((await set.answered()).content).toBe('Set: the whole server: 1 picture a day.');
  expect(set.view().ephemeral).toBe(true);

  const asked = Array.from({ length: 50 }, (_, index) =>
    discord.runCommand({ user: ben, channel, command: 'imagine', options: { prompt: `a fox ${index}` } }),
  );
  await Promise.all(asked.map((each) => each.answered({ timeoutMs: 20_000 })));
  const refused = asked.filter((each) => each.view().ephemeral === true);

  expect(upstream.paidRequests).toHaveLength(1);
  expect(refused).toHaveLength(49);
  expect(refused[0]?.message()?.content).toMatch(
    /^Your request would take 1 picture, and this server's limit of 1 picture a day has 0 pictures left\. It returns <t:\d+:R>\. Nothing was charged\.$/,
  );
});

test('/quota tells what is left in words and bars, privately', async () => {
  await using stage = await raiseStage({ settings: { DEFAULT_LIMITS: 'user:images:day:7' } });
  const { discord, channel, ada } = stage;
  await discord
    .runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } })
    .answered({ where: isPicture });

  const quota = discord.runCommand({ user: ada, channel, command: 'quota' });
  const message = await quota.answered({ where: isPicture });

  expect(quota.view().ephemeral).toBe(true);
  expect(message.content).toMatch(
    /^- Each member's limit of 7 pictures a day: \*\*6 of 7 left\*\*; it returns <t:\d+:R>\nBeing made for you now: nothing\.$/,
  );
  expect(message.attachments[0]?.description).toBe("each member's limit of 7 pictures a day: 6 of 7 left");
});

test('a failed picture is not counted', async () => {
  await using stage = await raiseStage({ settings: { MAX_LIMITS: 'user:images:day:1' } });
  const { discord, upstream, channel, ada } = stage;
  const imagine = (prompt: string) =>
    discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt } });
  await imagine('something forbidden').answered();
  await imagine('a fox').answered({ where: isPicture });
  await imagine('another fox').answered();
  expect(upstream.tasks).toHaveLength(1);
});

test("the server's log channel is told once at 80 % and once at the end", async () => {
  await using stage = await raiseStage();
  const { discord, guild, channel, ada } = stage;
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const log = discord.createChannel({ guild, name: 'log' });
  const say = (command: string, options: Record<string, string | number>) =>
    discord.runCommand({ user: manager, channel, command, options }).answered();
  await say('server limit set', { amount: 5, unit: 'images', per: 'week' });
  const nowhere = 'Notices of this server go nowhere. Choose a `channel` to change that.';
  expect((await say('server log', {})).content).toBe(nowhere);
  await say('server log', { channel: log });
  expect((await say('server log', {})).content).toBe(`Notices of this server go to <#${log}>.`);
  const imagine = () =>
    discord
      .runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } })
      .answered({ where: isPicture });

  for (let made = 0; made < 5; made += 1) await imagine();
  await discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } }).answered();
  await discord.waitForMessage(log, ({ content }) => content.includes('is reached'));

  expect(discord.visibleMessages(manager, log).map(({ content }) => content.replace(/<t:\d+:R>/, 'then'))).toEqual([
    `<@${manager}> changed the rules of this server:\n- Log channel: nothing set → <#${log}>`,
    "This server's limit of 5 pictures a week is at 80 %: 4 pictures used or held. It returns then.",
    "This server's limit of 5 pictures a week is reached: 5 pictures used or held. It returns then.",
  ]);
});

test('only those who manage the server may set its limits, even if the command is shown to others', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ada } = stage;
  expect(discord.listCommands(ada, channel).map(({ name }) => name)).not.toContain('server');
});
