import { picturesIn } from '../src/discord/incoming/attachment.ts';
import { messageCommand } from '../src/discord/kit/command.ts';
import { versionsIn } from '../src/discord/kit/custom-id.ts';
import { channelId, messageId } from '../src/domain/ids.ts';
import { openDraftForm } from './actions/draft.ts';

/** **Edit image** on anybody's message: Discord hands that message over whole, whatever the bot may read otherwise. */
export const editImage = messageCommand('Edit image', async (target, request) => {
  const { services, place, reply, words } = request;
  const sources = await services.sourcesOf(
    {
      id: messageId(target.id),
      channel: channelId(target.channel_id),
      versions: versionsIn(target.components),
      pictures: picturesIn(target),
    },
    place.user,
  );
  if (sources.length === 0) {
    return reply.show(words.say('notice.no-picture'), 'asker');
  }
  return openDraftForm(request, sources);
});
