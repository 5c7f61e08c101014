import { ButtonStyle, ComponentType, type GatewayMessageCreateDispatchData, type REST, Routes } from 'discord.js';
import type { OfferedWords, ToConfirm } from '../../application/services.ts';
import { type MessageId, messageId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { priceWords } from '../../words/price-words.ts';
import { type Words, wordsIn } from '../../words/words.ts';
import { type CustomId, encodeCustomId } from '../kit/custom-id.ts';
import { codeOf } from '../kit/discord-error.ts';
import { confirmationLook } from './looks/confirmation-look.ts';
import { createCalls } from './messenger/calls.ts';

type Asked = Pick<GatewayMessageCreateDispatchData, 'id' | 'channel_id'>;

/**
 * Short answers to messages that start no job: replies that ping nobody. Each asked-for message gets at most one.
 * Everybody reads them: `locale` is the server's.
 */
export interface Notices {
  /** How to ask, for a mention that asks for nothing. */
  how(asked: Asked, locale: string | null): Promise<void>;
  /** That the message replied to is out of our sight, and how to show it to us. */
  withheld(asked: Asked, locale: string | null): Promise<void>;
  /** What these words would cost as a picture, with buttons for their author. */
  offer(asked: Asked, offered: OfferedWords, locale: string | null): Promise<void>;
  /** That a reply could not be read, with a button that opens the form. Null where it could not be posted. */
  hint(asked: Asked, picture: MessageId, locale: string | null): Promise<MessageId | null>;
  /** A price to agree to, with buttons for the asker alone. */
  confirm(asked: Asked, price: ToConfirm, locale: string | null): Promise<void>;
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
    async how(asked, locale) {
      await post(asked, locale, { content: wordsIn(locale).say('notice.how') });
    },
    async withheld(asked, locale) {
      await post(asked, locale, { content: wordsIn(locale).say('notice.withheld') });
    },
    async confirm(asked, price, locale) {
      // Of its own, for the job that comes of it has the id of what was asked.
      await post(asked, locale, confirmationLook(wordsIn(locale), price), `c${asked.id}`);
    },
    async offer(asked, offered, locale) {
      await post(asked, locale, offerLook(wordsIn(locale), offered));
    },
    hint: (asked, picture, locale) =>
      post(asked, locale, {
        content: wordsIn(locale).say('notice.hint'),
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.Button,
                style: ButtonStyle.Primary,
                label: wordsIn(locale).say('button.edit'),
                custom_id: encodeCustomId({ kind: 'edit-hint', message: picture }),
              },
            ],
          },
        ],
      }),
  };

  async function post(asked: Asked, locale: string | null, look: object, nonce = asked.id): Promise<MessageId | null> {
    const body = {
      ...look,
      // One answer for one message, also where Discord delivers it again.
      nonce,
      enforce_nonce: true,
      message_reference: { message_id: asked.id, fail_if_not_exists: false },
      allowed_mentions: { parse: [], replied_user: false },
    };
    const create = (said: object) =>
      calls.once((signal) => rest.post(Routes.channelMessages(asked.channel_id), { body: said, signal }));
    const first = await create(body);
    // Ours alone, and yet a word in it is one that this server does not want.
    const isRefused = first.kind === 'trouble' && first.trouble.kind === 'words refused';
    const called = isRefused ? await create({ ...body, content: wordsIn(locale).say('notice.rule') }) : first;
    if (called.kind === 'done') {
      const { id } = called.body as { readonly id: string };
      return messageId(id);
    }
    log.info({ message: asked.id, code: codeOf(called.trouble) }, 'a notice could not be posted');
    return null;
  }
}

function offerLook(words: Words, { id: draft, price, edits }: OfferedWords) {
  const choice = (label: string, customId: CustomId, style: ButtonStyle.Primary | ButtonStyle.Secondary) => ({
    type: ComponentType.Button,
    style,
    label,
    custom_id: encodeCustomId(customId),
  });
  const make = choice(words.say('button.make'), { kind: 'make', draft }, ButtonStyle.Primary);
  const edit = choice(words.say('button.edit-current'), { kind: 'edit-current', draft }, ButtonStyle.Secondary);
  const replied = choice(words.say('button.edit-replied'), { kind: 'edit-replied', draft }, ButtonStyle.Primary);
  const buttons = { nothing: [make], current: [make, edit], replied: [replied] }[edits];
  const offer = edits === 'replied' ? 'notice.offer.edit' : 'notice.offer';
  return {
    content: price === null ? words.say(offer) : words.say(`${offer}.price`, { price: priceWords(words, price) }),
    components: [{ type: ComponentType.ActionRow, components: buttons }],
  };
}
