import { messageCommand } from '../src/discord/kit/command.ts';
import { openDraftForm } from './actions/draft.ts';
import { sourcesShown } from './sources-shown.ts';

/** **Edit image** on anybody's message: Discord hands that message over whole, whatever the bot may read otherwise. */
export const editImage = messageCommand('Edit image', async (target, request) => {
  const shown = await sourcesShown(target, request);
  if (shown !== null) await openDraftForm(request, shown.sources, shown.unread);
});
