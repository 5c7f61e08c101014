import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobId, type VersionId, versionId } from '../../src/domain/ids.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { sampleItem, sampleVersion } from '../discord/sample-version.ts';
import { jobOf } from '../discord/scripted-services.ts';
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

describe('Again', () => {
  test('asks for the same once more, as publicly as before', async () => {
    const again: unknown[][] = [];
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      askAgain: async (id, by, address) => {
        again.push([id, by, address.audience, address.asker]);
        return { kind: 'accepted', job: jobOf({ id: by, address } as never) };
      },
      acknowledged: async (...given) => void again.push(['acknowledged', ...given]),
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'again', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'again' });
    const { state, ephemeral, responseMessageId } = await press.acknowledged();
    await bot.listener.idle();
    expect([state, ephemeral]).toEqual(['deferred', false]);
    expect(responseMessageId).not.toBe(message);
    expect(again).toEqual([
      [version, press.id, 'everyone', demo.ben],
      ['acknowledged', press.id, responseMessageId],
    ]);
  });

  test('of a private version is private', async () => {
    await using bot = await connectBot({
      version: async () => sampleVersion({ audience: 'asker' }),
      askAgain: async (_, id, address) => ({ kind: 'accepted', job: jobOf({ id, address } as never) }),
      acknowledged: async () => undefined,
    });
    const message = await postResult(bot, { kind: 'again', version });
    const press = bot.discord.pressButton({ user: bot.demo.ada, message, label: 'again' });
    expect((await press.acknowledged()).ephemeral).toBe(true);
  });

  test('of a version that is gone, or another’s private one, says so privately', async () => {
    await using bot = await connectBot({ version: async () => null });
    const message = await postResult(bot, { kind: 'again', version });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'again' });
    expect((await press.answered()).content).toContain('can no longer be fetched');
    expect(press.view().ephemeral).toBe(true);
  });
});

test('Undo goes back from the version of its message, in public, and once however often it is delivered', async () => {
  const undone: unknown[][] = [];
  await using bot = await connectBot({
    history: {
      undo: async (place, by, named) => {
        undone.push([place, by, named]);
        return { kind: 'moved', to: sampleItem(1), audience: 'everyone' };
      },
    },
  });
  const { discord, demo } = bot;
  const message = await postResult(bot, { kind: 'undo', version });
  const press = discord.pressButton({ user: demo.ben, message, label: 'undo' });
  const { content } = await press.answered();
  discord.redeliver(press.id);
  await bot.listener.idle();
  expect(content).toContain('Version 1');
  expect(press.view().ephemeral).toBe(false);
  const place = { channel: demo.studio.general, parent: null, guild: demo.studio.guild, user: demo.ben };
  expect(undone).toEqual([[place, press.id, version]]);
});

describe('Full size', () => {
  test('uploads the original privately', async () => {
    const limits: number[] = [];
    const { lend, counted } = createLender();
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      async lendFullSize(id, _viewer, limit) {
        limits.push(limit);
        return lend(id);
      },
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'full', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'full' });
    const shown = await press.answered();
    expect(shown.content).toContain('byte for byte');
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

  test('is tried smaller where Discord takes less than it said', async () => {
    const limits: number[] = [];
    const { lend, counted } = createLender();
    await using bot = await connectBot({
      version: async () => sampleVersion(),
      async lendFullSize(id, _viewer, limit) {
        limits.push(limit);
        return { ...(await lend(id)), original: limits.length === 1 };
      },
    });
    const route = 'PATCH /webhooks/:application/:token/messages/:message';
    bot.discord.failNext({ kind: 'status', status: 413, code: 40005, route });
    const message = await postResult(bot, { kind: 'full', version });
    const shown = await bot.discord.pressButton({ user: bot.demo.ben, message, label: 'full' }).answered();
    expect(shown.content).toContain('best that fits');
    expect(shown.attachments).toHaveLength(1);
    expect(limits).toEqual([50 * 1024 * 1024, 8 * 1024 * 1024]);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 2, back: 2 });
  });

  test('of an original that is gone says so', async () => {
    await using bot = await connectBot({ version: async () => sampleVersion(), lendFullSize: async () => null });
    const message = await postResult(bot, { kind: 'full', version });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'full' });
    expect((await press.answered()).content).toContain('can no longer be fetched');
  });
});

describe('Why', () => {
  test('tells its asker privately', async () => {
    await using bot = await connectBot({
      reason: async (asked) => (asked === job ? { code: 'no_source' } : null),
    });
    const message = await postResult(bot, { kind: 'why', job });
    const press = bot.discord.pressButton({ user: bot.demo.ada, message, label: 'why' });
    expect((await press.answered()).content).toContain('there is no picture to edit here');
    expect(press.view().ephemeral).toBe(true);
  });

  test('tells nobody else', async () => {
    await using bot = await connectBot({ reason: async () => null });
    const message = await postResult(bot, { kind: 'why', job });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'why' });
    expect((await press.answered()).content).toBe('Only the one who asked can see the reason.');
    expect(press.view().ephemeral).toBe(true);
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
        ['Edit 1', `v1:edit:${version}`],
        ['Edit 2', `v1:edit:${second}`],
      ],
      [
        ['Again', `v1:again:${version}`],
        ['Undo', `v1:undo:${version}`],
      ],
    ]);
    expect(press.view().ephemeral).toBe(true);
    await bot.listener.idle();
    expect(counted).toEqual({ lent: 2, back: 2 });
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
