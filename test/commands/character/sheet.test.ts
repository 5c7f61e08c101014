import { describe, expect, test } from 'vitest';
import type { Services } from '../../../src/application/services.ts';
import { characterId, jobId, versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { plainPlace } from '../../discord/plain-place.ts';
import { sampleCharacter } from '../../discord/sample-character.ts';
import { postResult } from '../stage.ts';

const character = characterId('1440000000000000007');
const version = versionId('1440000000000000001-0-0');

describe('Reference sheet', () => {
  test('tells its price first, privately', async () => {
    const asked: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        find: async (id, { user }) => {
          asked.push([id, user]);
          return sampleCharacter();
        },
        async askSheet(id, press, prompt, address) {
          asked.push([id, press, prompt, address.audience, address.asker]);
          return { kind: 'confirm', id: press, price: { microUsd: 41_000, isBound: false }, plain: null };
        },
      },
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'sheet', character });
    const press = discord.pressButton({ user: demo.ben, message, label: 'sheet' });
    const shown = await press.answered();
    expect(asked).toEqual([
      [character, demo.ben],
      [character, press.id, 'Reference sheet of Luna: front, side and back', 'asker', demo.ben],
    ]);
    expect(shown.content).toContain('This costs $0.041.');
    expect(shown.components).toMatchObject([
      { components: [{ custom_id: `v1:confirm:${jobId(press.id)}` }, { label: 'Cancel' }] },
    ]);
    expect(press.view().ephemeral).toBe(true);
    expect(bot.logged).toEqual([]);
  });

  test.each([
    ['gone', 'That character is no longer there.'],
    ['not theirs', 'Only whoever made that character may ask for its reference sheet.'],
    ['made', 'Its reference sheet is there already, or is being made.'],
  ] as const)('of one that has or gets none says so privately: %s', async (answer, said) => {
    await using bot = await connectBot({
      characters: { find: async () => sampleCharacter(), askSheet: async () => answer },
    });
    const message = await postResult(bot, { kind: 'sheet', character });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'sheet' });
    expect((await press.answered()).content).toBe(said);
    expect(press.view().ephemeral).toBe(true);
  });

  test('of one that this member may not see says that it is gone', async () => {
    await using bot = await connectBot({ characters: { find: async () => null } });
    const message = await postResult(bot, { kind: 'sheet', character });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'sheet' });
    expect((await press.answered()).content).toBe('That character is no longer there.');
  });

  test('that is refused says why', async () => {
    await using bot = await connectBot({
      characters: {
        find: async () => sampleCharacter(),
        askSheet: async () => ({ kind: 'refused', failure: { code: 'source_gone' } }),
      },
    });
    const message = await postResult(bot, { kind: 'sheet', character });
    const press = bot.discord.pressButton({ user: bot.demo.ben, message, label: 'sheet' });
    expect((await press.answered()).content).toContain('can no longer be fetched');
  });
});

describe('Keep as first picture', () => {
  type Kept = Awaited<ReturnType<Services['characters']['keepSheet']>>;
  const kept = (dropped: boolean): Kept => ({ kind: 'kept', character: sampleCharacter(), dropped });

  test.each<[Kept, string]>([
    [kept(false), 'This sheet is the first picture of **Luna** now.'],
    [
      kept(true),
      'This sheet is the first picture of **Luna** now. A character has at most 4 pictures, so its last one went.',
    ],
    ['gone', 'That sheet, or its character, is no longer there.'],
    ['not theirs', 'Only whoever made that character may change its pictures.'],
  ])('says privately what came of it: %o', async (outcome, said) => {
    const asked: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        async keepSheet(...given) {
          asked.push(given);
          return outcome;
        },
      },
    });
    const { discord, demo } = bot;
    const message = await postResult(bot, { kind: 'keep-sheet', version });
    const press = discord.pressButton({ user: demo.ben, message, label: 'keep-sheet' });
    expect((await press.answered()).content).toBe(said);
    expect(press.view().ephemeral).toBe(true);
    const place = {
      channel: demo.studio.general,
      ...plainPlace,
      guild: demo.studio.guild,
      user: demo.ben,
    };
    expect(asked).toEqual([[version, place]]);
    expect(bot.logged).toEqual([]);
  });
});

test('whom the server keeps from /character, its buttons refuse', async () => {
  await using bot = await connectBot({ version: async () => null });
  const { discord, demo } = bot;
  const { guild } = demo.studio;
  const permissions = [{ id: guild, type: 1, permission: false }] as const;
  discord.setCommandPermissions({ guild, command: 'character', permissions });
  const kinds = [
    { kind: 'sheet', character },
    { kind: 'keep-sheet', version },
    { kind: 'use-as-character', version },
  ] as const;
  const message = await postResult(bot, ...kinds);
  for (const { kind } of kinds) {
    const press = discord.pressButton({ user: demo.ben, message, label: kind });
    expect((await press.answered()).content).toContain('A rule of this server does not allow that');
    expect(press.view().ephemeral).toBe(true);
  }
});
