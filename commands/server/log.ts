import type { ChosenChannel } from '../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { GuildId } from '../../src/domain/ids.ts';
import { placeForNotices } from './chosen-channel.ts';
import { changedBy } from './managers.ts';

/** `/server log`: where notices about limits go. */
export async function runServerLog(
  { channel, off }: { readonly channel: ChosenChannel | undefined; readonly off: boolean | undefined },
  request: Request,
): Promise<void> {
  const { place, managesServer, reply, services, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if (off === true) {
    await services.serverLog.set(guild, changedBy(request), null);
    return reply.show(words.say('server.log.off'), 'asker');
  }
  if (channel !== undefined) {
    // Discord may have to be asked about it, which can take longer than it waits for an answer.
    if ((await reply.acknowledge('asker')).kind !== 'taken') return;
    return void (await reply.finish({ content: await setServerLog(request, guild, channel) }));
  }
  const current = await services.serverLog.read(guild);
  return reply.show(
    current === null ? words.say('server.log.nowhere') : words.say('server.log.current', { channel: `<#${current}>` }),
    'asker',
  );
}

async function setServerLog(request: Request, guild: GuildId, chosen: ChosenChannel): Promise<string> {
  const { services, words } = request;
  const channel = `<#${chosen.id}>`;
  const found = await placeForNotices(request, guild, chosen);
  if (found === 'foreign') return words.say('server.log.foreign');
  if (found === 'closed') return words.say('server.log.closed', { channel });
  await services.serverLog.set(guild, changedBy(request), chosen.id);
  return words.say('server.log.set', { channel });
}
