import {
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord.js';
import type { Services } from '../../src/application/services.ts';
import { encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import type { Source } from '../../src/domain/asked/image-request.ts';
import { consents, mostAboutLength, mostPictures, reaches } from '../../src/domain/characters/character.ts';
import { mostNameLength } from '../../src/domain/characters/names.ts';
import { type DraftId, draftId } from '../../src/domain/ids.ts';
import type { UnreadFile } from '../../src/domain/pictures/unread-file.ts';
import type { Words } from '../../src/words/words.ts';

/** What was said of a character so far. */
export type Typed = NonNullable<Parameters<Services['drafts']['keep']>[0]['character']>;

/** Opens the whole form for a character made from these, which are kept until it is sent in. */
export async function openCharacterForm(
  request: Request,
  sources: readonly Source[],
  leftOut: readonly UnreadFile[] = [],
): Promise<void> {
  if (await isForbidden(request, sources)) return;
  const draft = draftId(request.id);
  // It is needed when the form is sent in; Discord waits three seconds for the form, and the store may be silent for more.
  await Promise.all([keepDraft(request, { sources, leftOut }), request.reply.openForm(wholeForm(request, draft))]);
}

/** Opens the form that asks only what was not said in the command. */
export async function openConsentForm(request: Request, character: Typed, sources: readonly Source[]): Promise<void> {
  if (await isForbidden(request, sources)) return;
  const form = formOf(request.words, draftId(request.id), [whatField(request.words)]);
  await Promise.all([keepDraft(request, { sources, character }), request.reply.openForm(form)]);
}

/** The whole form. `typed`: with what was typed before; `isChange`: after that was not saved, so that it asks for other pictures, too. */
export function wholeForm(
  { words, place, managesServer }: Pick<Request, 'words' | 'place' | 'managesServer'>,
  draft: DraftId,
  {
    typed = { name: '', about: '', whose: 'mine' },
    isChange = false,
  }: { readonly typed?: Typed | undefined; readonly isChange?: boolean } = {},
): APIModalInteractionResponseCallbackData {
  return formOf(words, draft, [
    nameField(words, typed.name.slice(0, mostNameLength)),
    aboutField(words, typed.about.slice(0, mostAboutLength)),
    whatField(words),
    ...(place.guild !== null && managesServer ? [whoseField(words, typed.whose)] : []),
    ...(isChange ? [picturesField(words)] : []),
  ]);
}

/** Refuses what the rules of the server would refuse once the form is filled in. */
async function isForbidden({ services, place, reply }: Request, sources: readonly Source[]): Promise<boolean> {
  const forbidden = await services.rules.refusal(place, { sources: sources.slice(0, mostPictures) });
  if (forbidden !== null) await reply.fail(forbidden);
  return forbidden !== null;
}

function keepDraft(
  { id, place, services }: Request,
  kept: { readonly sources: readonly Source[]; readonly leftOut?: readonly UnreadFile[]; readonly character?: Typed },
): Promise<void> {
  const { user: asker, channel } = place;
  return services.drafts.keep({ id: draftId(id), asker, channel, audience: 'asker', ...kept });
}

const formOf = (words: Words, draft: DraftId, components: APILabelComponent[]) => ({
  custom_id: encodeCustomId({ kind: 'character-form', draft }),
  title: words.say('form.character.title'),
  components,
});

const nameField = (words: Words, value: string): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.character.name'),
  component: {
    type: ComponentType.TextInput,
    custom_id: 'name',
    style: TextInputStyle.Short,
    required: true,
    min_length: 1,
    max_length: mostNameLength,
    ...(value === '' ? {} : { value }),
  },
});

const aboutField = (words: Words, value: string): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.character.about'),
  component: {
    type: ComponentType.TextInput,
    custom_id: 'about',
    style: TextInputStyle.Paragraph,
    required: false,
    max_length: mostAboutLength,
    placeholder: words.say('form.character.about.example'),
    ...(value === '' ? {} : { value }),
  },
});

/** Said anew each time: a promise is not filled in beforehand. */
const whatField = (words: Words): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.character.what'),
  description: words.say('form.character.what.hint'),
  component: {
    type: ComponentType.RadioGroup,
    custom_id: 'what',
    required: true,
    options: consents.map((value) => ({ value, label: words.say(`form.character.${value}`) })),
  },
});

/** A picture may be why it was not saved. */
const picturesField = (words: Words): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.character.images'),
  description: words.say('form.character.images.hint'),
  component: {
    type: ComponentType.FileUpload,
    custom_id: 'images',
    required: false,
    min_values: 0,
    max_values: mostPictures,
    file_types: ['image'],
  },
});

const whoseField = (words: Words, chosen: Typed['whose']): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.character.whose'),
  component: {
    type: ComponentType.RadioGroup,
    custom_id: 'whose',
    required: true,
    options: reaches.map((value) => ({
      value,
      label: words.say(`form.character.${value}`),
      ...(value === chosen ? { default: true } : {}),
    })),
  },
});
