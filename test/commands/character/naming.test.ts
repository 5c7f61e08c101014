import { describe, expect, test } from 'vitest';
import type { Ask } from '../../../src/application/services.ts';
import type { Character } from '../../../src/domain/characters/character.ts';
import { characterId, guildId, versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { sampleCharacter, samplePicture } from '../../discord/sample-character.ts';
import { sampleVersion } from '../../discord/sample-version.ts';
import { jobOf } from '../../discord/scripted-services.ts';
import { postResult } from '../stage.ts';

const studio = guildId('1000000000000000010');
const named = (name: string, id: number, more: Partial<Character> = {}) =>
  sampleCharacter({ name, id: characterId(`14400000000000000${id}`), ...more });
const theirs = named('luna', 21, { guild: studio, about: '', pictures: [samplePicture(0), samplePicture(1)] });
const luna = named('Luna', 22, { pictures: [samplePicture(0), samplePicture(1), samplePicture(2)] });
const mira = named('Mira', 23, { guild: studio, about: '' });
const usable = [theirs, luna, mira];

type Bot = Awaited<ReturnType<typeof connectBot>>;
const typing = ({ discord, demo }: Bot, command: string, focused: string, value: string, options = {}) =>
  discord.autocomplete({ user: demo.ben, channel: demo.studio.general, command, focused, value, options });

function accepting(characters: readonly Character[] = []) {
  const asks: Ask[] = [];
  const script = {
    characters: { usable: async () => characters },
    ask: async (ask: Ask) => {
      asks.push(ask);
      return { kind: 'accepted', job: jobOf(ask) } as const;
    },
    acknowledged: async () => undefined,
  };
  return { asks, script };
}

describe('`character` of /imagine and /edit', () => {
  test.each(['imagine', 'edit'])('/%s asks for those who are named', async (command) => {
    const { asks, script } = accepting();
    await using bot = await connectBot(script);
    const { discord, demo } = bot;
    const ask = (character: string) =>
      discord
        .runCommand({
          user: demo.ben,
          channel: demo.studio.general,
          command,
          options: { prompt: 'a walk', character },
        })
        .acknowledged();
    await ask('@Luna,Mira，小雨');
    await ask(' , ');
    expect(asks.map(({ characters }) => characters)).toEqual([
      { kind: 'named', names: ['Luna', 'Mira', '小雨'] },
      undefined,
    ]);
  });

  test('is completed: whoever was used last first, and of two with one name the member’s own', async () => {
    await using bot = await connectBot({ characters: { usable: async () => usable } });
    expect(await typing(bot, 'imagine', 'character', '')).toEqual([
      { name: 'Luna', value: 'Luna' },
      { name: "Mira · this server's", value: 'Mira' },
    ]);
    expect(await typing(bot, 'edit', 'character', '@MI')).toEqual([{ name: "Mira · this server's", value: 'Mira' }]);
  });

  test('is completed name by name, none of them twice, and all of them are sent', async () => {
    await using bot = await connectBot({ characters: { usable: async () => usable } });
    expect(await typing(bot, 'imagine', 'character', '@luna, ')).toEqual([{ name: 'luna, Mira', value: 'luna, Mira' }]);
    expect(await typing(bot, 'imagine', 'character', 'Ghost、lu')).toEqual([
      { name: 'Ghost, Luna', value: 'Ghost, Luna' },
    ]);
    expect(await typing(bot, 'imagine', 'character', 'Ghost، ﹫lu')).toEqual([
      { name: 'Ghost, Luna', value: 'Ghost, Luna' },
    ]);
    expect(await typing(bot, 'imagine', 'character', 'Luna, Mira, ')).toEqual([]);
  });

  test('offers what Discord takes, and no more than it takes', async () => {
    const many = Array.from({ length: 40 }, (_, index) => named(`Fox ${index} ${'x'.repeat(20)}`, 100 + index));
    await using bot = await connectBot({ characters: { usable: async () => many } });
    expect(await typing(bot, 'imagine', 'character', 'fox')).toHaveLength(25);
    expect(await typing(bot, 'imagine', 'character', `${'y'.repeat(60)}, `)).toHaveLength(25);
    expect(await typing(bot, 'imagine', 'character', `${'y'.repeat(80)}, `)).toEqual([]);
  });

  test('counts as pictures where prices are told', async () => {
    const asked: unknown[] = [];
    const models = async (_place: unknown, ...given: unknown[]) => {
      asked.push(given);
      return [];
    };
    const sizes = models;
    await using bot = await connectBot({ characters: { usable: async () => usable }, complete: { models, sizes } });
    await typing(bot, 'imagine', 'model', '', { character: 'Luna, mira, LUNA, Ghost' });
    await typing(bot, 'edit', 'size', '', { character: 'Mira', model: 'm' });
    await typing(bot, 'imagine', 'model', '', { character: 'Ghost' });
    const usual = { own: {} };
    expect(asked).toEqual([
      [{ operation: 'edit', sources: 4, masked: false, usual }],
      ['m', { operation: 'edit', sources: 2, masked: false, usual }],
      [{ operation: 'generate', sources: 0, masked: false, usual }],
    ]);
    expect(bot.logged).toEqual([]);
  });
});

test('`name` of /character show and delete is completed, two with one name apart', async () => {
  await using bot = await connectBot({ characters: { usable: async () => usable } });
  for (const command of ['character show', 'character delete']) {
    expect(await typing(bot, command, 'name', 'lu')).toEqual([
      { name: "luna · this server's", value: theirs.id },
      { name: 'Luna', value: 'Luna' },
    ]);
    expect(await typing(bot, command, 'name', '@mira')).toEqual([{ name: "Mira · this server's", value: 'Mira' }]);
  }
});

describe('the form of an edit', () => {
  const version = versionId('1440000000000000001-0-0');
  const complete = {
    models: async () => [{ name: 'GPT Image 2', value: 'gpt-image-2', price: null }],
    sizes: async () => [{ name: 'auto', value: 'auto', price: null }],
  };

  async function open(bot: Bot) {
    const message = await postResult(bot, { kind: 'edit', version });
    return bot.discord.pressButton({ user: bot.demo.ben, message, label: 'edit' }).modal();
  }

  test('offers the characters that were used last, and asks for those chosen', async () => {
    const { asks, script } = accepting(usable);
    await using bot = await connectBot({ ...script, complete, version: async () => sampleVersion() });
    const form = await open(bot);
    expect(form.components.map(({ component }) => component?.custom_id)).toEqual([
      'prompt',
      'images',
      'model',
      'size',
      'characters',
    ]);
    expect(form.components[4]).toMatchObject({
      label: 'Characters',
      component: {
        type: 3,
        placeholder: 'Nobody in particular',
        required: false,
        min_values: 0,
        max_values: 3,
        options: [
          { value: theirs.id, label: 'luna', description: "this server's" },
          { value: luna.id, label: 'Luna', description: 'silver hair, a red scarf' },
          { value: mira.id, label: 'Mira', description: "this server's" },
        ],
      },
    });
    const values = { prompt: 'in the rain', characters: [mira.id, luna.id] };
    await bot.discord.submitModal({ user: bot.demo.ben, modal: form.id, values }).acknowledged();
    await bot.discord
      .submitModal({ user: bot.demo.ben, modal: (await open(bot)).id, values: { prompt: 'dry' } })
      .acknowledged();
    expect(asks.map(({ characters }) => characters)).toEqual([{ kind: 'chosen', ids: [mira.id, luna.id] }, undefined]);
  });

  test('offers 25 of them, four to be chosen, and each fits', async () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      named('x'.repeat(32), 100 + index, { about: '長い'.repeat(500) }),
    );
    const { script } = accepting(many);
    await using bot = await connectBot({ ...script, complete, version: async () => sampleVersion() });
    const [, , , , field] = (await open(bot)).components;
    expect(field?.component?.options).toHaveLength(25);
    expect(field?.component?.max_values).toBe(4);
    expect(bot.logged).toEqual([]);
  });

  test('has no such field where there is nobody', async () => {
    const { script } = accepting([]);
    await using bot = await connectBot({ ...script, complete, version: async () => sampleVersion() });
    expect((await open(bot)).components).toHaveLength(4);
  });
});
