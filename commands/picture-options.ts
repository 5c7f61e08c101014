import type { AskedCharacters, Choosing, Suggestion } from '../src/application/services.ts';
import type { Complete, CompletionRequest } from '../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../src/discord/kit/option.ts';
import {
  backgrounds,
  formats,
  type IncomingPicture,
  maxCount,
  maxPromptLength,
  operationOf,
} from '../src/domain/asked/image-request.ts';
import { namesIn } from '../src/domain/characters/names.ts';
import type { DescriptionId } from '../src/words/languages.ts';
import { completeCharacters, picturesOf } from './character/find.ts';
import { suggest } from './suggestions.ts';
import { usualIn } from './usual-in.ts';

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

/** A dozen long names. */
const mostOfNames = 400;

export const characterOption = {
  character: { type: 'string', description: 'option.character', completes: true, maxLength: mostOfNames },
} as const satisfies OptionDeclarations;

export const recipeOptions = {
  model: { type: 'string', description: 'option.model', completes: true, maxLength: 100 },
  size: { type: 'string', description: 'option.size', completes: true, maxLength: 100 },
  quality: { type: 'string', description: 'option.quality', completes: true, maxLength: 100 },
  count: { type: 'integer', description: 'option.count', min: 1, max: maxCount },
  draft: { type: 'boolean', description: 'option.draft' },
  background: { type: 'string', description: 'option.background', choices: backgrounds },
  format: { type: 'string', description: 'option.format', choices: formats },
  private: { type: 'boolean', description: 'option.private' },
} as const satisfies OptionDeclarations;

/** The pictures given, in the order of their options. */
export const imagesIn = (options: Partial<OptionValues<typeof imageOptions>>): readonly IncomingPicture[] =>
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

/** Undefined: nobody is named there. */
export function charactersIn({ character = '' }: OptionValues<typeof characterOption>): AskedCharacters | undefined {
  const names = namesIn(character);
  return names.length === 0 ? undefined : { kind: 'named', names };
}

export const recipeIn = (options: OptionValues<typeof promptOption & typeof recipeOptions>) => ({
  prompt: options.prompt,
  model: options.model,
  size: options.size,
  quality: options.quality,
  background: options.background,
  format: options.format,
  count: options.count,
  draft: options.draft === true ? (true as const) : undefined,
});

/** Who sees it; where nothing is said, as the asker has set it. */
export const audienceIn = (options: OptionValues<Pick<typeof recipeOptions, 'private'>>) =>
  ({ audience: options.private ? 'asker' : 'everyone', isAudienceOpen: options.private === undefined }) as const;

const typed = (value: CompletionRequest['others'][string]) => (typeof value === 'string' ? value : undefined);

/**
 * What is chosen so far, the pictures of characters among what it is made from. `leastSources`: an `/edit` without a picture
 * in it has one all the same.
 */
export async function choosing(request: CompletionRequest, leastSources: number): Promise<Choosing> {
  const { others } = request;
  const given = Object.keys(imageOptions).filter((name) => others[name] !== undefined).length;
  const sources = Math.max(given, leastSources) + (await picturesOf(typed(others['character']) ?? '', request));
  return {
    operation: operationOf({ sources: { length: sources } }),
    sources,
    masked: others['mask'] !== undefined || others['region'] !== undefined || others['marks'] !== undefined,
    size: typed(others['size']),
    quality: typed(others['quality']),
    background: typed(others['background']),
    usual: await usualIn(request),
  };
}

/** Sizes and qualities depend on the model, and prices on whatever else was chosen before them. */
function completing(leastSources: number) {
  const offering =
    (offer: (chosen: Choosing, request: CompletionRequest) => Promise<readonly Suggestion[]>): Complete =>
    async (text, request) =>
      suggest(request.words, await offer(await choosing(request, leastSources), request), text);
  return {
    character: completeCharacters,
    model: offering((chosen, { services, place }) => services.complete.models(place, chosen)),
    size: offering((chosen, { services, place, others }) =>
      services.complete.sizes(place, typed(others['model']), chosen),
    ),
    quality: offering((chosen, { services, place, others }) =>
      services.complete.qualities(place, typed(others['model']), chosen),
    ),
  };
}

export const completeRecipe = completing(0);
/** As {@link completeRecipe}, priced as edits. */
export const completeEdit = completing(1);
