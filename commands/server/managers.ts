import type { ChangedBy } from '../../src/application/services.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { GuildId } from '../../src/domain/ids.ts';
import { readersLocale } from '../../src/domain/jobs/job.ts';

/** Answers privately, and does nothing for anybody who does not manage this server. */
export async function forManagers(
  request: Request,
  act: (request: Request, guild: GuildId) => Promise<string>,
): Promise<void> {
  const { place, managesServer, reply, words } = request;
  const mayAct = place.guild !== null && managesServer;
  return reply.show(mayAct ? await act(request, place.guild) : words.say('server.managers-only'), 'asker');
}

/** Whoever asks, for the log of changes, which speaks the server's language. */
export const changedBy = ({ id, place, address }: Request): ChangedBy => ({
  id,
  user: place.user,
  locale: readersLocale(address('everyone')),
});
