import { type APILabelComponent, ComponentType } from 'discord.js';
import type { FormFields } from '../../src/discord/incoming/form-fields.ts';
import { type CustomId, encodeCustomId } from '../../src/discord/kit/custom-id.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { ask } from '../../src/discord/outgoing/defer.ts';
import type { Source } from '../../src/domain/asked/image-request.ts';
import type { Version } from '../../src/domain/chain/chain.ts';
import type { Character } from '../../src/domain/characters/character.ts';
import { type CharacterId, characterId } from '../../src/domain/ids.ts';
import type { Audience } from '../../src/domain/jobs/job.ts';
import type { UnreadFile } from '../../src/domain/pictures/unread-file.ts';
import { choiceWords } from '../../src/words/character-words.ts';
import type { Words } from '../../src/words/words.ts';
import { suggest } from '../suggestions.ts';
import { usualIn } from '../usual-in.ts';
import { promptField } from './prompt-field.ts';

/**
 * Opens the form of an edit. Discord takes a form only as the first answer, within 3 seconds, so that whatever is
 * decided before it must be quick. The model of the version that it is for, and whoever is in it, are chosen beforehand,
 * where they are among those offered.
 */
export async function openEditForm(
  request: Request,
  customId: CustomId,
  version: Pick<Version, 'model' | 'recipe'> | null,
): Promise<void> {
  const { place, reply, services, words } = request;
  const edit = { operation: 'edit', sources: 1, masked: false, usual: await usualIn(request) } as const;
  const models = suggest(words, await services.complete.models(place, edit), '');
  const chosen = models.find(({ value }) => value === version?.model)?.value;
  const sizes = suggest(words, await services.complete.sizes(place, chosen, edit), '');
  const characters = await services.characters.usable(place);
  const there = new Set(version?.recipe?.characters?.map(({ id }) => id));
  return reply.openForm({
    custom_id: encodeCustomId(customId),
    title: words.say('form.edit.title'),
    components: [
      promptField({ label: words.say('form.edit.prompt'), placeholder: words.say('form.edit.prompt.example') }),
      imagesField(words),
      ...selectField('model', words.say('form.edit.model'), words.say('form.edit.model.usual'), models, chosen),
      ...selectField('size', words.say('form.edit.size'), words.say('form.edit.size.auto'), sizes, undefined),
      ...charactersField(words, characters, there),
    ],
  });
}

/** What a form was opened for. */
interface FormSubject {
  readonly sources: readonly Source[];
  readonly audience: Audience;
  readonly leftOut?: readonly UnreadFile[] | undefined;
}

/** Asks for what the form says, made from these sources and the pictures that were added in it. */
export function askFromForm(
  request: Request,
  fields: FormFields,
  { sources, audience, leftOut }: FormSubject,
): Promise<void> {
  const added = fields.files('images').map((picture) => ({ kind: 'picture', picture }) as const);
  const ids = fields.choices('characters').map(characterId);
  return ask(request, {
    recipe: { prompt: fields.text('prompt') ?? '', model: fields.choice('model'), size: fields.choice('size') },
    sources: { kind: 'given', sources: [...sources, ...added] },
    // What is private stays so; a form does not ask who is to see the rest.
    ...{ audience, isAudienceOpen: true },
    characters: ids.length === 0 ? undefined : { kind: 'chosen', ids },
    leftOut,
  });
}

const imagesField = (words: Words): APILabelComponent => ({
  type: ComponentType.Label,
  label: words.say('form.edit.images'),
  description: words.say('form.edit.images.hint'),
  component: {
    type: ComponentType.FileUpload,
    custom_id: 'images',
    required: false,
    min_values: 0,
    max_values: 10,
    file_types: ['image'],
  },
});

/** A select must have something to select. */
function selectField(
  field: string,
  label: string,
  placeholder: string,
  choices: readonly { readonly name: string; readonly value: string }[],
  chosen: string | undefined,
): readonly APILabelComponent[] {
  if (choices.length === 0) return [];
  const options = choices
    .slice(0, 25)
    .map(({ name, value }) => ({ label: name, value, ...(value === chosen ? { default: true } : {}) }));
  return [
    {
      type: ComponentType.Label,
      label,
      component: {
        type: ComponentType.StringSelect,
        custom_id: field,
        placeholder,
        required: false,
        min_values: 0,
        max_values: 1,
        options,
      },
    },
  ];
}

/** Whoever is in the picture, then the last that this member used; a select must have something to select. */
function charactersField(
  words: Words,
  usable: readonly Character[],
  there: ReadonlySet<CharacterId>,
): readonly APILabelComponent[] {
  if (usable.length === 0) return [];
  const inIt = usable.filter(({ id }) => there.has(id)).slice(0, mostChosen);
  const options = [...inIt, ...usable.filter((each) => !inIt.includes(each))].slice(0, 25).map((each) => ({
    value: each.id,
    ...choiceWords(words, each),
    ...(inIt.includes(each) ? { default: true } : {}),
  }));
  return [
    {
      type: ComponentType.Label,
      label: words.say('form.edit.characters'),
      component: {
        type: ComponentType.StringSelect,
        custom_id: 'characters',
        placeholder: words.say('form.edit.characters.nobody'),
        required: false,
        min_values: 0,
        max_values: Math.min(mostChosen, options.length),
        options,
      },
    },
  ];
}

const mostChosen = 4;
