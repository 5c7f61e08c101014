import { slashCommand } from '../src/discord/command.ts';
import { ask } from '../src/discord/defer.ts';
import type { OptionDeclarations } from '../src/discord/option.ts';
import { sayComing } from './coming.ts';
import {
  audienceIn,
  characterOption,
  completeRecipe,
  imageOptions,
  imagesIn,
  promptOption,
  recipeIn,
  recipeOptions,
} from './picture-options.ts';

/** Nine cells, four halves, and the middle half each way. */
const regions = [
  'top left',
  'top',
  'top right',
  'left',
  'middle',
  'right',
  'bottom left',
  'bottom',
  'bottom right',
  'top half',
  'bottom half',
  'left half',
  'right half',
  'centre',
] as const;

const partOptions = {
  mask: { type: 'attachment', description: 'A picture that is see-through where to change', fileTypes: ['image'] },
  region: { type: 'string', description: 'The part to change', choices: regions },
} as const satisfies OptionDeclarations;

/** Changes the pictures given, else the thread's current version. */
export const edit = slashCommand(
  {
    name: 'edit',
    description: "Change a picture: yours, or this thread's current one",
    options: { ...promptOption, ...imageOptions, ...partOptions, ...characterOption, ...recipeOptions },
  },
  {
    async run(options, request) {
      if (options.mask !== undefined) return sayComing(request, '`mask`');
      if (options.region !== undefined) return sayComing(request, '`region`');
      if (options.character !== undefined) return sayComing(request, '`character`');
      const pictures = imagesIn(options);
      await ask(request, {
        recipe: recipeIn(options),
        sources:
          pictures.length === 0
            ? { kind: 'current' }
            : { kind: 'given', sources: pictures.map((picture) => ({ kind: 'picture', picture })) },
        audience: audienceIn(options),
      });
    },
    complete: completeRecipe,
  },
);
