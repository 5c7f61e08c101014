import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, isPrivate, mention, patience, press, replyTo, run } from './asking.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

// A member who may not use the bot in a server for a while.

const refused = /^A rule of this server keeps you from using me until <t:\d+:f>\. Nothing was charged\.$/;
const neutral = 'I could not do that; the reason is for you alone.';
const hour = 3_600_000;

async function raiseManaged() {
  const stage = await raiseStage({ pace: { statusAfter: 100, statusEvery: 50 } });
  const { discord, guild } = stage;
  const managers = ['mia', 'moe'].map((username) => {
    const user = discord.createUser({ username });
    discord.addMember({ guild, user, permissions: ['MANAGE_GUILD', 'MANAGE_MESSAGES'] });
    return user;
  });
  const [mia = '', moe = ''] = managers;
  const log = discord.createChannel({ guild, name: 'log' });
  await ask(stage, 'server log', { channel: log }, { user: mia });
  const pause = (member: string, length: string, user = mia) =>
    ask(stage, 'server pause', { member, for: length }, { user });
  // The log channel is told first that it is one.
  const told = () =>
    discord
      .visibleMessages(mia, log)
      .map(({ content }) => content.replaceAll(/<t:\d+:f>/g, 'then'))
      .filter((content) => !content.includes('changed the rules'));
  return Object.assign(stage, { mia, moe, log, pause, told });
}

const end = async (stage: Stage & { log: string }, words: string) =>
  stage.discord.waitForMessage(stage.log, ({ content }) => content.includes(words), patience);

describe('a member who is paused', () => {
  test('is refused by command, reply, button, form and message command until the hour is over', async () => {
    await using stage = await raiseManaged();
    const { discord, ada, channel, upstream } = stage;
    const fine = await ask(stage, 'imagine', { prompt: 'a fox' });
    const form = await discord.pressButton({ user: ada, message: fine.id, label: 'Edit' }).modal(patience);
    expect((await stage.pause(ada, '1h')).content).toMatch(
      new RegExp(`^<@${ada}> may not use me here until <t:\\d+:f>\\.$`),
    );

    const answers = [
      await ask(stage, 'imagine', { prompt: 'a fox' }),
      await ask(stage, 'history undo'),
      await press(stage, fine, 'Again'),
      await press(stage, fine, 'Undo'),
      await discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'at night' } }).answered(patience),
      await discord
        .runMessageCommand({ user: ada, channel, command: 'Edit image', message: fine.id })
        .answered(patience),
      await ask(stage, 'character save', { name: 'Luna', image: { name: 'luna.png', bytes: png(60, 60) } }),
    ];
    for (const answered of answers) {
      expect(answered.content).toMatch(refused);
      expect(isPrivate(answered)).toBe(true);
    }
    const typing = { command: 'imagine', options: {}, focused: 'model', value: '' };
    expect(await discord.autocomplete({ user: ada, channel, ...typing })).toEqual([]);
    const reply = discord.sendMessage({
      user: ada,
      channel,
      content: `${mention(discord)} at night`,
      replyTo: fine.id,
    });
    const answered = await replyTo(stage, reply);
    expect(answered.content).toBe(neutral);
    expect((await press(stage, answered, 'Why?')).content).toMatch(refused);
    expect(upstream.paidRequests).toHaveLength(1);

    stage.passTime(hour);
    expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);
  });

  test('still reads what is theirs, and is free in direct messages', async () => {
    await using stage = await raiseManaged();
    const { discord, ada } = stage;
    await stage.pause(ada, '7d');
    for (const command of ['help', 'quota', 'history show', 'character list']) {
      expect((await run(stage, command).answered(patience)).content).not.toMatch(refused);
    }
    const home = discord.openDm(ada);
    expect((await ask(stage, 'imagine', { prompt: 'a fox' }, { channel: home })).attachments).toHaveLength(1);
  });

  test('decides all the same whether everything of theirs goes', async () => {
    await using stage = await raiseManaged();
    await stage.pause(stage.ada, '7d');
    expect((await press(stage, await ask(stage, 'privacy delete'), 'Keep')).content).toBe('Everything is kept.');
    expect((await press(stage, await ask(stage, 'privacy delete'), 'Delete')).content).toContain(
      'Everything of yours is being deleted.',
    );
  });

  test('may be a manager, whom another one lets go again; nobody pauses themselves', async () => {
    await using stage = await raiseManaged();
    const { mia, moe } = stage;
    expect((await stage.pause(mia, '1d')).content).toBe('You cannot pause yourself.');
    await stage.pause(moe, '1d');
    expect((await stage.pause(mia, '1h', moe)).content).toMatch(refused);
    expect((await stage.pause(moe, 'off', moe)).content).toMatch(refused);
    expect((await stage.pause(moe, 'off')).content).toBe(`<@${moe}> may use me here again.`);
    expect((await stage.pause(moe, 'off')).content).toBe(`<@${moe}> was not paused; nothing was changed.`);
    await end(stage, 'ended');
    expect(stage.told()).toEqual([`<@${mia}> paused <@${moe}> until then.`, `<@${mia}> ended the pause of <@${moe}>.`]);
  });

  test('stays paused over a restart', async () => {
    await using stage = await raiseManaged();
    await stage.pause(stage.ada, '1h');
    await stage.restart();
    expect((await ask(stage, 'imagine', { prompt: 'a fox' })).content).toMatch(refused);
  });
});

describe('three refusals by a vendor’s moderation within ten minutes', () => {
  const moderate = ({ upstream }: Stage) =>
    upstream.script.next({ refuse: { status: 403, code: 'forbidden', message: 'This breaks our content policy.' } });

  test('pause for ten by themselves, over a restart, once, and it is told', async () => {
    await using stage = await raiseManaged();
    const { ada } = stage;
    for (const prompt of ['request number one', 'request number two']) {
      moderate(stage);
      await ask(stage, 'imagine', { prompt });
    }
    await stage.restart();
    expect((await ask(stage, 'imagine', { prompt: 'a request that is fine' })).attachments).toHaveLength(1);
    moderate(stage);
    await ask(stage, 'imagine', { prompt: 'request number three' });

    expect((await ask(stage, 'imagine', { prompt: 'request number four' })).content).toMatch(refused);
    await end(stage, 'paused');
    expect(stage.told()).toEqual([
      `<@${ada}> is paused until then: the image service's moderation refused three of their requests within ten minutes.`,
    ]);
    stage.passTime(hour / 6);
    moderate(stage);
    await ask(stage, 'imagine', { prompt: 'request number five' });
    expect((await ask(stage, 'imagine', { prompt: 'request number six' })).attachments).toHaveLength(1);
  });

  test('that lie further apart pause nobody, nor do refusals of our account', async () => {
    await using stage = await raiseManaged();
    for (const prompt of ['request number one', 'request number two']) {
      moderate(stage);
      await ask(stage, 'imagine', { prompt });
    }
    stage.passTime(hour / 6 + 1_000);
    moderate(stage);
    await ask(stage, 'imagine', { prompt: 'a fox' });
    for (const [status, code] of [
      [403, 'used_up'],
      [403, 'used_up'],
      [401, 'invalid_token'],
      [401, 'invalid_token'],
    ] as const) {
      stage.upstream.script.next({ refuse: { status, code, message: 'no' } });
      await ask(stage, 'imagine', { prompt: 'a fox' });
    }
    expect((await ask(stage, 'imagine', { prompt: 'a fox' })).content).not.toMatch(refused);
    expect(stage.told()).toEqual([]);
  });
});
