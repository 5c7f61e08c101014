import { slashCommand } from '../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../src/discord/kit/option.ts';
import { ask } from '../src/discord/outgoing/defer.ts';
import { keeps, type Mask, regions } from '../src/domain/asked/mask.ts';
import {
  audienceIn,
  characterOption,
  charactersIn,
  completeEdit,
  imageOptions,
  imagesIn,
  promptOption,
  recipeIn,
  recipeOptions,
} from './picture-options.ts';

const partOptions = {
  mask: { type: 'attachment', description: 'option.mask', fileTypes: ['image'] },
  marks: { type: 'attachment', description: 'option.marks', fileTypes: ['image'] },
  region: { type: 'string', description: 'option.region', choices: regions },
  keep: { type: 'string', description: 'option.keep', choices: keeps },
} as const satisfies OptionDeclarations;

/** Changes the pictures given, else the thread's current version. */
export const edit = slashCommand(
  {
    name: 'edit',
    description: 'command.edit',
    options: { ...promptOption, ...imageOptions, ...partOptions, ...characterOption, ...recipeOptions },
  },
  {
    async run(options, request) {
      const pictures = imagesIn(options);
      await ask(request, {
        recipe: { ...recipeIn(options), mask: maskIn(options), keep: options.keep },
        sources:
          pictures.length === 0
            ? { kind: 'current' }
            : { kind: 'given', sources: pictures.map((picture) => ({ kind: 'picture', picture })) },
        ...audienceIn(options),
        characters: charactersIn(options),
      });
    },
    complete: completeEdit,
  },
);

/** What was drawn wins over what was named: it is the more exact of the two. */
function maskIn({ mask, marks, region }: OptionValues<typeof partOptions>): Mask | undefined {
  if (mask !== undefined) return { kind: 'picture', picture: mask };
  if (marks !== undefined) return { kind: 'marks', picture: marks, sure: true };
  return region === undefined ? undefined : { kind: 'region', region };
}
