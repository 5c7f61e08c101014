import type { ChosenChannel } from '../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { GuildId } from '../../src/domain/ids.ts';

/**
 * Whether notices may go there. `foreign`: it is no channel of this server that the asker sees, for nobody sends notices where
 * they may not look; `closed`: the bot cannot write in it.
 */
export async function placeForNotices(
  { lookAtChannel }: Pick<Request, 'lookAtChannel'>,
  guild: GuildId,
  chosen: ChosenChannel,
): Promise<'open' | 'foreign' | 'closed'> {
  if (!chosen.askerSees) return 'foreign';
  const isKnown = chosen.guild !== null && chosen.botWrites !== null;
  const found = isKnown ? chosen : await lookAtChannel(chosen.id, guild);
  if (found === null) return 'closed';
  if (found.guild !== guild) return 'foreign';
  return found.botWrites === true ? 'open' : 'closed';
}
