import type { ChosenChannel } from '../../src/discord/kit/chosen-channel.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { GuildId } from '../../src/domain/ids.ts';
import type { Audit } from '../../src/domain/server/server-rules.ts';
import { placeForNotices } from './chosen-channel.ts';
import { changedBy } from './managers.ts';

export const serverAudit = {
  description: 'command.server.audit',
  options: {
    channel: { type: 'channel', description: 'command.server.audit.channel' },
    off: { type: 'boolean', description: 'command.server.audit.off' },
    prompts: { type: 'boolean', description: 'command.server.audit.prompts' },
  },
} as const;

interface Asked {
  readonly channel: ChosenChannel | undefined;
  readonly off: boolean | undefined;
  readonly prompts: boolean | undefined;
}

/** `/server audit`: where every request that everybody may see is told of. */
export async function runServerAudit({ channel, off, prompts }: Asked, request: Request): Promise<void> {
  const { place, managesServer, reply, services, words } = request;
  const { guild } = place;
  if (guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  if (off === true) {
    await changeAudit(request, guild, null);
    return reply.show(words.say('server.audit.off'), 'asker');
  }
  if (channel !== undefined) {
    // Discord may have to be asked about it, which can take longer than it waits for an answer.
    if ((await reply.acknowledge('asker')).kind !== 'taken') return;
    return void (await reply.finish({ content: await setAudit(request, guild, { channel, prompts }) }));
  }
  const current = await services.serverAudit.read(guild);
  if (current === null) return reply.show(words.say('server.audit.nowhere'), 'asker');
  if (prompts === undefined) return reply.show(words.say('server.audit.current', said(current)), 'asker');
  const changed = { ...current, prompts };
  await changeAudit(request, guild, changed);
  return reply.show(words.say('server.audit.set', said(changed)), 'asker');
}

async function setAudit(
  request: Request,
  guild: GuildId,
  { channel: chosen, prompts }: { readonly channel: ChosenChannel; readonly prompts: boolean | undefined },
): Promise<string> {
  const { services, words } = request;
  const found = await placeForNotices(request, guild, chosen);
  if (found === 'foreign') return words.say('server.log.foreign');
  if (found === 'closed') return words.say('server.audit.closed', { channel: `<#${chosen.id}>` });
  const before = await services.serverAudit.read(guild);
  const audit = { channel: chosen.id, prompts: prompts ?? before?.prompts ?? false };
  await changeAudit(request, guild, audit);
  return words.say('server.audit.set', said(audit));
}

const changeAudit = (request: Request, guild: GuildId, audit: Audit | null): Promise<void> =>
  request.services.serverAudit.set(guild, changedBy(request), audit);

const said = ({ channel, prompts }: Audit) => ({ channel: `<#${channel}>`, prompts: prompts ? 'yes' : 'no' });
