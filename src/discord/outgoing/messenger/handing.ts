import { type REST, Routes } from 'discord.js';
import { channelId, messageId } from '../../../domain/ids.ts';
import type { Messenger } from '../../../ports/messenger.ts';
import { messageBody } from '../../connection/rest.ts';
import type { Calls } from './calls.ts';
import type { ChannelMessages } from './channel-messages.ts';
import { field } from './seen-message.ts';

/** Files for one member alone, in their direct messages. */
export function createHanding({
  rest,
  calls,
  channels,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly channels: Pick<ChannelMessages, 'direct'>;
}): Pick<Messenger, 'directChannel' | 'hand'> {
  return {
    async directChannel(user) {
      const opened = await channels.direct(user);
      if (opened.kind === 'trouble') return opened.trouble.kind === 'busy' ? 'later' : 'refused';
      const id = field(opened.body, 'id');
      if (typeof id !== 'string') throw new Error('Discord opened direct messages without saying where');
      return channelId(id);
    },

    async hand(channel, { id, content, file }) {
      const payload = { content, nonce: id.slice(0, 25), enforce_nonce: true, allowed_mentions: { parse: [] } };
      const body = await messageBody(payload, [{ ...file, description: file.description ?? '' }]);
      // The nonce makes a repeat the same message, some minutes long.
      const called = await calls.repeatable((signal) =>
        rest.post(Routes.channelMessages(channel), { ...body, signal }),
      );
      if (called.kind === 'done') {
        const message = field(called.body, 'id');
        if (typeof message !== 'string') throw new Error('Discord answered a new message with something else');
        return { kind: 'handed', message: messageId(message) };
      }
      if (called.trouble.kind === 'busy') return { kind: 'later' };
      return { kind: called.trouble.kind === 'too large' ? 'too large' : 'refused' };
    },
  };
}
