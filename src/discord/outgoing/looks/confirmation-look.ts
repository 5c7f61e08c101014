import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { ToConfirm } from '../../../application/services.ts';
import { priceWords } from '../../../words/price-words.ts';
import type { Words } from '../../../words/words.ts';
import { type CustomId, encodeCustomId } from '../../kit/custom-id.ts';

/** A price before anything is held, with the buttons to agree to it or not. */
export function confirmationLook(
  words: Words,
  { id, price, plain, drafts }: Omit<ToConfirm, 'kind'>,
): {
  readonly content: string;
  readonly components: readonly APIActionRowComponent<APIButtonComponent>[];
} {
  return {
    content: contentOf(words, { price, plain, drafts }),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          button(words.say('button.confirm'), { kind: 'confirm', job: id }, ButtonStyle.Primary),
          button(words.say('button.cancel'), { kind: 'decline', job: id }, ButtonStyle.Secondary),
        ],
      },
    ],
  };
}

function contentOf(words: Words, { price, plain, drafts }: Pick<ToConfirm, 'price' | 'plain' | 'drafts'>): string {
  const said = priceWords(words, price);
  if (drafts !== undefined) {
    const { count, finishing } = drafts;
    return words.say('drafts.confirm', { count, price: said, finishing: priceWords(words, finishing) });
  }
  return plain !== null && plain.microUsd < price.microUsd
    ? words.say('confirm.dearer', { price: said, plain: priceWords(words, plain) })
    : words.say('confirm.price', { price: said });
}

const button = (
  label: string,
  customId: CustomId,
  style: APIButtonComponentWithCustomId['style'],
): APIButtonComponent => ({ type: ComponentType.Button, style, label, custom_id: encodeCustomId(customId) });
