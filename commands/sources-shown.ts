import type { APIMessage } from 'discord.js';
import { seenIn } from '../src/discord/incoming/shown/seen-in.ts';
import type { Request } from '../src/discord/kit/request.ts';
import type { Source } from '../src/domain/asked/image-request.ts';
import { channelId, messageId } from '../src/domain/ids.ts';
import type { UnreadFile } from '../src/domain/pictures/unread-file.ts';

/** What a message that a command is used on shows; null where that is nothing, which is said privately then. */
export async function sourcesShown(
  target: APIMessage,
  { services, place, self, reply, words }: Request,
): Promise<{ readonly sources: readonly Source[]; readonly unread: readonly UnreadFile[] } | null> {
  const { pictures, versions, unread } = seenIn(target, self);
  const sources = await services.sourcesOf(
    { id: messageId(target.id), channel: channelId(target.channel_id), versions, pictures },
    place.user,
  );
  if (sources.length > 0) return { sources, unread };
  if (unread.length > 0) await reply.fail({ code: 'nothing_readable', files: unread });
  else await reply.show(words.say('notice.no-picture'), 'asker');
  return null;
}
