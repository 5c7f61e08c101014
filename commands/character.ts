import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { imageOptions } from './picture-options.ts';

const name = {
  type: 'string',
  description: "The character's name",
  required: true,
  minLength: 1,
  maxLength: 32,
} as const;
const { image, ...moreImages } = imageOptions;

export const character = slashCommand(
  {
    name: 'character',
    description: 'Characters that look the same in every picture',
    subcommands: {
      save: {
        description: 'Save a character from pictures of it',
        options: { name, image: { ...image, description: 'A picture of it', required: true }, ...moreImages },
      },
      list: { description: 'The characters saved here', options: {} },
      show: { description: 'Show a character', options: { name } },
      delete: { description: 'Forget a character', options: { name } },
    },
  },
  {
    save: coming('`/character save`'),
    list: coming('`/character list`'),
    show: coming('`/character show`'),
    delete: coming('`/character delete`'),
  },
);
