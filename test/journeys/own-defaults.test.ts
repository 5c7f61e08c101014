import { expect, test } from 'vitest';
import { png } from '../../scripts/emulators/png.ts';
import { type Asker, ask, isPrivate, patience, press } from './asking.ts';
import { sendIn } from './casting.ts';
import type { Stage } from './stage/stage.ts';
import { raiseStrict } from './strict-server.ts';

// What a member sets for themselves with `/defaults`.

const openai = { others: null, vendors: ['openai'] } as const;
const beach = { name: 'beach.png', bytes: png(64, 48) };

const set = (stage: Stage, options: Parameters<typeof ask>[2], asker?: Asker) =>
  ask(stage, 'defaults set', options, asker);

/** What the vendor was asked for, each time. */
const asked = ({ openai: vendor }: Stage) =>
  vendor.paidRequests.map(({ json }) => {
    const { model, size, quality, output_format: format } = json as Readonly<Record<string, unknown>>;
    return [model, size, quality, format];
  });

test('are taken where a request says nothing, what is typed wins, and other members and servers have their own', async () => {
  await using stage = await raiseStrict(openai);
  const { ben, discord, ada } = stage;
  const answer = await set(stage, { model: 'gpt-image-2.6-flare', size: '1024x1536', quality: 'low', format: 'webp' });
  await stage.restart();

  await ask(stage, 'imagine', { prompt: 'a fox' });
  await ask(stage, 'imagine', { prompt: 'a fox', size: '1024x1024', format: 'png' });
  await ask(stage, 'imagine', { prompt: 'a fox', quality: 'low' }, { user: ben });
  await ask(stage, 'imagine', { prompt: 'a fox', quality: 'low' }, { channel: discord.openDm(ada) });

  expect(isPrivate(answer)).toBe(true);
  expect(answer.content).toBe(
    [
      '**Yours in this server**',
      '- model: gpt-image-2.6-flare',
      '- size: 1024x1536',
      '- quality: low',
      '- format: webp',
      '**Where you have set nothing**',
      '- private: no, everybody sees the answers to `/imagine`, `/edit` and forms',
    ].join('\n'),
  );
  expect(asked(stage)).toEqual([
    ['gpt-image-2.6-flare', '1024x1536', 'low', 'webp'],
    ['gpt-image-2.6-flare', '1024x1024', 'low', 'png'],
    ['gpt-image-2', undefined, 'low', undefined],
    ['gpt-image-2', undefined, 'low', undefined],
  ]);
});

test('go before what the server takes, and its rules go before them', async () => {
  await using stage = await raiseStrict(openai);
  const { discord, manager, channel } = stage;
  await stage.manage('set', { model: 'gpt-image-2', size: '1536x1024', quality: 'low' });
  await set(stage, { model: 'gpt-image-2.6-flare', size: '1024x1536' });
  await ask(stage, 'imagine', { prompt: 'a fox' });
  const allow = { user: manager, channel, command: 'server models allow', options: { model: 'gpt-image-2' } };
  await discord.runCommand(allow).answered(patience);
  await ask(stage, 'imagine', { prompt: 'a fox' });
  const shown = await ask(stage, 'defaults show');
  const refused = await set(stage, { model: 'gpt-image-2.6-flare' });

  expect(asked(stage)).toEqual([
    ['gpt-image-2.6-flare', '1024x1536', 'low', undefined],
    ['gpt-image-2', '1024x1536', 'low', undefined],
  ]);
  expect(shown.content).toBe(
    [
      '**Yours in this server**',
      '- model: gpt-image-2.6-flare, which cannot be used here now, so gpt-image-2 is taken',
      '- size: 1024x1536',
      '**Where you have set nothing**',
      '- quality: low (this server’s)',
      '- format: png',
      '- private: no, everybody sees the answers to `/imagine`, `/edit` and forms',
    ].join('\n'),
  );
  expect(refused.content).toContain('A rule of this server does not let you use this model (gpt-image-2.6-flare).');
});

test('private answers where nothing is said of it: commands and forms, until they are cleared', async () => {
  await using stage = await raiseStrict(openai);
  const { discord, ada, channel } = stage;
  const photo = discord.sendMessage({ user: ada, channel, files: [beach] });
  const everyones = await ask(stage, 'imagine', { prompt: 'a fox' });
  await set(stage, { private: true });

  const unsaid = await ask(stage, 'imagine', { prompt: 'a fox' });
  const said = await ask(stage, 'imagine', { prompt: 'a fox', private: false });
  const opened = discord.runMessageCommand({ user: ada, channel, command: 'Edit image', message: photo });
  const form = await sendIn(stage, await opened.modal(patience), { prompt: 'at night' });
  const again = await press(stage, everyones, 'Again');
  const cleared = await ask(stage, 'defaults clear');
  const after = await ask(stage, 'imagine', { prompt: 'a fox' });

  expect([unsaid, said, form, again, after].map(isPrivate)).toEqual([true, false, true, false, false]);
  expect(cleared.content).toMatch(/^What you had set is gone\.\nYou have set nothing for this server\.\n/);
});

test('of those, what does not go with a request is left out without a word, and a part stays exact', async () => {
  await using stage = await raiseStrict(openai);
  await set(stage, { size: '1024x1536', quality: 'low', format: 'jpeg' });

  const clear = await ask(stage, 'imagine', {
    prompt: 'a fox',
    background: 'transparent',
    model: 'gpt-image-2.6-flare',
  });
  const exact = await ask(stage, 'edit', { prompt: 'a moon', image: beach, region: 'top half' });

  expect(clear.content).not.toMatch(/left out|JPEG/);
  expect(exact.content).not.toContain('JPEG');
  const [first] = stage.openai.calls;
  expect([first?.size, first?.quality]).toEqual(['1024x1536', 'low']);
});

test('what nobody makes is refused in a sentence, and nothing is set', async () => {
  await using stage = await raiseStrict(openai);
  const answers = [
    await set(stage, { model: 'dall-e-9' }),
    await set(stage, { size: 'enormous' }),
    await set(stage, { quality: 'max' }),
    await set(stage, {}),
    await ask(stage, 'defaults show'),
  ];

  expect(answers.map(({ content }) => content.split('\n')[0])).toEqual([
    expect.stringContaining('dall-e-9'),
    expect.stringContaining('size'),
    expect.stringContaining('quality'),
    'Nothing was chosen, and nothing was changed: choose at least one option.',
    'You have set nothing for this server.',
  ]);
  expect(answers.every(isPrivate)).toBe(true);
});

test('completions show what applies, and whose it is', async () => {
  await using stage = await raiseStrict(openai);
  const { discord, ada, channel } = stage;
  await stage.manage('set', { quality: 'medium' });
  await set(stage, { model: 'gpt-image-2.6-flare', size: '1024x1536' });
  const first = async (focused: string) => {
    const typing = { user: ada, channel, command: 'imagine', options: { prompt: 'a fox' }, focused, value: '' };
    return (await discord.autocomplete(typing))[0]?.name;
  };

  expect(await first('model')).toMatch(/^GPT Image 2\.6 Flare.* · your default$/i);
  expect(await first('size')).toMatch(/1024x1536.* · your default$/);
  expect(await first('quality')).toMatch(/^medium.* · this server's default$/);
});

test('go with everything else that a member has deleted', async () => {
  await using stage = await raiseStrict(openai);
  await set(stage, { private: true });
  await press(stage, await ask(stage, 'privacy delete'), 'Delete');

  await expect
    .poll(async () => (await ask(stage, 'defaults show')).content.split('\n')[0], { timeout: 20_000 })
    .toBe('You have set nothing for this server.');
});
