import { ButtonStyle, ComponentType, type GatewayMessageCreateDispatchData, type REST, Routes } from 'discord.js';
import { type MessageId, messageId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { encodeCustomId } from '../kit/custom-id.ts';
import { codeOf } from '../kit/discord-error.ts';
import { createCalls } from './messenger/calls.ts';

type Asked = Pick<GatewayMessageCreateDispatchData, 'id' | 'channel_id'>;

/** Short answers to messages that start no job: replies that ping nobody. Each asked-for message gets at most one. */
export interface Notices {
  /** How to ask, for a mention that asks for nothing. */
  how(asked: Asked): Promise<void>;
  /** That the message replied to is out of our sight, and how to show it to us. */
  withheld(asked: Asked): Promise<void>;
  /** That a reply could not be read, with a button that opens the form. Null where it could not be posted. */
  hint(asked: Asked, picture: MessageId): Promise<MessageId | null>;
}

export function createNotices({
  rest,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}): Notices {
  const calls = createCalls({ clock, cut });

  return {
    async how(asked) {
      await post(asked, {
        content: 'Reply to a picture, mention me, and say in words what to change. `/help` tells more.',
      });
    },
    async withheld(asked) {
      const content =
        'Discord does not show me that message. Open its menu and use **Apps → Edit image**, or attach the picture.';
      await post(asked, { content });
    },
    hint: (asked, picture) =>
      post(asked, {
        content: 'Discord did not let me read that reply. Mention me in it, or press **Edit**.',
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.Button,
                style: ButtonStyle.Primary,
                label: 'Edit',
                custom_id: encodeCustomId({ kind: 'edit-hint', message: picture }),
              },
            ],
          },
        ],
      }),
  };

  async function post(asked: Asked, look: object): Promise<MessageId | null> {
    const body = {
      ...look,
      // One answer for one message, also where Discord delivers it again.
      nonce: asked.id,
      enforce_nonce: true,
      message_reference: { message_id: asked.id, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
    };
    const called = await calls.once((signal) => rest.post(Routes.channelMessages(asked.channel_id), { body, signal }));
    if (called.kind === 'done') {
      const { id } = called.body as { readonly id: string };
      return messageId(id);
    }
    log.info({ message: asked.id, code: codeOf(called.trouble) }, 'a notice could not be posted');
    return null;
  }
}
