import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import type { PictureAnswer } from '../../../ports/messenger.ts';
import type { Words } from '../../../words/words.ts';
import { encodeCustomId } from '../../kit/custom-id.ts';

/** **Finish** for each draft; nothing under other pictures. */
export function finishButtons(
  words: Words,
  { pictures, recipe }: Pick<PictureAnswer, 'pictures' | 'recipe'>,
): readonly APIButtonComponent[] {
  if (recipe.draft === undefined) return [];
  const label = words.say('button.finish');
  return pictures.map(({ version }, index) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Success,
    label: pictures.length === 1 ? label : words.say('button.numbered', { label, number: index + 1 }),
    custom_id: encodeCustomId({ kind: 'finish', version }),
  }));
}
