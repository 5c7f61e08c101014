import { expect, test } from 'vitest';
import { versionId } from '../../../src/domain/ids.ts';
import { connectBot } from '../../discord/connected-bot.ts';
import { sampleWindow } from '../../discord/sample-version.ts';
import { drawing, sample, sampleItem, show, written } from './stage.ts';

const rowsBy = (member: number) => [
  {
    tiles: [['6', false]],
    parent: null,
    origin: 'from 4',
    asked: 'a garden',
    notes: [{ kind: 'member', colour: member, text: '' }],
  },
  {
    tiles: [
      ['7', false],
      ['8', false],
    ],
    parent: { row: 0, tile: 0 },
    origin: 'from 6',
    asked: 'in spring',
    notes: [
      { kind: 'member', colour: member, text: '' },
      { kind: 'plain', text: '$0.082' },
    ],
  },
  {
    tiles: [['p9', true]],
    parent: { row: 1, tile: 1 },
    origin: 'from 8',
    asked: 'with bees',
    notes: [
      { kind: 'current', text: 'current' },
      { kind: 'member', colour: member, text: '' },
      { kind: 'private', text: 'private' },
      { kind: 'plain', text: '$0.041' },
    ],
  },
];

test('is a picture of a tree: what one request made side by side, each beneath what it was made from', async () => {
  await using drawn = await drawing();
  const records = [
    sample('5-0-0', 'with bees', { sources: [versionId('4-1-0')], cost: 41_000 }),
    sample('4-1-0', 'in spring', { sources: [versionId('3-0-0')], cost: 41_000 }),
    sample('4-0-0', 'in spring', { sources: [versionId('3-0-0')], cost: 41_000 }),
    sample('3-0-0', 'a garden', { sources: [versionId('2-0-0')], spoiler: true }),
  ];
  const items = records.map((record, index) =>
    sampleItem(9 - index, {
      version: record.id,
      record,
      current: index === 0,
      audience: index === 0 ? 'asker' : 'everyone',
    }),
  );
  const origins = new Map([[versionId('2-0-0'), { kind: 'version', name: '4' } as const]]);
  const window = sampleWindow(items, { origins });
  await using bot = await connectBot({ history: { window: async () => window, lendTree: drawn.lendTree } });

  const { attachments } = await show(bot).answered(written);

  const [rows = []] = drawn.asked;
  const member = items[0]?.owner === bot.demo.ada ? 0 : 1;
  expect(
    rows.map(({ tiles, ...row }) => ({ ...row, tiles: tiles.map(({ name, isCurrent }) => [name, isCurrent]) })),
  ).toEqual(rowsBy(member));
  expect(attachments[0]?.filename).toBe('history.png');
  expect(attachments[0]?.description).toBe(
    [
      'A tree of versions, each beneath what it was made from.',
      'p9: with bees (from 8, private, current)',
      '8: in spring (from 6)',
      '7: in spring (from 6)',
      '6: a garden (from 4)',
    ].join('\n'),
  );
});

test('what was deleted, and what is somewhere else, is said to be so', async () => {
  await using drawn = await drawing();
  const records = ['7', '6'].map((id) => sample(`${id}-0-0`, 'x', { sources: [versionId(`${Number(id) - 5}-0-0`)] }));
  const items = records.map((record, index) => sampleItem(2 - index, { version: record.id, record }));
  const origins = new Map([[versionId('2-0-0'), { kind: 'elsewhere' } as const]]);
  const window = sampleWindow(items, { origins });
  await using bot = await connectBot({ history: { window: async () => window, lendTree: drawn.lendTree } });

  await show(bot).answered(written);

  expect(drawn.asked[0]?.map(({ origin }) => origin)).toEqual(['from a deleted version', 'from elsewhere']);
});
