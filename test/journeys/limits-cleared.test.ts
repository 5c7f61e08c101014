import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openKeyvDatabase } from '../../src/storage/keyv/database.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// What a manager writes down can be read, bounded and taken back, whatever it is.

type Options = Readonly<Record<string, string | number>>;

/** Someone who manages the server, and what they say. */
function withManager({ discord, guild, channel }: Stage) {
  const manager = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: manager, permissions: ['MANAGE_GUILD'] });
  const run = (command: string, options: Options = {}) =>
    discord.runCommand({ user: manager, channel, command, options });
  const say = async (command: string, options: Options = {}) => (await run(command, options).answered()).content;
  return { manager, run, say };
}

const isPicture = ({ attachments }: { readonly attachments: readonly unknown[] }) => attachments.length === 1;

/** As an earlier version of the bot may have left it. */
async function store({ directory, guild }: Stage, limits: readonly unknown[]) {
  const database = await openKeyvDatabase(join(directory, 'retouch.sqlite'));
  await database.namespace('guild-settings').set(guild, { schema: 1, limits, logChannel: null });
  await database.close();
}

test('a limit of ten thousand million is not taken, and the server goes on', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ada } = stage;
  const { run, say } = withManager(stage);

  expect(() => run('server limit set', { amount: 10_000_000_000, unit: 'usd' })).toThrow(
    '"amount" must be 0 to 1000000',
  );
  expect(await say('server limit set', { amount: 0.000_000_1, unit: 'usd' })).toBe(
    'That is too little to be a limit: at least $0.001, or 0 for nothing at all.',
  );
  expect(await say('server limit set', { amount: 1_000_000, unit: 'usd' })).toBe(
    'Set: the whole server: $1000000.00 a month.',
  );
  await discord
    .runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } })
    .answered({ where: isPicture });
});

test('a stored limit that cannot be read is named, harms no other, and can be replaced or cleared', async () => {
  await using stage = await raiseStage();
  const { discord, channel, ada } = stage;
  const { say } = withManager(stage);
  const bad = { subject: { kind: 'guild' }, unit: 'usd', per: 'month', amount: 10_000_000_000_000_000 };
  const good = { subject: { kind: 'guild' }, unit: 'images', per: 'day', amount: 1 };
  await store(stage, [bad, good, 'nonsense']);

  const unreadable = '- an entry that cannot be read, and binds nobody';
  expect(await say('server limit list')).toBe(
    `**Set here**\n- the whole server: 1 picture a day\n${unreadable} (the whole server, US dollars, a month)\n${unreadable}`,
  );
  const imagine = () => discord.runCommand({ user: ada, channel, command: 'imagine', options: { prompt: 'a fox' } });
  await imagine().answered({ where: isPicture });
  expect((await imagine().answered()).content).toContain("this server's limit of 1 picture a day has 0 pictures left");

  await say('server limit set', { amount: 5, unit: 'usd' });
  expect(await say('server limit list')).toBe(
    `**Set here**\n- the whole server: 1 picture a day\n- the whole server: $5.00 a month\n${unreadable}`,
  );
  await say('server limit clear', { unit: 'usd', per: 'day' });
  expect(await say('server limit list')).toBe(
    '**Set here**\n- the whole server: 1 picture a day\n- the whole server: $5.00 a month',
  );
});

test('one limit is cleared at once; of several it is asked first, also across a restart', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const { manager, run, say } = withManager(stage);
  await say('server limit set', { amount: 5 });
  await say('server limit set', { amount: 7, per: 'day' });
  await say('server limit set', { amount: 9, per: 'week' });
  expect(await say('server limit clear', { per: 'week' })).toBe('Taken away: 1 limit.');

  const question = run('server limit clear');
  const asked = await question.answered();
  expect(question.view().ephemeral).toBe(true);
  expect(asked.content).toBe(
    'Take all these 2 limits away?\n- the whole server: 5 pictures a month\n- the whole server: 7 pictures a day',
  );
  await say('server limit set', { amount: 3, per: 'week' });
  await stage.restart();
  stage.passTime(14 * 60_000);
  await discord.pressButton({ user: manager, message: asked.id, label: 'Clear' }).answered();

  expect(discord.message(asked.id)?.content).toBe('Taken away: 2 limits.');
  expect(discord.message(asked.id)?.components).toEqual([]);
  expect(await say('server limit list')).toBe('**Set here**\n- the whole server: 3 pictures a week');
});

test('a question that is older than a quarter of an hour takes nothing away', async () => {
  await using stage = await raiseStage();
  const { discord } = stage;
  const { manager, run, say } = withManager(stage);
  await say('server limit set', { amount: 5 });
  await say('server limit set', { amount: 7, per: 'day' });
  const asked = await run('server limit clear').answered();
  stage.passTime(16 * 60_000);

  await discord.pressButton({ user: manager, message: asked.id, label: 'Clear' }).answered();

  expect(discord.message(asked.id)?.content).toContain('This question is over');
  expect(await say('server limit list')).toContain('5 pictures a month');
});

test('a limit of @everyone is the limit of every member', async () => {
  await using stage = await raiseStage();
  const { discord, upstream, guild, channel, ada, ben } = stage;
  const { say } = withManager(stage);
  expect(await say('server limit set', { amount: 1, per: 'day', role: guild })).toBe(
    'Set: each member: 1 picture a day.',
  );
  const imagine = (user: string) =>
    discord.runCommand({ user, channel, command: 'imagine', options: { prompt: 'a fox' } });

  await imagine(ada).answered({ where: isPicture });
  expect((await imagine(ada).answered()).content).toContain(
    "each member's limit of 1 picture a day has 0 pictures left",
  );
  await imagine(ben).answered({ where: isPicture });
  expect(upstream.paidRequests).toHaveLength(2);

  await store(stage, [{ subject: { kind: 'role', role: guild }, unit: 'images', per: 'day', amount: 1 }]);
  expect((await imagine(ben).answered()).content).toContain(
    "each member's limit of 1 picture a day has 0 pictures left",
  );
  expect(await say('server limit clear', { role: guild })).toBe('Taken away: 1 limit.');
  await imagine(ben).answered({ where: isPicture });
});
