import { describe, expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, isPrivate, mention, patience, press, replyTo } from './asking.ts';
import { sendIn } from './casting.ts';
import { editImage, raiseStrict, reply } from './strict-server.ts';

// What `/server defaults set` makes of requests that say nothing of it.

const beach = { name: 'beach.png', bytes: png(64, 48) };
const openai = { others: null, vendors: ['openai'] } as const;

describe('model, size and quality', () => {
  test('are taken where a request says nothing, and what a member says wins', async () => {
    await using stage = await raiseStrict(openai);
    await stage.manage('set', { model: 'gpt-image-2.6-flare', size: '1024x1536', quality: 'low' });
    await stage.restart();

    await ask(stage, 'imagine', { prompt: 'a fox' });
    const typed = { prompt: 'a fox', model: 'gpt-image-2', size: 'auto', quality: 'medium' };
    // Far dearer than what is usual here.
    await press(stage, await ask(stage, 'imagine', typed), 'Go ahead');

    expect(stage.openai.paidRequests.map(({ json }) => json)).toMatchObject([
      { model: 'gpt-image-2.6-flare', size: '1024x1536', quality: 'low' },
      { model: 'gpt-image-2', quality: 'medium' },
    ]);
    // What is left to the model is not sent.
    expect(stage.openai.paidRequests[1]?.json).not.toHaveProperty('size');
  });

  test('are those of a reply, of a form and of chatter too, with their price', async () => {
    await using stage = await raiseStrict(openai);
    const { discord, ada, channel } = stage;
    const photo = discord.sendMessage({ user: ada, channel, files: [beach] });
    const words = () => discord.sendMessage({ user: ada, channel, content: `${mention(discord)} a fox` });
    const dearer = await replyTo(stage, words());
    await stage.manage('set', { size: '1024x1024', quality: 'low' });

    await reply(stage, ada, photo);
    await editImage(stage, ada, photo);
    const offer = await replyTo(stage, words());
    const made = await press(stage, offer, 'Make a picture');

    expect(stage.openai.calls.map(({ size, quality }) => [size, quality])).toEqual(
      Array.from({ length: 3 }, () => ['1024x1024', 'low']),
    );
    expect(dearer.content).toContain('about up to $0.33');
    expect(offer.content).toContain('about up to $0.020');
    expect(made.attachments).toHaveLength(1);
  });

  test('of those, what a chosen model lacks is left out without a word', async () => {
    await using stage = await raiseStrict({ others: null });
    await stage.manage('set', { size: '16:9 · 4K' });

    const made = await ask(stage, 'imagine', { prompt: 'a fox', model: 'nano-banana' });

    expect(stage.upstream.paidRequests[0]?.json).not.toHaveProperty('resolution');
    expect(made.content).toMatch(/^\*\*Version 1:\*\* “a fox”\n-# nano-banana · [\d×]+ · \$0\.013$/);
  });

  test('do not give a part another size than its picture’s, which would not stay exact', async () => {
    await using stage = await raiseStrict({ others: null });
    await stage.manage('set', { size: '1024x1536' });

    const priced = await ask(stage, 'edit', { prompt: 'a moon', image: beach, region: 'top half' });
    await press(stage, priced, 'Go ahead');

    expect(stage.upstream.tasks[0]?.size).not.toBe('1024x1536');
  });

  test('stay out of Again, which repeats what was made', async () => {
    await using stage = await raiseStrict(openai);
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    await stage.manage('set', { quality: 'low', size: '1024x1024' });

    await press(stage, made, 'Again');

    const [first, again] = stage.openai.calls;
    expect([again?.size, again?.quality]).toEqual([first?.size, first?.quality]);
  });

  test('decide the prices that are offered, and which sizes and qualities there are', async () => {
    await using stage = await raiseStrict(openai);
    await stage.manage('set', { model: 'gpt-image-2.6-flare', quality: 'low' });
    const { discord, ada, channel } = stage;
    const typing = { user: ada, channel, command: 'imagine', value: '' };

    const models = await discord.autocomplete({ ...typing, focused: 'model' });
    const qualities = await discord.autocomplete({ ...typing, focused: 'quality' });

    const name = "GPT Image 2.6 Flare · up to $0.050 · this server's default";
    expect(models[0]).toEqual({ name, value: 'gpt-image-2.6-flare' });
    expect(qualities.map(({ value }) => value)).toEqual(['low', 'auto', 'medium', 'high', 'xhigh', 'max']);
  });

  test('that nobody could make are refused as a request would be, and nothing is set', async () => {
    await using stage = await raiseStrict(openai);

    const said = [
      await stage.manage('set', { model: 'gpt-image-9' }),
      await stage.manage('set', { size: 'enormous', spoiler: true }),
      await stage.manage('set', { quality: 'splendid' }),
      await stage.manage('set', { quality: 'max' }),
      await stage.manage('set', { model: 'gpt-image-2', size: '4096x4096' }),
    ];

    expect(said.map((each) => each.split('. ')[0])).toEqual([
      'Your request names a model that I do not know (gpt-image-9)',
      'Your request has a size that this model cannot make',
      'Your request has something in it that the model cannot take (quality)',
      'Your request names a quality that this model does not have (GPT Image 2)',
      'Your request has a size that this model cannot make',
    ]);
    expect(await stage.manage('show')).toMatch(/^Nothing is set here\.\n/);
    // With a model that has it, it may be set.
    expect(await stage.manage('set', { model: 'gpt-image-2.6-flare', quality: 'max' })).toContain('quality');
  });

  test('of a model that is gone are the operator’s again', async () => {
    await using stage = await raiseStrict({ others: null, vendors: ['acedatacloud', 'openai'] });
    await stage.manage('set', { model: 'nano-banana' });
    await stage.restart({ ACEDATACLOUD_API_TOKEN: '' });

    await ask(stage, 'imagine', { prompt: 'a fox' });

    expect(stage.openai.calls.map(({ model }) => model)).toEqual(['gpt-image-2']);
    // What is not about them can still be set.
    expect(await stage.manage('set', { spoiler: true })).toContain('covered');
  });
});

describe('ask-above', () => {
  const price = 'This costs $0.010. Nothing is charged before you go ahead; the buttons hold for 15 minutes.';

  test('asks before a command, a reply, a button and a form alike, and not once it is cleared', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, upstream, ada, channel } = stage;
    const photo = discord.sendMessage({ user: ada, channel, files: [beach] });
    const made = await ask(stage, 'imagine', { prompt: 'a fox' });
    await stage.manage('set', { 'ask-above': 0.005 });

    const form = await discord.pressButton({ user: ada, message: made.id, label: 'Edit' }).modal(patience);
    const asked = [
      await ask(stage, 'imagine', { prompt: 'a fox' }),
      await reply(stage, ada, photo),
      await press(stage, made, 'Again'),
      await sendIn(stage, form, { prompt: 'at night' }),
      await editImage(stage, ada, photo),
    ];

    expect(asked.map(({ content }) => content)).toEqual(asked.map(() => price));
    expect(asked.map((each) => isPrivate(each))).toEqual([true, false, true, true, true]);
    expect(upstream.tasks).toHaveLength(1);
    await press(stage, asked[1] ?? expect.fail(), 'Go ahead');
    expect(upstream.tasks).toHaveLength(2);
    await stage.manage('clear');
    expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);
  });

  test('of 0 asks always, and not once more where the price was told with the button', async () => {
    await using stage = await raiseStrict({ others: null });
    const { discord, ada, channel } = stage;
    await stage.manage('set', { 'ask-above': 0 });

    expect(buttonsOf(await ask(stage, 'imagine', { prompt: 'a fox' }))).toEqual([['Go ahead', 'Cancel']]);
    const content = `${mention(discord)} a fox`;
    const offer = await replyTo(stage, discord.sendMessage({ user: ada, channel, content }));
    expect((await press(stage, offer, 'Make a picture')).attachments).toHaveLength(1);
  });

  test('counts what the server usually takes as nothing that a member chose', async () => {
    await using stage = await raiseStrict(openai);
    await stage.manage('set', { model: 'gpt-image-2.6-flare', quality: 'max', size: '1024x1024' });

    expect((await ask(stage, 'imagine', { prompt: 'a fox' })).attachments).toHaveLength(1);
  });
});
