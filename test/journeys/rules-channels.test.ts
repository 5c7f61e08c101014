import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, ending, isPrivate, mention, press, replyTo } from './asking.ts';
import { until } from './looking.ts';
import { raiseRuled } from './ruled-server.ts';

// `/server channels`: where the bot may be used. A category counts for its channels, a channel for its threads.

const neutral = 'I could not do that; the reason is for you alone.';
const reason = 'A rule of this server keeps me out of this channel.';
const keptOut = `${reason} Nothing was charged.`;

test('what is denied is refused alike by command, reply, button, form, chatter and completion; also after a restart', async () => {
  await using stage = await raiseRuled();
  const { discord, upstream, ada, ben, channel, manage } = stage;
  const picture = await ask(stage, 'imagine', { prompt: 'a fox' });
  const photo = discord.sendMessage({ user: ada, channel, files: [{ name: 'a.png', bytes: fox }] });
  expect(await manage('channels deny', { channel })).toBe(`Set: I may not be used in <#${channel}>.`);
  await stage.restart();
  const before = upstream.paidRequests.length;

  const private_ = [
    await ask(stage, 'imagine', { prompt: 'an owl' }),
    await ask(stage, 'edit', { prompt: 'an owl' }),
    await press(stage, picture, 'Again'),
    await press(stage, picture, 'Edit'),
    await press(stage, picture, 'Undo'),
    await ending(discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo })),
    await ending(discord.runMessageCommand({ user: ada, channel, command: 'Use as character', message: photo })),
    await ask(stage, 'history reset'),
  ];
  expect(private_.map((each) => [each.content, isPrivate(each)])).toEqual(private_.map(() => [keptOut, true]));

  const content = `${mention(discord)} in blue`;
  const replied = await replyTo(stage, discord.sendMessage({ user: ada, channel, content, replyTo: picture.id }));
  const chatted = await replyTo(stage, discord.sendMessage({ user: ben, channel, content }));
  expect([replied.content, chatted.content]).toEqual([neutral, neutral]);
  expect((await press(stage, replied, 'Why?')).content).toBe(keptOut);
  expect((await press(stage, chatted, 'Why?', ben)).content).toBe(keptOut);
  const typing = { user: ada, channel, command: 'imagine', focused: 'model', value: '' };
  expect(await discord.autocomplete(typing)).toEqual([]);
  expect(upstream.paidRequests).toHaveLength(before);
});

test('a form that was opened before is refused when it is sent in, and a price that was told is not agreed to', async () => {
  await using stage = await raiseRuled();
  const { discord, upstream, ada, channel, manage } = stage;
  const picture = await ask(stage, 'imagine', { prompt: 'a fox' });
  const form = await discord.pressButton({ user: ada, message: picture.id, label: 'Edit' }).modal();
  const asked = await ask(stage, 'edit', { prompt: 'a moon', region: 'top half' });
  await manage('channels deny', { channel });

  const late = await ending(discord.submitModal({ user: ada, modal: form.id, values: { prompt: 'in blue' } }));

  expect([late.content, (await press(stage, asked, 'Go ahead')).content]).toEqual([keptOut, keptOut]);
  expect(upstream.tasks).toHaveLength(1);
});

describe('with a category allowed', () => {
  test('its channels and their threads are open, and all others are told where to go', async () => {
    await using stage = await raiseRuled();
    const { discord, guild, ada, manage } = stage;
    const category = discord.createCategory({ guild, name: 'Art' });
    const inside = discord.createChannel({ guild, name: 'art', category });
    const thread = discord.createThread({ channel: inside, name: 'Foxes', owner: ada });
    expect(await manage('channels allow', { channel: category })).toBe(
      `Set: I may be used in <#${category}>, and nowhere that is not allowed.`,
    );

    expect((await ask(stage, 'imagine', { prompt: 'a fox' }, { channel: inside })).attachments).toHaveLength(1);
    expect((await ask(stage, 'imagine', { prompt: 'a fox' }, { channel: thread })).attachments).toHaveLength(1);
    const content = `${mention(discord)} draw a fox`;
    const chatter = discord.sendMessage({ user: ada, channel: thread, content });
    expect((await replyTo(stage, chatter, thread)).content).toContain('Nothing was made.');
    const outside = await ask(stage, 'imagine', { prompt: 'a fox' });
    expect(outside.content).toBe(`${reason} I may be used in <#${category}>. Nothing was charged.`);
  });

  test('one of its channels that is denied stays denied with its threads', async () => {
    await using stage = await raiseRuled();
    const { discord, guild, ada, manage } = stage;
    const category = discord.createCategory({ guild, name: 'Art' });
    const inside = discord.createChannel({ guild, name: 'art', category });
    const thread = discord.createThread({ channel: inside, name: 'Foxes', owner: ada });
    await manage('channels allow', { channel: category });
    await manage('channels deny', { channel: inside });

    const answers = [inside, thread].map((channel) => ask(stage, 'imagine', { prompt: 'a fox' }, { channel }));
    for (const { content } of await Promise.all(answers)) expect(content).toContain(reason);
  });
});

test('the last said wins, the log is told who changed what, and clear gives all back', async () => {
  await using stage = await raiseRuled();
  const { channel, office, manager, log, discord, manage, changes } = stage;

  await manage('channels deny', { channel });
  expect(await manage('channels allow', { channel })).toBe(
    `Set: I may be used in <#${channel}>, which was denied until now, and nowhere that is not allowed.`,
  );
  await manage('channels allow', { channel: office });
  expect(await manage('channels deny', { channel: office })).toBe(
    `Set: I may not be used in <#${office}>, which was allowed until now.`,
  );
  expect(await manage('channels deny', { channel })).toContain('which was the only one allowed until now.');
  expect(await manage('channels list')).toBe(
    '**Channels** (a category counts for its channels, a channel for its threads)\n' +
      `- <#${office}> denied\n- <#${channel}> denied`,
  );
  expect(await manage('channels clear')).toContain('No rule for channels is set here any more');
  expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);

  await until(() => changes().length === 7, 'seven changes were told');
  expect(changes()).toEqual([
    `- Log channel: nothing set → <#${log}>`,
    `- Channels: nothing set → <#${channel}> denied`,
    `- Channels: <#${channel}> denied → <#${channel}> allowed`,
    `- Channels: the rest as before → <#${office}> allowed`,
    `- Channels: <#${office}> allowed → <#${office}> denied`,
    `- Channels: <#${channel}> allowed → <#${channel}> denied`,
    `- Channels: <#${office}> denied and <#${channel}> denied → nothing set`,
  ]);
  const told = discord.visibleMessages(manager, log);
  expect(told.map(({ content }) => content.split('\n')[0])).toEqual(
    told.map(() => `<@${manager}> changed the rules of this server:`),
  );
  expect(told.flatMap(({ id }) => discord.pingsOf(id))).toEqual([]);
});

test('what was deleted is shown as that', async () => {
  await using stage = await raiseRuled();
  const { discord, guild, manage } = stage;
  const gone = discord.createChannel({ guild, name: 'gone' });
  await manage('channels deny', { channel: gone });
  discord.deleteChannel(gone);

  expect(await manage('channels list')).toContain('- a deleted channel denied');
});

const fox = png(40, 40);
