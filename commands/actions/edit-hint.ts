import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import { button } from '../../src/discord/kit/action.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { Source } from '../../src/domain/asked/image-request.ts';
import type { MessageId } from '../../src/domain/ids.ts';
import { openDraftForm } from './draft.ts';

/** **Edit** under the hint that a reply could not be read: the form, for the picture replied to. */
export const editHint = button('edit-hint', async ({ message }, request) => {
  const sources = await sourcesIn(request, message);
  if (sources.length === 0) return request.reply.fail({ code: 'source_gone' });
  return openDraftForm(request, sources);
});

/** Our own record first; only where that is lost the message itself, which Discord has to be asked for. */
async function sourcesIn({ services, place, self, findMessage }: Request, id: MessageId): Promise<readonly Source[]> {
  const { channel, user } = place;
  const known = await services.sourcesOf({ id, channel, versions: [], pictures: [] }, user);
  if (known.length > 0) return known;
  const message = await findMessage(channel, id);
  if (message === null) return [];
  const { pictures, versions } = seenIn(message, self);
  return services.sourcesOf({ id, channel, versions, pictures }, user);
}
