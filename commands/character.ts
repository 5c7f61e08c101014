import { slashCommand } from '../src/discord/kit/command.ts';
import { coming } from './coming.ts';
import { imageOptions } from './picture-options.ts';

const name = {
  type: 'string',
  description: 'command.character.name',
  required: true,
  minLength: 1,
  maxLength: 32,
} as const;
const { image, ...moreImages } = imageOptions;

export const character = slashCommand(
  {
    name: 'character',
    description: 'command.character',
    subcommands: {
      save: {
        description: 'command.character.save',
        options: {
          name,
          image: { ...image, description: 'command.character.save.image', required: true },
          ...moreImages,
        },
      },
      list: { description: 'command.character.list', options: {} },
      show: { description: 'command.character.show', options: { name } },
      delete: { description: 'command.character.delete', options: { name } },
    },
  },
  {
    save: coming('`/character save`'),
    list: coming('`/character list`'),
    show: coming('`/character show`'),
    delete: coming('`/character delete`'),
  },
);
