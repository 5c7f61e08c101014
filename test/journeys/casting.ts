import type { ModalView, OptionValue, WireComponent, WireMessage } from '../../scripts/emulators/discord/index.ts';
import { png } from '../../scripts/emulators/png.ts';
import { type Asker, ending, patience, run } from './asking.ts';
import type { Stage } from './stage/stage.ts';

/** Two pictures of Luna and one of Mira, each told from the others by its size. */
export const luna = { name: 'luna.png', bytes: png(60, 60) };
export const lunaWhole = { name: 'luna-whole.png', bytes: png(40, 80) };
export const mira = { name: 'mira.png', bytes: png(62, 62) };

/** Whom vendors are told to keep the same. */
export const stays = (name: string) =>
  `${name} stays the same in every picture: the same face, hair, build, colours and marks, and the same clothes unless the last line changes them.`;
export const edits =
  'Image 1 is the picture to edit. Everything in it that the last line does not change stays exactly as it is.';

/** `/character save`, and its form: nobody real, where nothing else is said. */
export async function saveCharacter(
  stage: Stage,
  options: Readonly<Record<string, OptionValue>>,
  asker: Asker = {},
  said = 'invented',
): Promise<WireMessage> {
  const form = await run(stage, 'character save', options, asker).modal(patience);
  return sendIn(stage, form, { [radioOf(form)]: said }, asker);
}

/** Fills a form in, by the custom ids of its fields, and waits for how that ends. */
export const sendIn = (
  { discord, ada }: Stage,
  { id }: ModalView,
  values: NonNullable<Parameters<Stage['discord']['submitModal']>[0]['values']>,
  { user = ada }: Asker = {},
): Promise<WireMessage> => ending(discord.submitModal({ user, modal: id, values }));

/** What it asks: the first field of that kind. */
export const radioOf = (form: ModalView): string => fieldOf(form, 21);
export const fieldOf = (form: ModalView, type: number): string => {
  const field = form.components.map(({ component }: WireComponent) => component).find((each) => each?.type === type);
  if (field?.custom_id === undefined) throw new Error(`The form has no field of type ${type}.`);
  return field.custom_id;
};
