import { describe, expect, test } from 'vitest';
import { characterId, guildId, userId } from '../../../src/domain/ids.ts';
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

const mira = sampleCharacter({
  id: characterId('1440000000000000008'),
  name: '*Mira*',
  about: '',
  guild: guildId('1000000000000000010'),
  pictures: [samplePicture(0), samplePicture(1)],
});

describe('/character show', () => {
  test('shows all that is known of it', async () => {
    const { lend, counted } = await picturesToLend('luna-1.png', 'SPOILER_luna-2.png');
    const owner = userId('1000000000000000099');
    const luna = sampleCharacter({ owner, guild: guildId('1'), consent: 'agreed', about: 'see **this**\n<@1>' });
    await using bot = await connectBot({
      characters: {
        async named(place, name) {
          expect([place, name]).toEqual([placeIn(bot), 'luna']);
          return { ...luna, pictures: [samplePicture(0), samplePicture(1)] };
        },
        lendPictures: lend,
      },
    });
    const asked = run(bot, 'show', { name: 'luna' });
    const shown = await asked.answered();
    expect(shown.content.split('\n')).toEqual([
      "**Luna** · this server's · 2 pictures",
      'see \\*\\*this\\*\\* \\<@\u20601\\>',
      `-# Made by <@${owner}> on <t:1700000000:D> · shows somebody who agreed`,
      'To use it, write `@Luna` in a prompt or choose it as `character`.',
    ]);
    expect(shown.attachments).toMatchObject([
      { filename: 'luna-1.png', description: 'Luna, picture 1' },
      { filename: 'SPOILER_luna-2.png', description: 'Luna, picture 2' },
    ]);
    expect(shown.components).toEqual([]);
    expect(asked.view().ephemeral).toBe(true);
    expect(bot.discord.pingsOf(shown.id)).toEqual([]);
    await bot.listener.idle();
    expect(counted.out).toBe(0);
  });

  test.each([
    ['has Reference sheet for whoever may ask for it', true, 1],
    ['has none for anybody else', false, 0],
  ] as const)('%s', async (_, may, rows) => {
    const { lend } = await picturesToLend('luna-1.png');
    await using bot = await connectBot({
      characters: {
        named: async () => sampleCharacter(),
        mayAskSheet: async ({ id }, user) => id === sampleCharacter().id && user === bot.demo.ben && may,
        lendPictures: lend,
      },
    });
    expect((await run(bot, 'show', { name: 'Luna' }).answered()).components).toHaveLength(rows);
  });

  test('of the longest that there is fits one message', async () => {
    const { lend } = await picturesToLend();
    const long = sampleCharacter({ name: '*'.repeat(32), about: '*'.repeat(1000), consent: 'self' });
    await using bot = await connectBot({ characters: { named: async () => long, lendPictures: lend } });
    const { content } = await run(bot, 'show', { name: 'x' }).answered();
    expect(content.length).toBeLessThanOrEqual(2000);
    expect(content).toContain('shows whoever made it');
  });

  test('of nobody says so, and of one that is offered by its id finds that', async () => {
    const { lend } = await picturesToLend();
    const looked: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        named: async () => null,
        async find(...given) {
          looked.push(given);
          return mira;
        },
        lendPictures: lend,
      },
    });
    const asked = run(bot, 'show', { name: 'Mira' });
    expect((await asked.answered()).content).toBe(
      'There is no character of that name here. `/character list` shows those there are.',
    );
    expect(asked.view().ephemeral).toBe(true);
    expect((await run(bot, 'show', { name: mira.id }).answered()).content).toContain('Mira');
    expect(looked).toEqual([[mira.id, placeIn(bot)]]);
  });
});

describe('/character delete', () => {
  test.each([
    ['removed', '**\\*Mira\\*** is forgotten, and in nothing that I send from now on. Pictures that were made stay.'],
    ['gone', 'That character is no longer there.'],
    ['not theirs', "Only whoever made that character may delete it, or a moderator where it is a server's."],
  ] as const)('says privately what became of it: %s', async (outcome, said) => {
    const removed: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        named: async () => mira,
        async remove(...given) {
          removed.push(given);
          return outcome;
        },
      },
    });
    const asked = run(bot, 'delete', { name: 'Mira' });
    expect((await asked.answered()).content).toBe(said);
    expect(asked.view().ephemeral).toBe(true);
    expect(removed).toEqual([[mira.id, { ...placeIn(bot), moderates: false }]]);
  });

  test('tells who moderates in that channel', async () => {
    const removed: unknown[] = [];
    await using bot = await connectBot({
      characters: {
        named: async () => mira,
        async remove(_id, { user, moderates }) {
          removed.push([user, moderates]);
          return 'removed';
        },
      },
    });
    const { discord, demo } = bot;
    await run(bot, 'delete', { name: 'Mira' }).answered();
    discord.setPermission({ channel: demo.studio.general, target: demo.ben, allow: ['MANAGE_MESSAGES'] });
    await run(bot, 'delete', { name: 'Mira' }).answered();
    await run(bot, 'delete', { name: 'Mira' }, demo.ada).answered();
    expect(removed).toEqual([
      [demo.ben, false],
      [demo.ben, true],
      [demo.ada, true],
    ]);
  });

  test('of nobody says so', async () => {
    await using bot = await connectBot({ characters: { named: async () => null } });
    expect((await run(bot, 'delete', { name: 'Mira' }).answered()).content).toContain('no character of that name');
  });
});
