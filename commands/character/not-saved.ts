import type { NotSaved } from '../../src/application/services.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { characterBounds, mostAboutLength, type Whose } from '../../src/domain/characters/character.ts';
import { mostNameLength } from '../../src/domain/characters/names.ts';
import type { Words } from '../../src/words/words.ts';

/** Why a character is not saved: one sentence, which says that nothing was. */
export function notSavedWords(words: Words, why: NotSaved, whose: Whose): string {
  switch (why) {
    case 'bad name':
      return words.say('character.not-saved.name', { most: mostNameLength });
    case 'long about':
      return words.say('character.not-saved.about', { most: mostAboutLength });
    case 'no consent':
      return words.say('character.not-saved.consent');
    case 'taken':
      return words.say(`character.not-saved.taken.${whose}`);
    case 'member full':
      return words.say('character.not-saved.member-full', { most: characterBounds.perMember });
    case 'server full':
      return words.say('character.not-saved.server-full', { most: characterBounds.perServer });
    case 'too many bytes':
      return words.say('character.not-saved.bytes', { most: characterBounds.bytesPerMember / 1_000_000 });
    case 'unfinished':
      return words.say('character.not-saved.unfinished');
    default:
      return why satisfies never;
  }
}

/** Why this member may save none for all of a server; null: they may, or did not ask for that. */
export function notForServer(
  { place, managesServer, words }: Pick<Request, 'place' | 'managesServer' | 'words'>,
  whose: Whose,
): string | null {
  if (whose === 'mine') return null;
  if (place.guild === null) return words.say('character.not-saved.no-server');
  return managesServer ? null : words.say('character.not-saved.managers');
}
