import { describe, expect, test } from 'vitest';
import type { InteractionHandle, Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, inputs, linkTo, mention, press, replyTo, run, sha256 } from './asking.ts';
import { until } from './looking.ts';
import { raiseProcessStage } from './stage/process-stage.ts';
import type { Stage, StageOptions } from './stage/stage.ts';
import { raiseStrict } from './strict-server.ts';

// `/server defaults set threads: true`: each `/imagine` in a channel opens a thread from its result.

const hat = { name: 'hat.png', bytes: png(40, 40) };
const opening = 'POST /channels/:channel/messages/:message/threads';

async function raise(options: StageOptions = {}) {
  const stage = await raiseStrict({ others: null, ...options });
  await stage.manage('set', { threads: true });
  return stage;
}

const threadsIn = ({ discord, guild }: Pick<Stage, 'discord' | 'guild'>) =>
  discord.world().guilds.find(({ id }) => id === guild)?.threads ?? [];

/** What each picture was made from, by the position of the request that made it. */
const origins = ({ upstream }: Stage) =>
  upstream.tasks.map((task) =>
    task.inputs.map((input) => upstream.tasks.findIndex(({ results }) => results[0]?.sha256 === input.sha256)),
  );

describe('/imagine in a channel', () => {
  test('opens a thread from its result, named after the prompt, that pings nobody', async () => {
    await using stage = await raise();
    const { discord, ben, channel } = stage;
    const prompt = `a fox for <@${ben}> and @everyone ${'in the snow '.repeat(20)}`;

    const made = await ask(stage, 'imagine', { prompt });

    const [thread, ...others] = threadsIn(stage);
    expect(others).toEqual([]);
    expect(thread).toMatchObject({ id: made.id, parent_id: channel, type: 11 });
    expect(thread?.name).toMatch(/^a fox for <@\d+> and @everyone in the snow .*…$/);
    expect(thread?.name?.length).toBeLessThanOrEqual(100);
    expect(made.content).toMatch(/^\*\*Version 1:\*\*/);
    const within = discord.visibleMessages(ben, made.id);
    expect(within.flatMap(({ id }) => discord.pingsOf(id))).toEqual([]);
  });

  test('is gone on from in that thread by anybody, with /edit and with a reply to words, also after a restart', async () => {
    await using stage = await raise();
    const { discord, ada, ben } = stage;
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    const thread = { channel: made.id };

    const second = await ask(stage, 'edit', { prompt: 'at night' }, { ...thread, user: ben });
    await stage.restart();
    const words = discord.sendMessage({ user: ben, ...thread, content: 'how about some fog?' });
    const content = `${mention(discord)} yes, that`;
    const third = await replyTo(stage, discord.sendMessage({ user: ada, ...thread, content, replyTo: words }), made.id);

    expect(origins(stage)).toEqual([[], [0], [1]]);
    expect([second, third].map((each) => each.content.slice(0, 14))).toEqual(['**Version 2:**', '**Version 3:**']);
    expect(second.content).toContain(`From [version 1](${linkTo(stage, made)})`);
    const list = await ask(stage, 'history show', {}, thread);
    expect(list.content.match(/\*\*\[\d\]/g)).toEqual(['**[3]', '**[2]', '**[1]']);
    expect(list.content).toContain(`**[1](${linkTo(stage, made)})** · a fox`);
    // Only what it was opened for opens one.
    expect(threadsIn(stage)).toHaveLength(1);
  });

  test('is gone back to by undo in the thread, and by the button under the result itself', async () => {
    await using stage = await raise();
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    const thread = { channel: made.id };
    await ask(stage, 'edit', { prompt: 'at night' }, thread);

    expect((await ask(stage, 'history undo', {}, thread)).content).toBe(
      `[Version 1](${linkTo(stage, made)}) is current now.`,
    );
    await press(stage, made, 'Undo');

    expect((await ask(stage, 'edit', { prompt: 'in fog' }, thread)).content).toContain('there is no picture to edit');
  });

  test('has buttons that work for everybody in the channel, and a reply there branches off', async () => {
    await using stage = await raise();
    const { discord, ben, channel } = stage;
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });

    const again = await press(stage, made, 'Again', ben);
    const content = `${mention(discord)} at night`;
    const branch = await replyTo(stage, discord.sendMessage({ user: ben, channel, content, replyTo: made.id }));
    // It is the last that Ada made in the channel, too.
    await ask(stage, 'edit', { prompt: 'in fog' });

    expect(branch.content).toContain(`From [version 1](${linkTo(stage, made)})`);
    expect(origins(stage)).toEqual([[], [], [0], [0]]);
    // Again stands for the same command; an edit in the channel stays there.
    expect(threadsIn(stage).map(({ id }) => id)).toEqual([made.id, again.id]);
  });

  test('with pictures opens one too, and several pictures are all in it', async () => {
    await using stage = await raise();

    const made = await ask(stage, 'imagine', { prompt: 'this hat', image: hat, count: 2 });
    await ask(stage, 'edit', { prompt: 'in blue' }, { channel: made.id });

    expect(threadsIn(stage).map(({ id }) => id)).toEqual([made.id]);
    expect(inputs(stage).slice(0, 2)).toEqual([[sha256(hat.bytes)], [sha256(hat.bytes)]]);
    const list = await ask(stage, 'history show', {}, { channel: made.id });
    expect(list.content.match(/\*\*\[\d\]/g)).toEqual(['**[3]', '**[2]', '**[1]']);
  });

  test('that was asked about first opens one once it is agreed to', async () => {
    await using stage = await raise();
    await stage.manage('set', { 'ask-above': 0 });

    const made = await press(stage, await ask(stage, 'imagine', { prompt: 'this hat', image: hat }), 'Go ahead');

    expect(threadsIn(stage).map(({ id }) => id)).toEqual([made.id]);
  });

  test('was accepted before the rule was set: it opens none', async () => {
    await using stage = await raiseStrict({ others: null });
    const { promise, resolve } = Promise.withResolvers<void>();
    stage.upstream.script.next({ until: promise }, { prompt: 'a fox' });
    const asked = run(stage, 'imagine', { prompt: 'a fox' });
    await asked.acknowledged();
    await stage.manage('set', { threads: true });
    resolve();

    await ending(asked);

    expect(threadsIn(stage)).toEqual([]);
  });
});

describe('no thread is opened', () => {
  test('in a thread, privately, in direct messages, or by /edit', async () => {
    await using stage = await raise();
    const { discord, ada, channel } = stage;
    const thread = discord.createThreadFrom({ user: ada, channel, name: 'Poster' });

    await ask(stage, 'imagine', { prompt: 'a fox' }, { channel: thread });
    await ask(stage, 'imagine', { prompt: 'a fox', private: true });
    await ask(stage, 'imagine', { prompt: 'a fox' }, { channel: discord.openDm(ada) });
    await ask(stage, 'edit', { prompt: 'in blue', image: hat });

    expect(discord.requestsTo(opening)).toEqual([]);
  });

  test('without the permission: the channel goes on as ever', async () => {
    await using stage = await raise();
    const { discord, channel } = stage;
    discord.setPermission({ channel, deny: ['CREATE_PUBLIC_THREADS'] });

    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    const next = await ask(stage, 'edit', { prompt: 'at night' });

    expect(threadsIn(stage)).toEqual([]);
    expect(made.attachments).toHaveLength(1);
    expect(next.content).toContain(`**Version 2:** “at night”\n-# From [version 1](${linkTo(stage, made)})`);
  });
});

test('a server that refuses words in the names of threads gets one with a plain name', async () => {
  await using stage = await raise();
  const { discord } = stage;
  discord.failNext({ kind: 'status', status: 400, code: 200001, message: 'blocked', route: opening });

  const made = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(threadsIn(stage).map(({ id, name }) => [id, name])).toEqual([[made.id, 'A new picture']]);
});

test('Discord’s silence while a thread is opened delays the picture, and there is one thread', async () => {
  await using stage = await raise();
  const { discord } = stage;
  discord.failNext({ kind: 'status', status: 503, html: true, times: 4, route: opening });
  discord.failNext({ kind: 'drop', afterTakingIt: true, route: opening });

  const made = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect(threadsIn(stage).map(({ id }) => id)).toEqual([made.id]);
  expect(made.attachments).toHaveLength(1);
});

test('kill -9 while the thread is opened: one thread, one picture, and the chain goes on in it', async () => {
  await using stage = await raiseProcessStage();
  const { discord, guild, channel } = stage;
  const bot = await stage.start();
  await discord.waitForBot();
  const mia = discord.createUser({ username: 'mia' });
  discord.addMember({ guild, user: mia, permissions: ['MANAGE_GUILD'] });
  const say = (command: string, options: Readonly<Record<string, string | boolean>>, where: Snowflake = channel) =>
    discord.runCommand({ user: mia, channel: where, command, options });
  await ending(say('server defaults set', { threads: true }));
  const fault = discord.failNext({ kind: 'hang', afterTakingIt: true, route: opening });

  const asked: InteractionHandle = say('imagine', { prompt: 'a fox' });
  await until(() => fault.struck() === 1, 'the thread is being opened');
  bot.signal('SIGKILL');
  await bot.exited;
  discord.clearFaults();
  await stage.start();
  const made: WireMessage = await ending(asked);
  const next = await ending(say('edit', { prompt: 'at night' }, made.id));

  expect(threadsIn(stage).map(({ id }) => id)).toEqual([made.id]);
  expect(stage.upstream.tasks).toHaveLength(2);
  expect(next.content).toMatch(/^\*\*Version 2:\*\* “at night”/);
  expect(stage.upstream.tasks[1]?.inputs.map((each) => each.sha256)).toEqual([
    stage.upstream.tasks[0]?.results[0]?.sha256,
  ]);
});
