import type { Request } from '../src/discord/kit/request.ts';
import type { ChannelId } from '../src/domain/ids.ts';
import { managersOnly } from './server-limit.ts';

/** `/server log`: where notices about limits go. */
export async function runServerLog(
  { channel, off }: { readonly channel: ChannelId | undefined; readonly off: boolean | undefined },
  { place: { guild }, managesServer, reply, services }: Request,
): Promise<void> {
  if (guild === null || !managesServer) return reply.show(managersOnly, 'asker');
  if (off === true) {
    await services.serverLog.set(guild, null);
    return reply.show('Notices about limits go nowhere now.', 'asker');
  }
  if (channel !== undefined) {
    await services.serverLog.set(guild, channel);
    return reply.show(
      `I shall tell in <#${channel}> when a limit of this server comes near, and when it is reached.`,
      'asker',
    );
  }
  const current = await services.serverLog.read(guild);
  return reply.show(
    current === null
      ? 'Notices about limits go nowhere. Choose a `channel` to change that.'
      : `Notices about limits go to <#${current}>.`,
    'asker',
  );
}
