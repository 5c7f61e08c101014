import { slashCommand } from '../src/discord/kit/command.ts';
import { ask } from '../src/discord/outgoing/defer.ts';
import {
  audienceIn,
  characterOption,
  charactersIn,
  completeRecipe,
  imageOptions,
  imagesIn,
  promptOption,
  recipeIn,
  recipeOptions,
} from './picture-options.ts';

/** A new picture from words; with pictures, made from those. */
export const imagine = slashCommand(
  {
    name: 'imagine',
    description: 'command.imagine',
    options: { ...promptOption, ...imageOptions, ...characterOption, ...recipeOptions },
  },
  {
    async run(options, request) {
      const pictures = imagesIn(options);
      await ask(request, {
        recipe: recipeIn(options),
        sources:
          pictures.length === 0
            ? { kind: 'none' }
            : { kind: 'given', sources: pictures.map((picture) => ({ kind: 'picture', picture })) },
        ...audienceIn(options),
        imagine: true,
        characters: charactersIn(options),
      });
    },
    complete: completeRecipe,
  },
);
