import type { Suggestion } from '../src/application/services.ts';
import { type CompletionRequest, slashCommand } from '../src/discord/kit/command.ts';
import type { OptionDeclarations } from '../src/discord/kit/option.ts';
import { ask } from '../src/discord/outgoing/defer.ts';
import { completeCharacters } from './character/find.ts';
import {
  audienceIn,
  characterOption,
  charactersIn,
  choosing,
  imageOptions,
  imagesIn,
  promptOption,
  recipeOptions,
} from './picture-options.ts';
import { suggest } from './suggestions.ts';

const modelOptions = {
  model: { type: 'string', description: 'option.compare.model', required: true, completes: true, maxLength: 100 },
  model2: { type: 'string', description: 'option.compare.model2', required: true, completes: true, maxLength: 100 },
  model3: { type: 'string', description: 'option.compare.model3', completes: true, maxLength: 100 },
} as const satisfies OptionDeclarations;

const { image, image2, image3, image4 } = imageOptions;

/** One prompt to two or three models, in one message; with pictures, an edit of those by each. */
export const compare = slashCommand(
  {
    name: 'compare',
    description: 'command.compare',
    options: {
      ...promptOption,
      ...modelOptions,
      ...{ image, image2, image3, image4 },
      ...characterOption,
      size: { ...recipeOptions.size, description: 'option.compare.size' },
      private: recipeOptions.private,
    },
  },
  {
    async run(options, request) {
      const { prompt, model, model2, model3, size } = options;
      const pictures = imagesIn(options);
      await ask(request, {
        recipe: { prompt, size, compared: [model, model2, ...(model3 === undefined ? [] : [model3])] },
        sources:
          pictures.length === 0
            ? { kind: 'none' }
            : { kind: 'given', sources: pictures.map((picture) => ({ kind: 'picture', picture })) },
        ...audienceIn(options),
        characters: charactersIn(options),
      });
    },
    complete: {
      character: completeCharacters,
      model: completeModel,
      model2: completeModel,
      model3: completeModel,
      size: async (typed, request) => suggest(request.words, await sizesOfAll(request), typed),
    },
  },
);

/** Those that were not chosen yet. */
async function completeModel(typed: string, request: CompletionRequest) {
  const { complete } = request.services;
  const taken = new Set(modelsIn(request).map((named) => complete.modelNamed(named)));
  const offered = await complete.models(request.place, await choosing(request, 0));
  const left = offered.filter(({ value }) => !taken.has(complete.modelNamed(value)));
  return suggest(request.words, left, typed);
}

async function sizesOfAll(request: CompletionRequest): Promise<readonly Suggestion[]> {
  return request.services.complete.sizes(request.place, modelsIn(request), await choosing(request, 0));
}

/** As they were chosen or typed so far, but for the one that is being typed. */
const modelsIn = ({ others }: CompletionRequest): readonly string[] =>
  Object.keys(modelOptions).flatMap((name) => {
    const typed = others[name];
    return typeof typed === 'string' && typed.trim() !== '' ? [typed] : [];
  });
