import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { characterId, jobId, type VersionId, versionId } from '../../src/domain/ids.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { sampleToldRecipe, sampleVersion } from '../discord/sample-version.ts';
import { tinyPng } from '../discord/tiny-png.ts';
import { postResult } from './stage.ts';

const version = versionId('1440000000000000001-0-0');
const second = versionId('1440000000000000001-1-0');
const job = jobId('1440000000000000001');

let directory = '';
let path = '';
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'retouch-buttons-'));
  path = join(directory, 'original');
  await writeFile(path, tinyPng);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const isWithFiles = ({ files }: { readonly files: readonly object[] }) => files.length > 0;

/** Lends it to nobody for longer than they need it: how many were lent, and how many given back. */
function createLender() {
  const counted = { lent: 0, back: 0 };
  const lend = async (id: VersionId) => {
    counted.lent += 1;
    return {
      path,
      filename: `retouch-${id}.png`,
      original: true,
      async [Symbol.asyncDispose]() {
        counted.back += 1;
      },
    };
  };
  return { lend, counted };
}

const behindMore = { recipe: async () => sampleToldRecipe() };

describe('Full size', () => {
  test('uploads the original privately', async () => {
    const limits: number[] = [];
    const { lend, counted } = createLender();
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      behindMore,
      async lendFullSize(id, _viewer, limit) {
        limits.push(limit);
        return lend(id);
      },
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'full', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'full' });
    const shown = await press.answered();
    expect(shown.content).toContain('pixel for pixel');
    expect(shown.attachments).toMatchObject([
      { filename: `retouch-${version}.png`, description: 'Full size, by AI: a cat' },
    ]);
    expect(discord.filesOf(shown.id).map(({ bytes }) => Buffer.from(bytes))).toEqual([Buffer.from(tinyPng)]);
    expect(press.view().ephemeral).toBe(true);
    // The studio is boosted: 50 MiB.
    expect(limits).toEqual([50 * 1024 * 1024]);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 1, back: 1 });
    expect(bot.logged).toEqual([]);
  });

  test('is tried smaller where Discord takes less than it said, and begins there the next time', async () => {
    const limits: number[] = [];
    const { lend, counted } = createLender();
    let known = Number.POSITIVE_INFINITY;
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      behindMore,
      async lendFullSize(id, _viewer, limit) {
        limits.push(limit);
        return { ...(await lend(id)), original: limits.length === 1 };
      },
      uploads: {
        within: async (_place, told) => Math.min(told, known),
        async refused(place, limit) {
          expect(place).toMatchObject({ guild: bot.demo.studio.guild, channel: bot.demo.studio.general });
          known = limit / 2;
          return known;
        },
      },
    });
    const route = 'PATCH /webhooks/:application/:token/messages/:message';
    const refusal = { kind: 'status', status: 413, code: 40005, route, where: isWithFiles } as const;
    bot.discord.failNext(refusal);
    const message = await postResult(bot, { kind: 'full', version });
    const press = () => bot.discord.pressButton({ user: bot.demo.ben, message, label: 'full' }).answered();
    const shown = await press();
    expect(shown.content).toContain('best that fits');
    expect(shown.attachments).toHaveLength(1);
    const mebibyte = 1024 * 1024;
    expect(limits).toEqual([50 * mebibyte, 25 * mebibyte]);

    bot.discord.failNext({ ...refusal, times: 2 });
    expect((await press()).content).toBe('Discord did not take the picture. Try again in a minute.');
    expect((await press()).attachments).toHaveLength(1);
    expect(limits.slice(2)).toEqual([25 * mebibyte, 12.5 * mebibyte, 6.25 * mebibyte]);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 5, back: 5 });
  });

  test('tells nobody words that are not theirs to read', async () => {
    const { lend } = createLender();
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      behindMore: { recipe: async () => sampleToldRecipe(sampleVersion(), { isWordless: true }) },
      lendFullSize: lend,
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'full', version });
    const shown = await discord.pressButton({ user: demo.ben, message, label: 'full' }).answered();
    expect(shown.attachments[0]?.description).toBe('Full size, by AI: words that a rule of this server keeps out');
  });

  test('of an original that is gone says so', async () => {
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      behindMore,
      lendFullSize: async () => null,
    });
    const message = await postResult(bot, { kind: 'full', version });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'full' });
    expect((await press.answered()).content).toContain('can no longer be fetched');
  });
});

describe('Show', () => {
  test('shows its asker privately what was made, with its buttons', async () => {
    const { lend, counted } = createLender();
    await using bot = await connectBot({
      versionsOf: async () => [version, second],
      version: async () => sampleVersion({ audience: 'asker' }),
      lendFullSize: lend,
    });
    const message = await postResult(bot, { kind: 'show', job });
    const press = bot.discord.pressButton({ user: bot.demo.ada, message, label: 'show' });
    const shown = await press.answered();
    expect(shown.attachments.map(({ filename }) => filename)).toEqual([
      `retouch-${version}.png`,
      `retouch-${second}.png`,
    ]);
    const labels = shown.components.map(({ components = [] }) =>
      components.map((each) => [each.label, each.custom_id]),
    );
    expect(labels).toEqual([
      [
        ['Use 1', `v1:use:${version}`],
        ['Use 2', `v1:use:${second}`],
      ],
      [
        ['Edit', `v1:edit-which:${version}`],
        ['Vary', `v1:vary-which:${version}`],
        ['Again', `v1:again:${version}`],
        ['Undo', `v1:undo:${version}`],
        ['More', `v1:more:${version}`],
      ],
    ]);
    expect(press.view().ephemeral).toBe(true);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 2, back: 2 });
  });

  test('has Full size for what was reduced to fit, and is tried smaller where Discord takes less than it said', async () => {
    const { lend, counted } = createLender();
    const refused: number[] = [];
    await using bot = await connectBot({
      versionsOf: async () => [version, second],
      version: async () => sampleVersion({ audience: 'asker' }),
      lendFullSize: async (id, _viewer, limit) => ({ ...(await lend(id)), original: id === version || limit > 7 }),
      uploads: {
        within: async (_place, told) => told,
        async refused(_place, limit) {
          refused.push(limit);
          return 7;
        },
      },
    });
    bot.discord.failNext({
      kind: 'status',
      status: 413,
      code: 40005,
      route: 'PATCH /webhooks/:application/:token/messages/:message',
      where: isWithFiles,
    });
    const message = await postResult(bot, { kind: 'show', job });
    const shown = await bot.discord.pressButton({ user: bot.demo.ada, message, label: 'show' }).answered();
    expect(shown.attachments).toHaveLength(2);
    expect(shown.components.at(-1)?.components).toMatchObject([
      { label: 'Full size 2', custom_id: `v1:full:${second}` },
    ]);
    expect(shown.components).toHaveLength(3);
    expect(refused).toEqual([50 * 1024 * 1024]);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 4, back: 4 });
  });

  test('lets a reference sheet become its character’s first picture', async () => {
    const { lend } = createLender();
    const recipe = { ...sampleVersion().recipe, sheetOf: characterId('1440000000000000007') } as never;
    await using bot = await connectBot({
      versionsOf: async () => [version],
      version: async () => sampleVersion({ audience: 'asker', recipe }),
      lendFullSize: lend,
    });
    const message = await postResult(bot, { kind: 'show', job });
    const shown = await bot.discord.pressButton({ user: bot.demo.ada, message, label: 'show' }).answered();
    expect(shown.components.at(-1)?.components).toMatchObject([
      { label: 'Keep as first picture', custom_id: `v1:keep-sheet:${version}` },
    ]);
  });

  test('leaves out a picture whose original is gone', async () => {
    const { lend } = createLender();
    await using bot = await connectBot({
      versionsOf: async () => [version, second],
      version: async () => sampleVersion({ audience: 'asker' }),
      lendFullSize: async (id) => (id === second ? lend(id) : null),
    });
    const message = await postResult(bot, { kind: 'show', job });
    const shown = await bot.discord.pressButton({ user: bot.demo.ada, message, label: 'show' }).answered();
    expect(shown.attachments.map(({ filename }) => filename)).toEqual([`retouch-${second}.png`]);
  });

  test('tells its asker privately how it failed', async () => {
    await using bot = await connectBot({ versionsOf: async () => [], reason: async () => ({ code: 'moderated' }) });
    const message = await postResult(bot, { kind: 'show', job });
    const press = bot.discord.pressButton({ user: bot.demo.ada, message, label: 'show' });
    expect((await press.answered()).content).toContain('moderation');
  });

  test('shows nobody else', async () => {
    await using bot = await connectBot({ versionsOf: async () => [], reason: async () => null });
    const message = await postResult(bot, { kind: 'show', job });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'show' });
    expect((await press.answered()).content).toBe('Only the one who asked can open this.');
  });
});
