import { seenIn } from '../src/discord/incoming/shown/seen-in.ts';
import { messageCommand } from '../src/discord/kit/command.ts';
import { channelId, messageId } from '../src/domain/ids.ts';
import { openDraftForm } from './actions/draft.ts';

/** **Edit image** on anybody's message: Discord hands that message over whole, whatever the bot may read otherwise. */
export const editImage = messageCommand('Edit image', async (target, request) => {
  const { services, place, self, reply, words } = request;
  const { pictures, versions, unread } = seenIn(target, self);
  const sources = await services.sourcesOf(
    { id: messageId(target.id), channel: channelId(target.channel_id), versions, pictures },
    place.user,
  );
  if (sources.length > 0) return openDraftForm(request, sources, unread);
  if (unread.length > 0) return reply.fail({ code: 'nothing_readable', files: unread });
  return reply.show(words.say('notice.no-picture'), 'asker');
});
