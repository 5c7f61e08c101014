import type { HistoryWindow } from '../../src/application/services.ts';
import { messageLink } from '../../src/discord/kit/message-link.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { shownIn } from '../../src/domain/chain/chain.ts';
import { versionName } from '../../src/domain/chain/version-name.ts';
import { namesWords } from '../../src/words/character-words.ts';
import { moneyWords } from '../../src/words/price-words.ts';
import { quoteText } from '../../src/words/quoted-text.ts';
import type { Words } from '../../src/words/words.ts';
import { promptOf } from '../history-list.ts';
import type { People } from './people.ts';

type Item = HistoryWindow['items'][number];

/** What a message has room for, what stands under its list left out. */
const mostCharacters = 1_900;

/** How much a line says, from what is wanted to what always fits. */
const measures = [
  { prompt: 80, tells: 'all' },
  { prompt: 56, tells: 'all' },
  { prompt: 40, tells: 'all' },
  { prompt: 40, tells: 'no names' },
  { prompt: 24, tells: 'no names' },
  { prompt: 16, tells: 'no links' },
] as const;

/** Each version on a line, newest first: number, words, who is in it, who made it and when, what it cost, which is current. */
export function historyLines(request: Request, { items }: HistoryWindow, people: People): string {
  const lists = measures.map((measure) => items.map((item) => lineOf(request, item, people, measure)).join('\n'));
  return lists.find((list) => list.length <= mostCharacters) ?? lists.at(-1) ?? '';
}

function lineOf(
  { words, place }: Request,
  item: Item,
  people: People,
  { prompt, tells }: (typeof measures)[number],
): string {
  const { record, owner, message, audience, current } = item;
  const name = versionName(item);
  const isLinked = message !== null && tells !== 'no links';
  const characters = tells === 'all' ? (record.recipe?.characters ?? []).map((each) => each.name) : [];
  return [
    isLinked ? `**[${name}](${messageLink(place.guild, shownIn(record), message)})**` : `**${name}**`,
    quoteText(promptOf(words, item), { characters: prompt, bytes: prompt * 4 }),
    ...(tells === 'all' ? howMade(words, record.recipe) : []),
    ...(characters.length === 0 ? [] : [words.say('history.with', { names: namesWords(words, characters) })]),
    `${people.circleOf(owner)}<@${owner}> <t:${Math.floor(record.madeAt / 1000)}:R>`,
    ...(record.cost === undefined ? [] : [moneyWords(words, record.cost)]),
    ...(audience === 'asker' ? [words.say('history.private')] : []),
    ...(current ? [`**${words.say('history.current')}**`] : []),
  ].join(' · ');
}

/** What tells pictures of the same words apart. */
function howMade(words: Words, recipe: Item['record']['recipe']): readonly string[] {
  if (recipe?.rework !== undefined) return [words.say(`result.rework.${recipe.rework}`)];
  return recipe?.draft === undefined ? [] : [words.say('drafts.one')];
}
