import { describe, expect, test } from 'vitest';
import { jobId, versionId } from '../../src/domain/ids.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { plainPlace } from '../discord/plain-place.ts';
import { sampleItem, sampleVersion } from '../discord/sample-version.ts';
import { jobOf } from '../discord/scripted-services.ts';
import { postResult } from './stage.ts';

const version = versionId('1440000000000000001-0-0');
const job = jobId('1440000000000000001');

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
  const place = { channel: demo.studio.general, ...plainPlace, guild: demo.studio.guild, user: demo.ben };
  expect(undone).toEqual([[place, press.id, version]]);
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
