import type { CompletionRequest } from '../../src/discord/kit/command.ts';
import type { ServerDefaults } from '../../src/domain/server/server-rules.ts';

/** What this server takes where a request says nothing. */
export async function usualIn({
  place,
  services,
}: Pick<CompletionRequest, 'place' | 'services'>): Promise<ServerDefaults | undefined> {
  return place.guild === null ? undefined : (await services.serverDefaults.read(place.guild)).defaults;
}
