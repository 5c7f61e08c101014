import type { TextChoice } from '../src/discord/kit/command.ts';
import { messageLink } from '../src/discord/kit/message-link.ts';
import type { Request } from '../src/discord/kit/request.ts';
import { pageButtons } from '../src/discord/outgoing/page-buttons.ts';
import { shownIn } from '../src/domain/chain/chain.ts';
import { readNameBeginning, versionName } from '../src/domain/chain/version-name.ts';
import type { GuildId } from '../src/domain/ids.ts';
import { namesWords } from '../src/words/character-words.ts';
import { pageAt, pageCharacters, pagesOf } from '../src/words/pages.ts';
import { plainText, quoteText } from '../src/words/quoted-text.ts';
import type { Words } from '../src/words/words.ts';

type Item = Awaited<ReturnType<Request['services']['history']['list']>>[number];

/** One page of the versions, newest first: number, prompt, who, when, where, which is current. */
export async function historyPage({ services, place, words }: Request, wanted: number) {
  // One more than the page may hold tells whether there is a next one.
  const items = await services.history.list(place, wanted * mostOnPage + 1);
  if (items.length === 0) return { content: words.say('history.none'), components: [] };
  const pages = historyPages(items.map((item) => lineOf(words, item, place.guild)));
  const page = Math.min(wanted, pages.length);
  const lines = pageAt(pages, page) ?? [];
  return {
    content: (pages.length === 1 ? lines : [...lines, words.say('page.number', { page })]).join('\n'),
    components: pageButtons(words, 'history-page', page, page < pages.length),
  };
}

const historyPages = (lines: readonly string[]) =>
  pagesOf(lines, (page) => page.length <= mostOnPage && page.join('\n').length <= pageCharacters);

/** As many as are read at a glance. */
const mostOnPage = 15;

/** Names that begin with what is typed, else prompts that hold it. */
export function wantedVersion(words: Words, typed: string) {
  const wanted = typed.trim().toLowerCase();
  return {
    begins: readNameBeginning(typed),
    matches: ({ record }: Item) => promptOf(words, record.recipe).toLowerCase().includes(wanted),
    most: mostChoices,
  };
}

/** The name is what is sent. */
export const versionChoices = (words: Words, items: readonly Item[]): readonly TextChoice[] =>
  items.map((item) => ({
    name: plainText(
      words.say(item.current ? 'history.choice.current' : 'history.choice', {
        number: versionName(item),
        prompt: promptOf(words, item.record.recipe),
      }),
      { characters: 100, bytes: 400 },
    ),
    value: versionName(item),
  }));

/** Discord takes no more. */
const mostChoices = 25;

function lineOf(words: Words, item: Item, guild: GuildId | null): string {
  const { record, owner, message, audience, current } = item;
  const version = versionName(item);
  const name =
    message === null ? `**${version}**` : `**[${version}](${messageLink(guild, shownIn(record), message)})**`;
  const prompt = quoteText(promptOf(words, record.recipe), { characters: 80, bytes: 320 });
  const made = `<@${owner}> <t:${Math.floor(record.madeAt / 1000)}:R>`;
  const characters = (record.recipe?.characters ?? []).map((each) => each.name);
  return [
    name,
    prompt,
    ...(characters.length === 0 ? [] : [words.say('history.with', { names: namesWords(words, characters) })]),
    made,
    ...(record.recipe?.draft === undefined ? [] : [words.say('drafts.one')]),
    ...(audience === 'asker' ? [words.say('history.private')] : []),
    ...(current ? [`**${words.say('history.current')}**`] : []),
  ].join(' · ');
}

const promptOf = (words: Words, recipe: Item['record']['recipe']) => recipe?.prompt ?? words.say('picture.sent');
