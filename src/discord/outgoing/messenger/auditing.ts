import { type REST, Routes } from 'discord.js';
import type { ChannelId } from '../../../domain/ids.ts';
import type { Audited, AuditNotice, Messenger } from '../../../ports/messenger.ts';
import { messageBody } from '../../connection/rest.ts';
import { codeOf, type DiscordTrouble } from '../../kit/discord-error.ts';
import { messageLink } from '../../kit/message-link.ts';
import { auditLook } from '../looks/audit-look.ts';
import type { Calls } from './calls.ts';
import type { ChannelMessages } from './channel-messages.ts';

/** Entries of audits, each one message: under an enforced nonce, and looked for by its link where it may be there. */
export function createAuditing({
  rest,
  calls,
  channels,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly channels: Pick<ChannelMessages, 'find'>;
}): Pick<Messenger, 'tellAudit'> {
  return {
    async tellAudit(channel, notice, mayBeThere) {
      const { entry } = notice;
      if (mayBeThere) {
        const link = messageLink(entry.guild, entry.channel, entry.message);
        const found = await channels.find(channel, ({ content }) => content.includes(`(${link})`), entry.job);
        if (found.kind === 'found') return { kind: 'told' };
        // Where nobody lets us look, the nonce alone has to do.
        if (found.kind === 'trouble' && found.trouble.kind === 'busy') return audited(found.trouble);
      }
      const trouble = await post(channel, notice);
      // A rule of the server refuses what was asked for: the rest is told without it.
      const again = trouble?.kind === 'words refused' ? await post(channel, { ...notice, prompt: null }) : trouble;
      return again === null ? { kind: 'told' } : audited(again);
    },
  };

  async function post(channel: ChannelId, notice: AuditNotice): Promise<DiscordTrouble | null> {
    const { content, files } = auditLook(notice);
    const payload = {
      content,
      nonce: `audit${notice.entry.job}`,
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    };
    const body = await messageBody(payload, files);
    const called = await calls.once((signal) => rest.post(Routes.channelMessages(channel), { ...body, signal }));
    return called.kind === 'done' ? null : called.trouble;
  }
}

function audited(trouble: DiscordTrouble): Audited {
  if (trouble.kind === 'busy') return { kind: 'later', afterMs: trouble.afterMs };
  return trouble.kind === 'too large' ? { kind: 'too large' } : { kind: 'impossible', code: codeOf(trouble) };
}
