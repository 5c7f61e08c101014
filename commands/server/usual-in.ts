import type { CompletionRequest } from '../../src/discord/kit/command.ts';
import type { Usual } from '../../src/domain/asked/usual/usual.ts';

/** What this server takes where a request says nothing, whoever asks. */
export async function serversUsual({ place, services }: Pick<CompletionRequest, 'place' | 'services'>): Promise<Usual> {
  return place.guild === null ? {} : { server: (await services.serverDefaults.read(place.guild)).defaults };
}
