import { ButtonStyle, ComponentType } from 'discord.js';
import type { ServerNotice } from '../../../domain/server/server-notice.ts';
import { limitNotice } from '../../../words/limits/limit-notice.ts';
import { appealNotice, conductNotice, pauseNotice } from '../../../words/server/conduct-notice.ts';
import { rulesChanged } from '../../../words/server/rules-changed.ts';
import type { Words } from '../../../words/words.ts';
import { encodeCustomId } from '../../kit/custom-id.ts';
import { messageLink } from '../../kit/message-link.ts';
import type { ButtonRow } from '../messages.ts';

/** How a notice looks in a server's log channel, at most 2000 characters. */
export function serverNoticeLook(
  words: Words,
  notice: ServerNotice,
): { readonly content: string; readonly components: readonly ButtonRow[] } {
  switch (notice.kind) {
    case 'limit':
      return { content: limitNotice(words, notice.limit, notice.event), components: [] };
    case 'rules changed':
      return { content: rulesChanged(words, notice.by, notice.changes), components: [] };
    case 'blocked words': {
      const { guild, channel, message } = notice;
      const place = message === null ? `<#${channel}>` : messageLink(guild, channel, message);
      return { content: conductNotice(words, { ...notice, place }), components: [] };
    }
    case 'paused':
    case 'pause ended':
      return { content: pauseNotice(words, notice), components: [] };
    case 'appeal': {
      const { id, guild, channel, message } = notice;
      const place = message === null ? `<#${channel}>` : messageLink(guild, channel, message);
      const allow = {
        type: ComponentType.Button,
        style: ButtonStyle.Primary,
        label: words.say('button.allow-once'),
        custom_id: encodeCustomId({ kind: 'allow-once', job: id }),
      } as const;
      return {
        content: appealNotice(words, { ...notice, place }),
        components: [{ type: ComponentType.ActionRow, components: [allow] }],
      };
    }
    default:
      return notice satisfies never;
  }
}
