import type { Complete } from '../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../src/discord/kit/option.ts';
import {
  backgrounds,
  formats,
  type IncomingPicture,
  maxCount,
  maxPromptLength,
} from '../src/domain/asked/image-request.ts';

/** Discord checks the file's name only; what it really is, is found out by its bytes. */
const picture = <const Description extends string>(description: Description) =>
  ({ type: 'attachment', description, fileTypes: ['image'] }) as const;

/** One option takes one file, so that several pictures are several options. */
export const imageOptions = {
  image: picture('A picture to work on'),
  image2: picture('A second picture, as a reference'),
  image3: picture('A third picture'),
  image4: picture('A fourth picture'),
  image5: picture('A fifth picture'),
  image6: picture('A sixth picture'),
  image7: picture('A seventh picture'),
  image8: picture('An eighth picture'),
  image9: picture('A ninth picture'),
  image10: picture('A tenth picture'),
} as const satisfies OptionDeclarations;

export const promptOption = {
  prompt: {
    type: 'string',
    description: 'What you want to see, in your own words',
    required: true,
    minLength: 1,
    maxLength: maxPromptLength,
  },
} as const satisfies OptionDeclarations;

export const characterOption = {
  character: { type: 'string', description: 'A saved character that the picture shows' },
} as const satisfies OptionDeclarations;

export const recipeOptions = {
  model: { type: 'string', description: 'Which model makes it', completes: true, maxLength: 100 },
  size: { type: 'string', description: 'A preset, WIDTHxHEIGHT or auto', completes: true, maxLength: 100 },
  quality: { type: 'string', description: 'Finer takes longer and costs more', completes: true, maxLength: 100 },
  count: { type: 'integer', description: 'How many pictures; each is paid for', min: 1, max: maxCount },
  background: { type: 'string', description: 'What stands behind the subject', choices: backgrounds },
  format: { type: 'string', description: 'The file that you get', choices: formats },
  private: { type: 'boolean', description: 'Only you see the answer' },
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
  model: (typed, { services }) => services.complete.model(typed),
  size: (typed, { services, others }) => services.complete.size(typed, typedModel(others)),
  quality: (typed, { services, others }) => services.complete.quality(typed, typedModel(others)),
} as const satisfies Record<string, Complete>;
