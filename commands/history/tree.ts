import type { AskedTreeRow, HistoryWindow, Origin } from '../../src/application/services.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { parentOf } from '../../src/domain/chain/chain.ts';
import { siblingsOf } from '../../src/domain/chain/tree.ts';
import { versionName } from '../../src/domain/chain/version-name.ts';
import type { VersionId } from '../../src/domain/ids.ts';
import { moneyWords } from '../../src/words/price-words.ts';
import { plainText, shortText } from '../../src/words/quoted-text.ts';
import { firstOf, type Words } from '../../src/words/words.ts';
import { promptOf } from '../history-list.ts';
import type { People } from './people.ts';

type Item = HistoryWindow['items'][number];
type Note = AskedTreeRow['notes'][number];

/** The rows of the picture: oldest first, with what is said beside each. */
export function treeRows({ words, place }: Request, window: HistoryWindow, people: People): readonly AskedTreeRow[] {
  const groups = siblingsOf(window.items.toReversed());
  const places = new Map<VersionId, { readonly row: number; readonly tile: number }>();
  return groups.map(({ items, parent }, row) => {
    const at = parent === null ? null : (places.get(parent) ?? null);
    for (const [tile, { version }] of items.entries()) places.set(version, { row, tile });
    return {
      tiles: items.map((item) => ({ record: item.record, name: versionName(item), isCurrent: item.current })),
      parent: at,
      origin: parent === null ? null : originWords(words, window, parent),
      asked: shortText(askedWords(words, items[0]), { characters: 300, bytes: 1_200 }),
      notes: notesOf(words, items, people, place.user),
    };
  });
}

/** Discord's bound of an alternative text. */
const mostAlt = 1_024;

/** What the picture shows for whoever cannot see it, newest first; as much of each as fits for all. */
export function treeAlt(words: Words, window: HistoryWindow): string {
  const altOf = (characters: number) =>
    [
      words.say('history.alt'),
      ...window.items.map((item) => {
        const parent = parentOf(item.record);
        const details = [
          ...(parent === null ? [] : [originWords(words, window, parent)]),
          ...(item.audience === 'asker' ? [words.say('history.private')] : []),
          ...(item.current ? [words.say('history.current')] : []),
        ];
        const prompt = plainText(promptOf(words, item), { characters, bytes: characters * 4 });
        const said = words.say('history.alt.version', { version: versionName(item), prompt });
        return details.length === 0 ? said : `${said} (${details.join(', ')})`;
      }),
    ].join('\n');
  const alt = [80, 60, 40, 24].map(altOf).find((each) => each.length <= mostAlt);
  return alt ?? shortText(altOf(24), { characters: mostAlt, bytes: mostAlt * 4 });
}

function originWords(words: Words, { items, origins }: HistoryWindow, parent: VersionId): string {
  const inside = items.find(({ version }) => version === parent);
  const origin: Origin = inside
    ? { kind: 'version', name: versionName(inside) }
    : (origins.get(parent) ?? { kind: 'deleted' });
  return origin.kind === 'version'
    ? words.say('history.from', { version: origin.name })
    : words.say(`history.from.${origin.kind}`);
}

const askedWords = (words: Words, item: Item | undefined) =>
  item === undefined || item.record.recipe === null ? words.capital(words.say('picture.sent')) : promptOf(words, item);

/** Which is current, whose, whether for them alone, what all of these cost together, and who is in them. */
function notesOf(words: Words, items: readonly Item[], people: People, viewer: string): readonly Note[] {
  const [first] = items;
  if (first === undefined) return [];
  const costs = items.map(({ record }) => record.cost);
  const known = costs.filter((cost) => cost !== undefined);
  const names = (first.record.recipe?.characters ?? []).map(({ name }) => name);
  return [
    ...(items.some(({ current }) => current) ? [note('current', words.say('history.current'))] : []),
    {
      kind: 'member',
      colour: people.colourOf(first.owner),
      text: first.owner === viewer ? words.say('history.you') : '',
    },
    ...(first.audience === 'asker' ? [note('private', words.say('history.private'))] : []),
    ...(known.length === costs.length
      ? [
          note(
            'plain',
            moneyWords(
              words,
              known.reduce((sum, cost) => sum + cost, 0),
            ),
          ),
        ]
      : []),
    ...(names.length === 0
      ? []
      : [note('plain', words.say('history.with', { names: firstOf(words, names, mostNamed) }))]),
  ];
}

const mostNamed = 3;

const note = (kind: 'plain' | 'current' | 'private', text: string): Note => ({ kind, text });
