import { slashCommand } from '../src/discord/kit/command.ts';
import type { OptionDeclarations } from '../src/discord/kit/option.ts';
import { mostAboutLength, reaches } from '../src/domain/characters/character.ts';
import { mostNameLength } from '../src/domain/characters/names.ts';
import { deleteCharacter } from './character/delete.ts';
import { completeCharacter } from './character/find.ts';
import { finishList } from './character/list.ts';
import { saveCharacter } from './character/save.ts';
import { showCharacter } from './character/show.ts';
import { imageOptions } from './picture-options.ts';

const nameOption = { type: 'string', description: 'command.character.name', required: true } as const;

/** One that is there already: offered while it is typed. */
const savedOption = {
  name: { ...nameOption, completes: true, minLength: 1, maxLength: 100 },
} as const satisfies OptionDeclarations;

/** As many pictures as a character has (`mostPictures`). */
const saveOptions = {
  name: { ...nameOption, minLength: 1, maxLength: mostNameLength },
  image: { ...imageOptions.image, description: 'command.character.save.image', required: true },
  image2: imageOptions.image2,
  image3: imageOptions.image3,
  image4: imageOptions.image4,
  about: { type: 'string', description: 'command.character.about', maxLength: mostAboutLength },
  whose: { type: 'string', description: 'command.character.whose', choices: reaches },
} as const satisfies OptionDeclarations;

/** Somebody who looks the same in every picture. Everything here answers privately. */
export const character = slashCommand(
  {
    name: 'character',
    description: 'command.character',
    subcommands: {
      save: { description: 'command.character.save', options: saveOptions },
      list: { description: 'command.character.list', options: {} },
      show: { description: 'command.character.show', options: savedOption },
      delete: { description: 'command.character.delete', options: savedOption },
    },
  },
  {
    save: {
      run: ({ name, image, image2, image3, image4, about = '', whose = 'mine' }, request) =>
        saveCharacter(
          request,
          { name, about, whose },
          [image, image2, image3, image4].filter((each) => each !== undefined),
        ),
    },
    list: {
      async run(_options, request) {
        const { place, reply, services, words } = request;
        const characters = await services.characters.usable(place);
        if (characters.length === 0) return reply.show(words.say('character.none'), 'asker');
        if ((await reply.acknowledge('asker')).kind !== 'taken') return;
        await finishList(request, characters, 1);
      },
    },
    show: {
      run: ({ name }, request) => showCharacter(request, name),
      complete: { name: completeCharacter },
    },
    delete: {
      run: ({ name }, request) => deleteCharacter(request, name),
      complete: { name: completeCharacter },
    },
  },
);
