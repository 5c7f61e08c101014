import type { Complete } from '../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../src/discord/kit/option.ts';
import {
  backgrounds,
  formats,
  type IncomingPicture,
  maxCount,
  maxPromptLength,
} from '../src/domain/asked/image-request.ts';
import type { DescriptionId } from '../src/words/languages.ts';
import { suggest } from './suggestions.ts';

/** Discord checks the file's name only; what it really is, is found out by its bytes. */
const picture = <const Description extends DescriptionId>(description: Description) =>
  ({ type: 'attachment', description, fileTypes: ['image'] }) as const;

/** One option takes one file, so that several pictures are several options. */
export const imageOptions = {
  image: picture('option.image'),
  image2: picture('option.image2'),
  image3: picture('option.image3'),
  image4: picture('option.image4'),
  image5: picture('option.image5'),
  image6: picture('option.image6'),
  image7: picture('option.image7'),
  image8: picture('option.image8'),
  image9: picture('option.image9'),
  image10: picture('option.image10'),
} as const satisfies OptionDeclarations;

export const promptOption = {
  prompt: {
    type: 'string',
    description: 'option.prompt',
    required: true,
    minLength: 1,
    maxLength: maxPromptLength,
  },
} as const satisfies OptionDeclarations;

export const characterOption = {
  character: { type: 'string', description: 'option.character' },
} as const satisfies OptionDeclarations;

export const recipeOptions = {
  model: { type: 'string', description: 'option.model', completes: true, maxLength: 100 },
  size: { type: 'string', description: 'option.size', completes: true, maxLength: 100 },
  quality: { type: 'string', description: 'option.quality', completes: true, maxLength: 100 },
  count: { type: 'integer', description: 'option.count', min: 1, max: maxCount },
  background: { type: 'string', description: 'option.background', choices: backgrounds },
  format: { type: 'string', description: 'option.format', choices: formats },
  private: { type: 'boolean', description: 'option.private' },
} as const satisfies OptionDeclarations;

/** The pictures given, in the order of their options. */
export const imagesIn = (options: OptionValues<typeof imageOptions>): readonly IncomingPicture[] =>
  [
    options.image,
    options.image2,
    options.image3,
    options.image4,
    options.image5,
    options.image6,
    options.image7,
    options.image8,
    options.image9,
    options.image10,
  ].filter((each) => each !== undefined);

export const recipeIn = (options: OptionValues<typeof promptOption & typeof recipeOptions>) => ({
  prompt: options.prompt,
  model: options.model,
  size: options.size,
  quality: options.quality,
  background: options.background,
  format: options.format,
  count: options.count,
});

export const audienceIn = (options: OptionValues<typeof recipeOptions>) => (options.private ? 'asker' : 'everyone');

const typedModel = ({ model }: Readonly<Record<string, unknown>>) => (typeof model === 'string' ? model : undefined);

/** Sizes and qualities depend on the model, if one was chosen before them. */
export const completeRecipe = {
  model: (typed, { services, words }) => suggest(words, services.complete.models(), typed),
  size: (typed, { services, words, others }) => suggest(words, services.complete.sizes(typedModel(others)), typed),
  quality: (typed, { services, words, others }) =>
    suggest(words, services.complete.qualities(typedModel(others)), typed),
} as const satisfies Record<string, Complete>;
