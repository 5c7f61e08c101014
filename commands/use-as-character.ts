import { messageCommand } from '../src/discord/kit/command.ts';
import { openCharacterForm } from './character/form.ts';
import { sourcesShown } from './sources-shown.ts';

/** **Use as character** on anybody's message: a character made from the pictures that it shows. */
export const useAsCharacter = messageCommand('Use as character', async (target, request) => {
  const shown = await sourcesShown(target, request);
  if (shown !== null) await openCharacterForm(request, shown.sources, shown.unread);
});
