import { expect, test } from 'vitest';
import { channelId, characterId, userId, versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { sampleVersion, sampleWindow } from '../../discord/sample-version.ts';
import { drawing, noPicture, sampleItem, show, showing, written } from './stage.ts';

test('lists the versions privately: number, words, who, when, where, what it cost and which is current', async () => {
  const owner = userId('1000000000000000002');
  const channel = channelId('1000000000000000011');
  const made = sampleItem(2, { owner, channel, current: true, record: sampleVersion({ cost: 41_000 }) });
  const loud = sampleVersion({
    recipe: { ...sampleVersion().recipe, prompt: '@everyone **look** at\n<@1> `it`' } as never,
  });
  const imported = sampleItem(1, { record: sampleVersion({ recipe: null }), audience: 'asker', message: null });
  await using bot = await connectBot({
    history: showing(sampleWindow([sampleItem(3, { record: loud }), made, imported])),
  });

  const shown = await show(bot).answered(written);

  const link = `https://discord.com/channels/${bot.demo.studio.guild}/${channel}/${made.message}`;
  const lines = shown.content.split('\n');
  expect(lines[1]).toBe(`**[2](${link})** · a cat · <@${owner}> <t:1700000000:R> · $0.041 · **current**`);
  expect(lines[2]).toBe(`**p1** · a picture that was sent · <@${owner}> <t:1700000000:R> · private`);
  expect(lines).toHaveLength(3);
  expect(lines[0]).not.toContain('@everyone');
  expect(bot.discord.audienceOf(shown.id)).toEqual({ kind: 'person', userId: bot.demo.ada });
  expect(bot.discord.pingsOf(shown.id)).toEqual([]);
});

test('where several made them, each has a circle of one colour', async () => {
  const other = userId('1000000000000000999');
  await using bot = await connectBot({
    history: {
      ...noPicture,
      window: async ({ user }) =>
        sampleWindow([other, user, other].map((owner, index) => sampleItem(3 - index, { owner, message: null }))),
    },
  });

  const { content } = await show(bot).answered(written);

  expect(content.match(/(🔵|🟢|🟠) <@\d+>/gu)).toEqual([`🟢 <@${other}>`, `🔵 <@${bot.demo.ada}>`, `🟢 <@${other}>`]);
});

test('says who was in a version', async () => {
  const used = (name: string) => ({ id: characterId('1'), name, pictures: [], made: 'generated' }) as const;
  const recipe = (names: readonly string[]) => ({ ...sampleVersion().recipe, characters: names.map(used) }) as never;
  const two = sampleVersion({ recipe: recipe(['Luna', '@everyone']) });
  const many = sampleVersion({ recipe: recipe(Array.from({ length: 12 }, () => 'Luna')) });
  const items = [two, many].map((record, index) => sampleItem(2 - index, { record, message: null }));
  await using bot = await connectBot({ history: showing(sampleWindow(items)) });

  const { content } = await show(bot).answered(written);

  expect(content.split('\n')[0]).toBe(
    `**2** · a cat · with **Luna** and **@\u2060everyone** · <@${two.owner}> <t:1700000000:R>`,
  );
  expect(content).toContain(' and 6 more · ');
});

test('ten versions with all that can be said of them fit one message, each on a line, in words and for whoever does not see', async () => {
  await using drawn = await drawing();
  const used = { id: characterId('1'), name: '*'.repeat(32), pictures: [], made: 'generated' } as const;
  const recipe = { ...sampleVersion().recipe, prompt: '長い*'.repeat(900), characters: Array(6).fill(used) } as never;
  const items = Array.from({ length: 10 }, (_, index) =>
    sampleItem(99_999 - index, {
      record: sampleVersion({ id: versionId(`${index}-0-0`), recipe, cost: 330_000 }),
      owner: userId(String(10n ** 19n + BigInt(index))),
      audience: 'asker',
      current: index === 3,
    }),
  );
  const window = sampleWindow(items, { newerThan: 99_999, olderThan: 99_990 });
  await using bot = await connectBot({ history: { window: async () => window, lendTree: drawn.lendTree } });

  const { content, attachments } = await show(bot).answered(written);

  expect(content.length).toBeLessThanOrEqual(2000);
  expect(content.split('\n')).toHaveLength(11);
  expect(content.split('\n').at(-1)).toBe('-# Versions p99999 to p99990');
  const alt = attachments[0]?.description ?? '';
  expect(alt.length).toBeLessThanOrEqual(1024);
  expect(alt.split('\n')).toHaveLength(11);
});

test('offers each version to go on from, other parts to look at, and the parts before and after', async () => {
  const items = [
    sampleItem(12, { version: versionId('12-0-0'), current: true }),
    sampleItem(11, { version: versionId('11-0-0') }),
  ];
  const steps = [{ at: { kind: 'older', than: 7 }, name: '6' }] as const;
  await using bot = await connectBot({
    history: showing(sampleWindow(items, { newerThan: 12, olderThan: 11, steps })),
  });

  const { components } = await show(bot).answered(written);

  expect(
    components.map((row) =>
      (row.components ?? []).map(({ custom_id, label, options }) => [
        custom_id,
        label ?? options?.map((option) => [option.value, option.label]),
      ]),
    ),
  ).toEqual([
    [
      [
        'v1:history-continue:version',
        [
          ['12-0-0', '12 (current): a cat'],
          ['11-0-0', '11: a cat'],
        ],
      ],
    ],
    [
      [
        'v1:history-at:jump',
        [
          ['newest', 'The newest'],
          ['current', 'Around the current one'],
          ['oldest', 'The oldest'],
          ['older.7', 'From version 6 on back'],
        ],
      ],
    ],
    [
      ['v1:history-at:newer.12', 'Back'],
      ['v1:history-at:older.11', 'Next'],
    ],
  ]);
});

test('of an empty thread says how to begin', async () => {
  await using bot = await connectBot({ history: { window: async () => sampleWindow() } });

  expect((await show(bot).answered(written)).content).toContain('no versions here yet');
});
