// Longer than 250 lines: cases of one subject that share their stage and little else.

import { describe, expect, test } from 'vitest';
import type { Ask, Services } from '../../src/application/services.ts';
import { channelId, draftId, modelId, userId, type VersionId, versionId } from '../../src/domain/ids.ts';
import type { Draft } from '../../src/ports/store/notes.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { sampleVersion } from '../discord/sample-version.ts';
import { jobOf } from '../discord/scripted-services.ts';
import { tinyPng } from '../discord/tiny-png.ts';
import { postResult } from './stage.ts';

const version = versionId('1440000000000000001-0-0');

const complete = {
  models: async () => [
    { name: 'GPT Image 2', value: 'gpt-image-2', price: { microUsd: 40_000, isBound: false } },
    { name: 'Nano Banana Pro', value: 'nano-banana-pro', price: null },
  ],
  sizes: async (_place: unknown, model: string | undefined) => [
    { name: `auto for ${model ?? 'the usual model'}`, value: 'auto', price: null },
    { name: '16:9 · 2K (2048x1152)', value: '16:9 · 2K', price: null },
  ],
};

function accepting() {
  const asks: Ask[] = [];
  const drafts = new Map<string, Draft>();
  const script = {
    complete,
    ask: async (ask: Ask) => {
      asks.push(ask);
      return { kind: 'accepted', job: jobOf(ask) } as const;
    },
    acknowledged: async () => undefined,
    drafts: {
      keep: async (draft: Omit<Draft, 'madeAt'>) => void drafts.set(draft.id, { ...draft, madeAt: 0 }),
      find: async (id: Draft['id']) => drafts.get(id) ?? null,
    },
    sourcesOf: (async ({ versions, pictures }) =>
      versions.length > 0
        ? versions.map((each: VersionId) => ({ kind: 'version', version: each }))
        : pictures.map((picture) => ({ kind: 'picture', picture }))) satisfies Services['sourcesOf'],
  };
  return { asks, drafts, script };
}

describe('the Edit button', () => {
  test('opens the form, with the version’s model chosen', async () => {
    const { script } = accepting();
    const found = async () => sampleVersion({ model: modelId('nano-banana-pro') });
    await using bot = await connectBot({ ...script, version: found });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version });
    const form = await discord.pressButton({ user: demo.ben, message, label: 'edit' }).modal();
    expect(form.customId).toBe(`v1:edit-form:${version}`);
    expect(form.title).toBe('Edit this picture');
    const fields = form.components.map(({ component }) => component);
    expect(fields).toMatchObject([
      { type: 4, custom_id: 'prompt', required: true, max_length: 4000 },
      { type: 19, custom_id: 'images', required: false, min_values: 0, max_values: 10, file_types: ['image'] },
      { type: 3, custom_id: 'model', required: false },
      { type: 3, custom_id: 'size', required: false },
    ]);
    expect(fields[2]?.options).toEqual([
      { label: 'GPT Image 2 · $0.040', value: 'gpt-image-2' },
      { label: 'Nano Banana Pro', value: 'nano-banana-pro', default: true },
    ]);
    expect(fields[3]?.options?.[0]?.label).toBe('auto for nano-banana-pro');
    discord.expectNoUnknownRoutes();
    expect(bot.logged).toEqual([]);
  });

  test('on a version that is gone says so privately', async () => {
    await using bot = await connectBot({ version: async () => null });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'edit' });
    expect((await press.answered()).content).toContain('can no longer be fetched');
    expect(press.view().ephemeral).toBe(true);
  });
});

describe('the form of a version, sent in', () => {
  test('asks for an edit of that version and of the pictures added', async () => {
    const { asks, script } = accepting();
    await using bot = await connectBot({ ...script, version: async () => sampleVersion() });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version });
    const form = await discord.pressButton({ user: demo.ben, message, label: 'edit' }).modal();
    const sent = discord.submitModal({
      user: demo.ben,
      modal: form.id,
      values: {
        prompt: 'bluer',
        images: [{ name: 'one.png', bytes: tinyPng }],
        model: ['nano-banana-pro'],
        size: ['16:9 · 2K'],
      },
    });
    const { state, ephemeral } = await sent.acknowledged();
    expect([state, ephemeral]).toEqual(['deferred', false]);
    expect(asks).toMatchObject([
      {
        id: sent.id,
        recipe: { prompt: 'bluer', model: 'nano-banana-pro', size: '16:9 · 2K' },
        sources: {
          kind: 'given',
          sources: [
            { kind: 'version', version },
            { kind: 'picture', picture: { filename: 'one.png', owner: demo.ben } },
          ],
        },
        address: { asker: demo.ben, audience: 'everyone' },
      },
    ]);
  });

  test('of a private version is answered privately', async () => {
    const { asks, script } = accepting();
    await using bot = await connectBot({ ...script, version: async () => sampleVersion({ audience: 'asker' }) });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version });
    const form = await discord.pressButton({ user: demo.ada, message, label: 'edit' }).modal();
    const sent = discord.submitModal({ user: demo.ada, modal: form.id, values: { prompt: 'bluer' } });
    expect((await sent.acknowledged()).ephemeral).toBe(true);
    expect(asks).toMatchObject([{ address: { audience: 'asker' } }]);
    // The model was chosen beforehand, and stays so where nothing else is.
    expect(asks[0]?.recipe).toEqual({ prompt: 'bluer', model: 'gpt-image-2', size: undefined });
  });
});

describe('Apps → Edit image', () => {
  test('on somebody’s picture keeps it, and opens the form for what was kept', async () => {
    const { asks, drafts, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const files = [{ name: 'dog.png', bytes: tinyPng }];
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files });
    const run = discord.runMessageCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'Edit image',
      message,
    });
    const form = await run.modal();
    expect(form.customId).toBe(`v1:draft-form:${run.id}`);
    expect(drafts.get(run.id)).toMatchObject({
      asker: demo.ada,
      channel: demo.studio.general,
      audience: 'everyone',
      sources: [
        {
          kind: 'picture',
          picture: { filename: 'dog.png', owner: demo.chloe, message: { channel: demo.studio.general, id: message } },
        },
      ],
    });
    await discord.submitModal({ user: demo.ada, modal: form.id, values: { prompt: 'bluer' } }).acknowledged();
    expect(asks[0]?.sources).toMatchObject({ kind: 'given', sources: [{ picture: { filename: 'dog.png' } }] });
  });

  test('works on a forward', async () => {
    const { drafts, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const files = [{ name: 'dog.png', bytes: tinyPng }];
    const original = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files });
    const message = discord.forwardMessage({ user: demo.ben, channel: demo.studio.pictures, message: original });
    const run = discord.runMessageCommand({
      user: demo.ada,
      channel: demo.studio.pictures,
      command: 'Edit image',
      message,
    });
    await run.modal();
    expect(drafts.get(run.id)?.sources).toMatchObject([{ picture: { filename: 'dog.png', owner: demo.ben } }]);
  });

  test('on our result goes on from its version, and a private one stays private', async () => {
    const { drafts, script } = accepting();
    await using bot = await connectBot({ ...script, version: async () => sampleVersion({ audience: 'asker' }) });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'edit', version });
    const run = discord.runMessageCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'Edit image',
      message,
    });
    await run.modal();
    expect(drafts.get(run.id)).toMatchObject({ audience: 'asker', sources: [{ kind: 'version', version }] });
  });

  test('on a message without a picture says so privately', async () => {
    const { script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, content: 'hello' });
    const run = discord.runMessageCommand({
      user: demo.ada,
      channel: demo.studio.general,
      command: 'Edit image',
      message,
    });
    expect((await run.answered()).content).toContain('no picture that I can use');
    expect(run.view().ephemeral).toBe(true);
  });

  test.each([
    ['was open for too long', null],
    ['is somebody else’s', { asker: userId('1'), audience: 'asker' as const, sources: [] }],
  ])('says so when the form %s', async (_, kept) => {
    const { asks, script } = accepting();
    const find = async () =>
      kept && ({ ...kept, id: draftId('1'), channel: channelId('1'), madeAt: 0 } satisfies Draft);
    await using bot = await connectBot({ ...script, drafts: { ...script.drafts, find } });
    const { discord, demo } = bot;
    const files = [{ name: 'dog.png', bytes: tinyPng }];
    const message = discord.sendMessage({ user: demo.chloe, channel: demo.studio.general, files });
    const place = { user: demo.ada, channel: demo.studio.general };
    const form = await discord.runMessageCommand({ ...place, command: 'Edit image', message }).modal();
    const sent = discord.submitModal({ user: demo.ada, modal: form.id, values: { prompt: 'bluer' } });
    expect((await sent.answered()).content).toContain('too long ago');
    expect(asks).toEqual([]);
  });
});

describe('the Edit button of a hint', () => {
  test('opens the form for the versions that we know that message by', async () => {
    const { drafts, script } = accepting();
    const asked: unknown[] = [];
    await using bot = await connectBot({
      ...script,
      sourcesOf: async ({ id, versions }) => {
        asked.push(id, versions);
        return [{ kind: 'version', version }];
      },
      version: async () => sampleVersion(),
    });
    const { discord, demo } = bot;
    const picture = await postResult(bot, { kind: 'edit', version });
    const hint = await postResult(bot, { kind: 'edit-hint', message: picture as never });
    const press = discord.pressButton({ user: demo.ben, message: hint, label: 'edit-hint' });
    const form = await press.modal();
    expect(form.customId).toBe(`v1:draft-form:${draftId(press.id)}`);
    expect(asked).toEqual([picture, []]);
    expect(drafts.get(press.id)?.sources).toEqual([{ kind: 'version', version }]);
  });

  test('reads the message itself where our record of it is lost', async () => {
    const { drafts, script } = accepting();
    await using bot = await connectBot({ ...script, version: async () => sampleVersion() });
    const { discord, demo } = bot;
    const picture = await postResult(bot, { kind: 'edit', version });
    const hint = await postResult(bot, { kind: 'edit-hint', message: picture as never });
    const press = discord.pressButton({ user: demo.ben, message: hint, label: 'edit-hint' });
    await press.modal();
    expect(drafts.get(press.id)?.sources).toEqual([{ kind: 'version', version }]);
  });
});
