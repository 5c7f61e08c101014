import type { Request } from '../src/discord/kit/request.ts';
import { tellExported } from './exported.ts';

/** `/privacy export`: archives in a direct message. */
export async function exportAll(request: Request): Promise<void> {
  const { id, place, services, reply, words } = request;
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await using exported = await services.privacy.exportAll({
    id,
    member: place.user,
    texts: {
      message: (part) => words.say('privacy.export.message', part),
      readme: (part) => words.say('privacy.export.readme', part),
    },
  });
  await tellExported(request, exported, {
    sent: (about) => words.say('privacy.export.sent', about),
    refused: (about) => words.say('privacy.export.refused', about),
    tooSoon: (about) => words.say('privacy.export.too-soon', about),
    busy: words.say('privacy.export.busy'),
    alt: words.say('privacy.export.alt'),
  });
}
