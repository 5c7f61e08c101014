import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, inputs, isPrivate, mention, press, replyTo, saidTo, sha256 } from './asking.ts';
import { raiseStrict, reply } from './strict-server.ts';

const beach = { name: 'beach.png', bytes: png(64, 48) };
const hat = { name: 'hat.png', bytes: png(40, 40) };

describe('replies: ask', () => {
  const offered = 'Nothing was made. Shall I edit that picture so, for about $0.010?';

  test('a reply to a picture gets the price and a button, which edits it after a restart too, once', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, upstream, ada, ben, channel } = stage;
    await stage.manage('set', { replies: 'ask' });
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });

    const offer = await reply(stage, ada, photo, [hat]);

    expect([offer.content, buttonsOf(offer)]).toEqual([offered, [['Edit it']]]);
    expect(upstream.requests).toEqual([]);
    await stage.restart();
    const theirs = await press(stage, offer, 'Edit it', ben);
    expect([theirs.content, isPrivate(theirs)]).toEqual(['These buttons are for whoever wrote that.', true]);
    const made = await press(stage, offer, 'Edit it');
    expect(made.content).toContain('“at night”');
    expect(inputs(stage)).toEqual([[sha256(beach.bytes), sha256(hat.bytes)]]);
    expect((await press(stage, offer, 'Edit it')).content).toContain('used already');
    expect(upstream.tasks).toHaveLength(1);
  });

  test('a reply to the bot’s own picture branches off from it once the button is pressed', async () => {
    await using stage = await raiseStrict({ others: null });
    const { upstream, ada } = stage;
    await stage.manage('set', { replies: 'ask' });
    const first = await ask(stage, 'imagine', { prompt: 'a fox' });
    await ask(stage, 'edit', { prompt: 'in snow' });

    await press(stage, await reply(stage, ada, first.id), 'Edit it');

    expect(inputs(stage)[2]).toEqual([upstream.tasks[0]?.results[0]?.sha256]);
  });

  test('a reply to words alone is chatter', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, ada, ben, channel } = stage;
    await stage.manage('set', { replies: 'ask' });
    await ask(stage, 'imagine', { prompt: 'a fox' });
    const words = discord.sendMessage({ user: ben, channel, content: 'what a day' });

    expect(buttonsOf(await reply(stage, ada, words))).toEqual([['Make a picture', 'Edit the current one']]);
    expect(stage.upstream.tasks).toHaveLength(1);
  });

  test('what a rule of the server is against is refused at once', async () => {
    await using stage = await raiseStrict();
    const { discord, ada, ben, channel } = stage;
    await stage.manage('set', { replies: 'ask' });
    const photo = discord.sendMessage({ user: ben, channel, files: [beach] });

    expect((await reply(stage, ada, photo)).content).toBe('I could not do that; the reason is for you alone.');
  });

  test('scribbles on a copy are read as marks once the button is pressed', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, ada, channel } = stage;
    await stage.manage('set', { replies: 'ask' });
    const photo = discord.sendMessage({ user: ada, channel, files: [beach] });

    const made = await press(stage, await reply(stage, ada, photo, [beach]), 'Edit it');

    // The same picture has no marks on it: it is one more to look at.
    expect(made.attachments.length).toBeGreaterThan(0);
  });

  test('a message with a picture of its own is no reply, and is edited at once', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, ada, channel } = stage;
    await stage.manage('set', { replies: 'ask' });

    const sent = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} at night`, files: [beach] });

    expect((await replyTo(stage, sent)).attachments).toHaveLength(1);
  });
});

describe('replies: off', () => {
  test('a reply is left alone, whatever it replies to, and commands work as ever', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, upstream, ada, channel } = stage;
    await stage.manage('set', { replies: 'off' });
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    const words = discord.sendMessage({ user: ada, channel, content: 'what a day' });

    for (const replied of [made.id, words]) {
      const asked = discord.sendMessage({ user: ada, channel, content: `${mention(discord)} bluer`, replyTo: replied });
      expect(await saidTo(stage, asked)).toEqual([]);
    }
    expect(upstream.tasks).toHaveLength(1);
    await ask(stage, 'edit', { prompt: 'bluer' });
    expect(upstream.tasks).toHaveLength(2);
    await stage.manage('set', { replies: 'edit' });
    expect((await reply(stage, ada, made.id)).attachments).toHaveLength(1);
  });

  test('a reply whose words are withheld gets no hint', async () => {
    await using stage = await raiseStrict({ others: null, discord: { messageContentIntent: false } });
    const { discord, ada, channel } = stage;
    await stage.manage('set', { replies: 'off' });
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });

    const asked = discord.sendMessage({ user: ada, channel, content: 'bluer', replyTo: made.id, ping: false });

    expect(await saidTo(stage, asked)).toEqual([]);
  });

  test('direct messages are as before', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, ada } = stage;
    await stage.manage('set', { replies: 'off' });
    const channel = discord.openDm(ada);
    const photo = discord.sendMessage({ user: ada, channel, files: [beach] });

    const asked = discord.sendMessage({ user: ada, channel, content: 'at night', replyTo: photo });

    expect((await replyTo(stage, asked, channel)).attachments).toHaveLength(1);
  });
});
