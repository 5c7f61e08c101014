import type { KnownPlaces } from '../connection/gateway/known-places.ts';
import type { Request } from './request.ts';

/** A server that the gateway did not tell of has lost nothing. */
export const goneFrom =
  (guild: string | undefined, places: KnownPlaces | undefined) =>
  (id: string): boolean =>
    guild !== undefined &&
    places?.guild(guild) !== undefined &&
    places.channel(guild, id) === undefined &&
    !places.rolesOf(guild).has(id);

/** Says which rule of the server keeps this member from using the bot there at all. */
export async function isKeptOut({ services, place, reply }: Request): Promise<boolean> {
  const keptOut = await services.rules.refusal(place);
  if (keptOut !== null) await reply.fail(keptOut);
  return keptOut !== null;
}
