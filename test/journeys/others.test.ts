import { describe, expect, test } from 'vitest';
import type { InteractionHandle, Snowflake } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, inputs, isPrivate, mention, patience, press, replyTo, run, sha256 } from './asking.ts';
import { luna, sendIn } from './casting.ts';
import type { Stage } from './stage/stage.ts';
import { editImage, raiseStrict, reply, useAsCharacter } from './strict-server.ts';

// `/server defaults set others: off`: members keep their hands off each other's pictures.

const refused = "A rule of this server keeps members from using each other's pictures. Nothing was charged.";
const neutral = 'I could not do that; the reason is for you alone.';
const beach = { name: 'beach.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(40, 40) };

const soon = { pace: { statusAfter: 100, statusEvery: 50 } };

const saying = (handle: InteractionHandle, beginning: string) =>
  handle.answered({ ...patience, where: ({ content }) => content.startsWith(beginning) });

const sharedThread = ({ discord, ben, channel }: Stage) => ({
  channel: discord.createThreadFrom({ user: ben, channel, name: 'Poster' }),
});

describe('a photo of another member', () => {
  test('is not edited by a reply, nor beside one’s own; its owner edits it as ever', async () => {
    await using stage = await raiseStrict();
    const { discord, upstream, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });

    const answers = [await reply(stage, ada, photo), await reply(stage, stage.manager, photo, [hat])];
    expect(answers.map(({ content }) => content)).toEqual([neutral, neutral]);
    const why = await press(stage, answers[0] ?? expect.fail(), 'Why?');
    expect([why.content, isPrivate(why)]).toEqual([refused, true]);
    expect(upstream.requests).toEqual([]);

    await reply(stage, ben, photo);
    expect(inputs(stage)).toEqual([[sha256(beach.bytes)]]);
  });

  test('is not edited through Apps → Edit image, though the form was opened before the rule was set', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, upstream, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });
    const opened = discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo });
    const form = await opened.modal(patience);
    await stage.manage('set', { others: 'off' });

    const late = await sendIn(stage, form, { prompt: 'at night' });
    const again = discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo });
    // The form is not filled in for nothing.
    const anew = await ending(again);

    expect([late, anew].map((each) => [each.content, isPrivate(each)])).toEqual([
      [refused, true],
      [refused, true],
    ]);
    expect(upstream.requests).toEqual([]);
    await editImage(stage, ben, photo);
    expect(inputs(stage)).toEqual([[sha256(beach.bytes)]]);
  });

  test('that was edited privately before the rule was set stays that member’s', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, upstream, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });
    const thread = { channel: discord.createThreadFrom({ user: ada, channel, name: 'Photo', message: photo }) };
    const mine = await ask(stage, 'edit', { prompt: 'at night', private: true }, thread);
    await stage.manage('set', { others: 'off' });

    expect((await press(stage, mine, 'Again')).content).toBe(refused);
    expect(inputs(stage)).toEqual([[sha256(beach.bytes)]]);
    // What was made of it is whoever's made it.
    await ask(stage, 'edit', { prompt: 'in the rain', private: true }, thread);
    expect(inputs(stage)[1]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  });

  test('is no character, from a message or under a result; one’s own is', async () => {
    await using stage = await raiseStrict();
    const { discord, ada, ben, channel } = stage;
    const photo = discord.sendMessage({ user: ben, channel, files: [luna] });
    const result = await ask(stage, 'imagine', { prompt: 'a fox' }, { user: ben });

    const asked = discord.runMessageCommand({ user: ada, channel, command: 'Use as character', message: photo });
    const fromMessage = await ending(asked);
    const more = await press(stage, result, 'More');
    const fromResult = await press(stage, more, 'Use as character');

    expect([fromMessage, fromResult].map(({ content }) => content)).toEqual([refused, refused]);
    expect((await ask(stage, 'character show', { name: 'Luna' })).content).not.toContain('**Luna**');
    expect((await useAsCharacter(stage, ben, photo)).content).toContain('Saved: **Luna**.');
  });
});

describe('another member’s result', () => {
  test('is not edited through Edit or a reply, nor made again of that member’s picture', async () => {
    await using stage = await raiseStrict();
    const { upstream, ada, ben } = stage;
    const result = await ask(stage, 'edit', { prompt: 'a hat', image: hat }, { user: ben });
    await stage.restart();

    const edited = await press(stage, result, 'Edit');
    const again = await press(stage, result, 'Again');
    const replied = await reply(stage, ada, result.id);

    expect([edited, again].map((each) => [each.content, isPrivate(each)])).toEqual([
      [refused, true],
      [refused, true],
    ]);
    expect(replied.content).toBe(neutral);
    expect(upstream.tasks).toHaveLength(1);
    await press(stage, result, 'Again', ben);
    expect(inputs(stage)).toEqual([[sha256(hat.bytes)], [sha256(hat.bytes)]]);
  });

  test('that was made from words alone may be asked for again: no picture is used', async () => {
    await using stage = await raiseStrict();
    const result = await ask(stage, 'imagine', { prompt: 'a fox' }, { user: stage.ben });

    await press(stage, result, 'Again');

    expect(stage.upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a fox', 'a fox']);
  });

  test('is not waited for while it is being made', async () => {
    await using stage = await raiseStrict(soon);
    const { upstream, ada, ben } = stage;
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
    upstream.script.next({ until }, { prompt: 'a harbour' });
    const first = run(stage, 'imagine', { prompt: 'a harbour' }, { user: ben });
    const working = await saying(first, 'Working');

    expect((await reply(stage, ada, working.id)).content).toBe(neutral);

    goOn();
    await ending(first);
    expect(upstream.tasks).toHaveLength(1);
  });
});

describe('where another member’s picture is the current one of a thread', () => {
  test('/edit without a picture is refused, and with one of one’s own it is made', async () => {
    await using stage = await raiseStrict();
    const { upstream, ben } = stage;
    const thread = sharedThread(stage);
    await ask(stage, 'imagine', { prompt: 'a poster' }, { ...thread, user: ben });

    const answer = await ask(stage, 'edit', { prompt: 'in red' }, thread);
    expect([answer.content, isPrivate(answer)]).toEqual([refused, true]);
    await ask(stage, 'edit', { prompt: 'in green', image: hat }, thread);
    await ask(stage, 'edit', { prompt: 'in blue' }, thread);

    expect(upstream.tasks.map(({ prompt }) => prompt)).toEqual(['a poster', 'in green', 'in blue']);
    expect(inputs(stage).slice(1)).toEqual([[sha256(hat.bytes)], [upstream.tasks[1]?.results[0]?.sha256]]);
    // Now it is Ben who finds Ada's.
    expect((await ask(stage, 'edit', { prompt: 'in red' }, { ...thread, user: ben })).content).toBe(refused);
  });

  test('a follow-up whose own request came to nothing does not take that one instead', async () => {
    await using stage = await raiseStrict({ ...soon, settings: { DEFAULT_LIMITS: 'user:images:day:2' } });
    const { upstream, ben } = stage;
    const thread = sharedThread(stage);
    await ask(stage, 'imagine', { prompt: 'a poster' }, { ...thread, user: ben });
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>();
    upstream.script.next({ until, fail: {} }, { prompt: 'a castle' });
    const first = run(stage, 'imagine', { prompt: 'a castle' }, thread);
    await first.acknowledged();
    const second = run(stage, 'edit', { prompt: 'in red' }, thread);
    await saying(second, 'Queued after');
    goOn();

    await ending(first);
    expect((await ending(second)).content).toBe(refused);
    expect(upstream.tasks.map(({ prompt }) => prompt)).not.toContain('in red');
    // Nothing is held any more.
    expect((await ask(stage, 'quota')).content).toContain('**2 of 2 left**');
  });

  test('a mention with words does not offer to edit it', async () => {
    await using stage = await raiseStrict();
    const { discord, ada, ben } = stage;
    const thread = sharedThread(stage);
    await ask(stage, 'imagine', { prompt: 'a poster' }, { ...thread, user: ben });
    const say = (user: Snowflake) =>
      discord.sendMessage({ user, channel: thread.channel, content: `${mention(discord)} in red` });

    expect(buttonsOf(await replyTo(stage, say(ada), thread.channel))).toEqual([['Make a picture']]);
    expect(buttonsOf(await replyTo(stage, say(ben), thread.channel))).toEqual([
      ['Make a picture', 'Edit the current one'],
    ]);
  });
});

test('a price that was told before the rule was set is not agreed to after it', async () => {
  await using stage = await raiseStrict({ others: null });
  const { upstream, ben } = stage;
  const thread = sharedThread(stage);
  await ask(stage, 'imagine', { prompt: 'a poster' }, { ...thread, user: ben });
  const asked = await ask(stage, 'edit', { prompt: 'a moon', region: 'top half' }, thread);
  await stage.manage('set', { others: 'off' });

  const answer = await press(stage, asked, 'Go ahead');

  expect([answer.content, isPrivate(answer)]).toEqual([refused, true]);
  expect(upstream.tasks).toHaveLength(1);
});

test('others: on, and clear, give it back; a restart changes nothing', async () => {
  await using stage = await raiseStrict();
  const { discord, upstream, ada, ben, channel, manage } = stage;
  const photo = discord.sendMessage({ user: ben, channel, files: [beach] });
  const off = "- members may not edit each other's pictures, nor make characters of them";
  const on = "- members may edit each other's pictures, and make characters of them";
  // Its form does not open.
  const notEdited = async () =>
    (await ending(discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo }))).content;
  await stage.restart();

  expect(await manage('show')).toContain(`**Set here**\n${off}\n**Where nothing is set**`);
  expect(await notEdited()).toBe(refused);
  expect(await manage('set', { others: 'on' })).toBe(`**Set**\n${on}`);
  expect((await editImage(stage, ada, photo)).attachments).toHaveLength(1);
  expect(await manage('set', { others: 'off' })).toBe(`**Set**\n${off}`);
  expect(await notEdited()).toBe(refused);
  expect(await manage('clear')).toContain(on);
  expect(await manage('show')).toMatch(/^Nothing is set here\.\n/);
  expect((await editImage(stage, ada, photo)).attachments).toHaveLength(1);
  expect(upstream.tasks).toHaveLength(2);
});

test('another server and direct messages are as before', async () => {
  await using stage = await raiseStrict();
  const { discord, ada, ben } = stage;
  const guild = discord.createGuild({ name: 'Club' });
  const elsewhere = discord.createChannel({ guild, name: 'pictures' });
  for (const user of [ada, ben]) discord.addMember({ guild, user });
  const photo = discord.sendMessage({ user: ben, channel: elsewhere, files: [beach] });
  const direct = discord.openDm(ada);

  await editImage(stage, ada, photo, elsewhere);
  const sent = discord.sendMessage({ user: ada, channel: direct, content: 'at night', files: [hat] });
  await replyTo(stage, sent, direct);
  await ask(stage, 'edit', { prompt: 'in the rain' }, { channel: direct });

  const [, second] = stage.upstream.tasks;
  expect(inputs(stage)).toEqual([[sha256(beach.bytes)], [sha256(hat.bytes)], [second?.results[0]?.sha256]]);
});
