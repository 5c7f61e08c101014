import { type APIAuditLog, AuditLogEvent, type REST, Routes } from 'discord.js';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { wordsIn } from '../../words/words.ts';
import type { CommandIds } from '../connection/command-ids.ts';
import { createCalls } from '../outgoing/messenger/calls.ts';
import type { JoinedServer } from './joined-servers.ts';

interface Needs {
  readonly rest: REST;
  readonly commandIds: Pick<CommandIds, 'mention'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}

/**
 * Tells whoever added the bot what to do next, in one message: directly, or else where Discord itself greets. Who it was
 * stands in the audit log, which few servers let a bot read; the owner is told where it does not say.
 */
export function createWelcome({ rest, commandIds, clock, log, cut }: Needs) {
  const calls = createCalls({ clock, cut });

  /** Never rejects. */
  return async function welcome(server: JoinedServer, self: string, readsAuditLog: boolean): Promise<void> {
    const person = (readsAuditLog ? await addedBy(server.guild, self) : null) ?? server.owner;
    const direct = await post(Routes.userChannels(), { recipient_id: person });
    const channel = direct.kind === 'done' ? (direct.body as { readonly id: string }).id : null;
    if (channel !== null && (await say(channel, server, null))) return;
    if (server.systemChannel !== null && (await say(server.systemChannel, server, person))) return;
    log.info({ guild: server.guild }, 'nobody could be told what to do next with the bot');
  };

  async function addedBy(guild: string, self: string): Promise<string | null> {
    const query = new URLSearchParams({ action_type: String(AuditLogEvent.BotAdd), limit: '10' });
    const read = await calls.repeatable((signal) => rest.get(Routes.guildAuditLog(guild), { query, signal }));
    if (read.kind === 'trouble') return null;
    const { audit_log_entries: entries } = read.body as APIAuditLog;
    return entries.find(({ target_id: target }) => target === self)?.user_id ?? null;
  }

  async function say(channel: string, { guild, locale, joinedAt }: JoinedServer, calling: string | null) {
    const words = wordsIn(locale);
    const text = words.say('welcome', {
      channels: commandIds.mention('server channels allow'),
      limit: commandIds.mention('server limit set'),
      doctor: commandIds.mention('server doctor'),
      imagine: commandIds.mention('imagine'),
      help: commandIds.mention('help'),
    });
    const said = await post(Routes.channelMessages(channel), {
      content: calling === null ? text : `<@${calling}>\n${text}`,
      allowed_mentions: calling === null ? { parse: [] } : { parse: [], users: [calling] },
      // The same time of joining is the same message.
      nonce: `w${guild.slice(-12)}${Date.parse(joinedAt).toString(36)}`.slice(0, 25),
      enforce_nonce: true,
    });
    return said.kind === 'done';
  }

  function post(route: `/${string}`, body: object) {
    return calls.repeatable((signal) => rest.post(route, { body, signal }));
  }
}
