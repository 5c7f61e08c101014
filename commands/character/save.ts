import type { Request } from '../../src/discord/kit/request.ts';
import type { Whose } from '../../src/domain/characters/character.ts';
import type { IncomingPicture } from '../../src/domain/pictures/incoming-picture.ts';
import { openConsentForm } from './form.ts';
import { notForServer, notSavedWords } from './not-saved.ts';

/** `/character save`: refuses what is sure not to be saved before anything is asked. */
export async function saveCharacter(
  request: Request,
  { name, about, whose }: { readonly name: string; readonly about: string; readonly whose: Whose },
  pictures: readonly IncomingPicture[],
): Promise<void> {
  const { id, place, services, reply, words } = request;
  const refusal = notForServer(request, whose);
  if (refusal !== null) return reply.show(refusal, 'asker');
  const answer = await services.characters.mayBeSaved({ id, place, name, about, whose });
  if (answer !== 'yes') return reply.show(notSavedWords(words, answer, whose), 'asker');
  const sources = pictures.map((picture) => ({ kind: 'picture', picture }) as const);
  return openConsentForm(request, { name, about, whose }, sources);
}
