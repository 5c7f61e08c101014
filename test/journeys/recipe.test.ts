import { describe, expect, test } from 'vitest';
import type { Snowflake, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { ask, buttonsOf, ending, isPrivate, linkTo, press } from './asking.ts';
import { raiseRuled } from './ruled-server.ts';
import { raiseStage, type Stage } from './stage/stage.ts';

/** The message command. */
const recipeOf = ({ discord, ada, channel }: Stage, { id: message }: WireMessage, user: Snowflake = ada) =>
  ending(discord.runMessageCommand({ user, channel, command: 'Recipe', message }));

/** Without what differs from run to run. */
const lines = ({ content }: WireMessage) => content.replace(/<t:\d+:f>/, '<when>').split('\n');

const textOf = ({ discord }: Stage, { id }: WireMessage): string => {
  const [file] = discord.filesOf(id);
  return file === undefined ? expect.fail('there is no file') : Buffer.from(file.bytes).toString();
};

describe('Recipe', () => {
  test('tells privately all that made a picture, with what the vendor made of its words, after a restart', async () => {
    await using stage = await raiseStage();
    const { upstream, ada, ben } = stage;
    const first = await ask(stage, 'imagine', { prompt: 'a cat' });
    upstream.script.next({ revisedPrompt: 'A ginger cat with a tall hat, in oil. @everyone' });
    const second = await ask(stage, 'edit', {
      prompt: 'with a `hat`, @everyone',
      image: { name: 'hat.png', bytes: png(64, 48) },
      image2: { name: 'scarf.png', bytes: png(48, 64) },
      size: '1024x1536',
      quality: 'low',
      background: 'opaque',
      format: 'jpeg',
    });

    await stage.restart();
    const told = await recipeOf(stage, second, ben);
    const pressed = await press(stage, await press(stage, second, 'More'), 'Recipe');

    expect(isPrivate(told)).toBe(true);
    expect(lines(told)).toEqual([
      `**Recipe of version [4](${linkTo(stage, second)})**`,
      `Asked for by <@${ada}>, <when>`,
      'Model: gpt-image-2',
      'Size: 1024×1536 asked for, 171×256 made',
      'Quality: low',
      'Background: opaque',
      'Format: jpeg',
      'Made from a picture sent and a picture sent',
      'Cost: $0.010',
      'Prompt:',
      '```',
      'with a `\u2060hat`\u2060, @everyone',
      '```',
      'What the image service made of it:',
      '```',
      'A ginger cat with a tall hat, in oil. @everyone',
      '```',
    ]);
    expect(stage.discord.pingsOf(told.id)).toEqual([]);
    expect(pressed.content).toBe(told.content);
    const plain = await recipeOf(stage, first);
    expect(plain.content).not.toContain('image service');
    expect(plain.content).toContain('Size: auto asked for, 256×256 made');
    // The next edit of it names it, with a link.
    const third = await ask(stage, 'edit', { prompt: 'at night' });
    expect((await recipeOf(stage, third)).content).toContain(`Made from [version 4](${linkTo(stage, second)})`);
    expect(stage.logged.join('')).not.toContain('ginger');
  });

  test('of pictures that were made alike is one; else it asks which', async () => {
    await using stage = await raiseStage();
    const alike = await ask(stage, 'imagine', { prompt: 'a cat', count: 2 });
    stage.upstream.script.next({ revisedPrompt: 'a dog, in oil' });
    const unlike = await ask(stage, 'imagine', { prompt: 'a dog', count: 2 });

    const told = await recipeOf(stage, alike);
    expect(told.content).toContain('**Recipe of versions [1](');
    expect(told.content).toContain('Pictures: 2');
    expect(told.content).toContain('Cost of each: $');

    const which = await recipeOf(stage, unlike);
    expect(which.content).toBe('These were not all made alike. Which one?');
    expect(buttonsOf(which)).toEqual([['Picture 1', 'Picture 2']]);
    const both = [await press(stage, which, 'Picture 1'), await press(stage, which, 'Picture 2')];
    expect(both.filter(({ content }) => content.includes('a dog, in oil'))).toHaveLength(1);
    expect(both.every(isPrivate)).toBe(true);
  });

  test('is whole in a file where a message has no room for it, with its beginning above', async () => {
    await using stage = await raiseStage();
    const prompt = `a cat ${'and another cat '.repeat(200)}end`;
    stage.upstream.script.next({ revisedPrompt: `two hundred cats ${'and one more '.repeat(250)}over` });
    const made = await ask(stage, 'imagine', { prompt });

    const told = await recipeOf(stage, made);

    expect(told.content.length).toBeLessThanOrEqual(2000);
    expect(told.content).toContain('Prompt:\n```\na cat and another cat');
    expect(told.content).toContain('of it:\n```\ntwo hundred cats and one more');
    expect(told.content).toContain('All of it is in the file.');
    expect(told.attachments.map(({ filename }) => filename)).toEqual(['recipe.txt']);
    expect(textOf(stage, told)).toContain(`Prompt:\n${prompt}`);
    expect(textOf(stage, told)).toContain('and one more over');
  });

  test('of a private picture is its asker’s, and there is none of what somebody sent', async () => {
    await using stage = await raiseStage();
    const { discord, ben } = stage;
    const hidden = await ask(stage, 'imagine', { prompt: 'a secret', private: true });
    const more = await press(stage, hidden, 'More');
    expect((await press(stage, more, 'Recipe')).content).toContain('a secret');
    const photo = discord.sendMessage({
      user: ben,
      channel: stage.channel,
      files: [{ name: 'a.png', bytes: png(9, 9) }],
    });

    const none = await recipeOf(stage, discord.message(photo) ?? expect.fail('it is gone'));

    expect(none.content).toBe('I made no picture in that message, so there is no recipe of it.');
    expect(isPrivate(none)).toBe(true);
  });

  test('keeps words that the server’s list has to whoever asked for them', async () => {
    await using stage = await raiseRuled();
    const { manage, ben } = stage;
    await manage('blocklist add', { words: 'gore' });
    await manage('blocklist action', { do: 'warn' });
    const made = await ask(stage, 'imagine', { prompt: 'a vase of gore' });

    const others = await recipeOf(stage, made, ben);
    const own = await recipeOf(stage, made);

    expect(others.content).toContain('Its words are not shown: the list of this server has some of them.');
    expect(others.content).not.toContain('gore');
    expect(own.content).toContain('a vase of gore');
  });

  test('and so does the history, in words, in its picture’s text and in what is offered', async () => {
    await using stage = await raiseRuled();
    const { manage, ben, discord, channel } = stage;
    await manage('blocklist add', { words: 'gore' });
    await manage('blocklist action', { do: 'warn' });
    await ask(stage, 'imagine', { prompt: 'a vase of gore' });

    const others = await ask(stage, 'history show', {}, { user: ben });
    const own = await ask(stage, 'history show');
    const offered = await discord.autocomplete({
      ...{ user: ben, channel, command: 'history continue', options: {} },
      ...{ focused: 'version', value: '1' },
    });

    expect(JSON.stringify([others, offered])).not.toContain('gore');
    expect(others.content).toContain('words that a rule of this server keeps out');
    expect(own.content).toContain('a vase of gore');
  });
});
