import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord.js';
import { type CustomId, encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { ButtonRow } from '../../src/discord/outgoing/messages.ts';
import type { Character } from '../../src/domain/characters/character.ts';
import { plainText } from '../../src/words/quoted-text.ts';

/** Ends an acknowledged answer with the first pictures of a character; where Discord does not take them, with the words. */
export async function finishWithPictures(
  { services, reply, words }: Pick<Request, 'services' | 'reply' | 'words'>,
  character: Character,
  {
    content,
    components,
    most,
  }: { readonly content: string; readonly components: readonly ButtonRow[]; readonly most: number },
): Promise<void> {
  await using lent = await services.characters.lendPictures(character);
  const files = lent.files.slice(0, most).map(({ path, filename }, index) => ({
    path,
    filename,
    description: plainText(words.say('character.alt', { name: character.name, number: index + 1 }), {
      characters: 1024,
      bytes: 3072,
    }),
  }));
  const trouble = await reply.finish({ content, components, files });
  if (trouble === null || files.length === 0) return;
  await reply.finish({ content: `${content}\n-# ${words.say('character.pictures.refused')}`, components });
}

/** **Reference sheet**, for whoever may ask for one now. */
export async function sheetRows(
  { place, services, words }: Pick<Request, 'place' | 'services' | 'words'>,
  character: Character,
): Promise<readonly ButtonRow[]> {
  if (!(await services.characters.mayAskSheet(character, place.user))) return [];
  return [buttonRow([words.say('button.sheet'), { kind: 'sheet', character: character.id }])];
}

/** One row of plain buttons. */
export const buttonRow = (...buttons: readonly (readonly [label: string, customId: CustomId])[]): ButtonRow => ({
  type: ComponentType.ActionRow,
  components: buttons.map(
    ([label, customId]): APIButtonComponent => ({
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label,
      custom_id: encodeCustomId(customId),
    }),
  ),
});
