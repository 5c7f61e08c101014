import { describe, expect, test } from 'vitest';
import type { Character } from '../../../src/domain/characters/character.ts';
import { characterId, guildId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { picturesToLend, sampleCharacter, samplePicture } from '../../discord/sample-character.ts';

type Bot = Awaited<ReturnType<typeof connectBot>>;

const run = ({ discord, demo }: Bot, command: string, options = {}, user = demo.ben) =>
  discord.runCommand({ user, channel: demo.studio.general, command: `character ${command}`, options });

const placeIn = ({ demo }: Bot, user = demo.ben) => ({
  channel: demo.studio.general,
  parent: null,
  category: null,
  isAgeRestricted: false,
  roles: [],
  guild: demo.studio.guild,
  user,
});

const patch = 'PATCH /webhooks/:application/:token/messages/:message';
const mira = sampleCharacter({
  id: characterId('1440000000000000008'),
  name: '*Mira*',
  about: '',
  guild: guildId('1000000000000000010'),
  pictures: [samplePicture(0), samplePicture(1)],
});

describe('/character list', () => {
  test('shows their faces and says in the same order who they are', async () => {
    const { lend, counted } = await picturesToLend();
    const drawn: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        async usable(place) {
          expect(place).toEqual(placeIn(bot));
          return [sampleCharacter(), mira];
        },
        async lendContactSheet(...given) {
          drawn.push(given);
          return lend();
        },
      },
    });
    const asked = run(bot, 'list');
    const shown = await asked.answered();
    expect(shown.content).toBe(
      "**1 · Luna** · yours · 1 picture · silver hair, a red scarf\n**2 · \\*Mira\\*** · this server's · 2 pictures",
    );
    expect(shown.attachments).toMatchObject([
      {
        filename: 'characters.png',
        description: 'The first picture of each character, five to a row: 1 Luna, 2 *Mira*',
      },
    ]);
    expect(shown.components).toEqual([]);
    expect(asked.view().ephemeral).toBe(true);
    expect(drawn).toEqual([[[sampleCharacter(), mira], bot.demo.ben]]);
    await bot.listener.idle();
    expect(counted.out).toBe(0);
    expect(bot.logged).toEqual([]);
  });

  test('is in words alone where nothing can be drawn, or Discord does not take it', async () => {
    const { lend } = await picturesToLend();
    const sheets = [async () => null, lend];
    await using bot = await connectBot({
      characters: {
        usable: async () => [sampleCharacter()],
        lendContactSheet: async () => sheets.shift()?.() ?? null,
      },
    });
    const words = '**1 · Luna** · yours · 1 picture · silver hair, a red scarf';
    expect(await run(bot, 'list').answered()).toMatchObject({ content: words, attachments: [] });
    bot.discord.failNext({ kind: 'status', status: 413, code: 40005, route: patch });
    expect(await run(bot, 'list').answered()).toMatchObject({ content: words, attachments: [] });
  });

  test('has pages of fifteen, each numbered from one', async () => {
    const all = Array.from({ length: 16 }, (_, index) =>
      sampleCharacter({ id: characterId(String(1440000000000000100n + BigInt(index))), name: `Fox ${index + 1}` }),
    );
    const drawn: number[] = [];
    let usable: readonly Character[] = all;
    await using bot = await connectBot({
      characters: {
        usable: async () => usable,
        async lendContactSheet(page) {
          drawn.push(page.length);
          return null;
        },
      },
    });
    const first = await run(bot, 'list').answered();
    expect(first.content.split('\n')).toHaveLength(16);
    expect(first.content).toContain('-# Page 1 of 2');
    const turn = (label: string) => bot.discord.pressButton({ user: bot.demo.ben, message: first.id, label });
    const second = await turn('Next').answered({ where: ({ content }) => content.includes('Fox 16') });
    expect(second).toMatchObject({
      id: first.id,
      content: '**1 · Fox 16** · yours · 1 picture · silver hair, a red scarf\n-# Page 2 of 2',
      components: [{ components: [{ label: 'Back', custom_id: 'v1:characters-page:1' }] }],
    });
    expect(drawn).toEqual([15, 1]);
    usable = [];
    const gone = await turn('Back').answered({ where: ({ content }) => content.includes('no characters here yet') });
    expect(gone.components).toEqual([]);
  });

  test('of the longest names there are keeps to Discord’s limits', async () => {
    const all = Array.from({ length: 100 }, () =>
      sampleCharacter({ name: '*'.repeat(32), about: '漢'.repeat(1000), guild: guildId('1') }),
    );
    const { lend } = await picturesToLend();
    await using bot = await connectBot({ characters: { usable: async () => all, lendContactSheet: lend } });
    const { content, attachments } = await run(bot, 'list').answered();
    expect(content.length).toBeLessThanOrEqual(2000);
    expect(attachments[0]?.description?.length).toBeLessThanOrEqual(1024);
  });

  test('of nobody says how to save one', async () => {
    await using bot = await connectBot({ characters: { usable: async () => [] } });
    const asked = run(bot, 'list');
    expect((await asked.answered()).content).toBe(
      'There are no characters here yet. Save one with `/character save`, with **More** under a picture of mine, or on any message with **Apps → Use as character**.',
    );
    expect(asked.view().ephemeral).toBe(true);
  });
});
