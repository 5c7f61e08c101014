import type { Request } from '../../src/discord/kit/request.ts';
import { nameWords } from '../../src/words/character-words.ts';
import { characterNamed } from './find.ts';

/** `/character delete`: for its maker, and for a server's whoever moderates. */
export async function deleteCharacter(request: Request, typed: string): Promise<void> {
  const { place, moderates, services, reply, words } = request;
  const character = await characterNamed(request, typed);
  if (character === null) return reply.show(words.say('character.unknown'), 'asker');
  const outcome = await services.characters.remove(character.id, { ...place, moderates });
  switch (outcome) {
    case 'removed':
      return reply.show(words.say('character.removed', { name: nameWords(character.name) }), 'asker');
    case 'gone':
      return reply.show(words.say('character.gone'), 'asker');
    case 'not theirs':
      return reply.show(words.say('character.remove.not-theirs'), 'asker');
    default:
      return outcome satisfies never;
  }
}
