import type { Request } from '../../src/discord/kit/request.ts';
import { pageButtons } from '../../src/discord/outgoing/page-buttons.ts';
import type { Character } from '../../src/domain/characters/character.ts';
import { nameWords, picturesWords, whoseWords } from '../../src/words/character-words.ts';
import { pageAt, pageCharacters, pagesOf } from '../../src/words/pages.ts';
import { plainText, quoteText } from '../../src/words/quoted-text.ts';
import type { Words } from '../../src/words/words.ts';

/** Ends an acknowledged answer with one page of the characters: their first pictures on a sheet, and words in the same order. */
export async function finishList(
  { place, reply, services, words }: Request,
  characters: readonly Character[],
  wanted: number,
): Promise<void> {
  // It may have become so since the page before.
  if (characters.length === 0) return void (await reply.finish({ content: words.say('character.none') }));
  const pages = characterPages(words, characters);
  const page = Math.min(wanted, pages.length);
  const shown = pageAt(pages, page) ?? [];
  const look = {
    content: [
      ...linesOf(words, shown),
      ...(pages.length > 1 ? [words.say('page.of', { page, pages: pages.length })] : []),
    ].join('\n'),
    components: pageButtons(words, 'characters-page', page, page < pages.length),
  };
  await using sheet = await services.characters.lendContactSheet(shown, place.user);
  // The words say all but what they look like.
  if (sheet === null) return void (await reply.finish(look));
  const trouble = await reply.finish({
    ...look,
    files: [{ path: sheet.path, filename: 'characters.png', description: altText(words, shown) }],
  });
  if (trouble !== null) await reply.finish(look);
}

const characterPages = (words: Words, characters: readonly Character[]) =>
  pagesOf(
    characters,
    (page) =>
      page.length <= mostOnPage &&
      linesOf(words, page).join('\n').length <= pageCharacters &&
      altText(words, page).length <= mostAltCharacters,
  );

/** As many as are told apart at a glance: three rows. */
const mostOnPage = 15;
/** What Discord takes as alternative text. */
const mostAltCharacters = 1024;

/** Numbered from 1 on each page, as the sheet is. */
const linesOf = (words: Words, page: readonly Character[]) => page.map((each, index) => lineOf(words, each, index + 1));

function lineOf(words: Words, character: Character, number: number): string {
  const line = words.say('character.line', {
    number,
    name: nameWords(character.name),
    whose: whoseWords(words, character),
    pictures: picturesWords(words, character),
  });
  const about = quoteText(character.about, { characters: 60, bytes: 240 });
  return about === '' ? line : `${line} · ${about}`;
}

const altText = (words: Words, page: readonly Character[]) =>
  words.say('character.list.alt', {
    names: page
      .map(({ name }, index) =>
        words.say('character.list.alt.name', {
          number: index + 1,
          name: plainText(name, { characters: 48, bytes: 192 }),
        }),
      )
      .join(', '),
  });
