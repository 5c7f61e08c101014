import type { Request } from '../../src/discord/kit/request.ts';
import type { Character } from '../../src/domain/characters/character.ts';
import { nameWords, picturesWords, useWords, whoseWords } from '../../src/words/character-words.ts';
import { quoteText } from '../../src/words/quoted-text.ts';
import type { Words } from '../../src/words/words.ts';
import { characterNamed } from './find.ts';
import { finishWithPictures, sheetRows } from './look.ts';

/** `/character show`: all that is known of it, with its pictures. */
export async function showCharacter(request: Request, typed: string): Promise<void> {
  const { reply, words } = request;
  const character = await characterNamed(request, typed);
  if (character === null) return reply.show(words.say('character.unknown'), 'asker');
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await finishWithPictures(request, character, {
    content: contentOf(words, character),
    components: await sheetRows(request, character),
    most: character.pictures.length,
  });
}

function contentOf(words: Words, character: Character): string {
  const { name, about, owner, madeAt, consent } = character;
  // A thousand characters, each of which may have to be kept from acting.
  const said = quoteText(about, { characters: 1_400, bytes: 4_200 });
  return [
    words.say('character.shown', {
      name: nameWords(name),
      whose: whoseWords(words, character),
      pictures: picturesWords(words, character),
    }),
    ...(said === '' ? [] : [said]),
    `-# ${words.say('character.made', {
      owner: `<@${owner}>`,
      day: `<t:${Math.floor(madeAt / 1000)}:D>`,
      consent: words.say(`character.consent.${consent}`),
    })}`,
    useWords(words, name),
  ].join('\n');
}
