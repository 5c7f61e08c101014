import type { Request } from '../src/discord/kit/request.ts';
import type { ChannelId } from '../src/domain/ids.ts';

/** `/server log`: where notices about limits go. */
export async function runServerLog(
  { channel, off }: { readonly channel: ChannelId | undefined; readonly off: boolean | undefined },
  { place: { guild }, managesServer, reply, services, words }: Request,
): Promise<void> {
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if (off === true) {
    await services.serverLog.set(guild, null);
    return reply.show(words.say('server.log.off'), 'asker');
  }
  if (channel !== undefined) {
    await services.serverLog.set(guild, channel);
    return reply.show(words.say('server.log.set', { channel: `<#${channel}>` }), 'asker');
  }
  const current = await services.serverLog.read(guild);
  return reply.show(
    current === null ? words.say('server.log.nowhere') : words.say('server.log.current', { channel: `<#${current}>` }),
    'asker',
  );
}
