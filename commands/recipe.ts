import { isDeepStrictEqual } from 'node:util';
import type { ToldRecipe } from '../src/application/services.ts';
import { messageCommand } from '../src/discord/kit/command.ts';
import { recipeLook } from '../src/discord/outgoing/looks/recipe-look.ts';
import { inRows, versionButton } from './actions/behind-more/look.ts';
import { picturesOf } from './actions/which-one.ts';

/** **Recipe** on a message of ours: everything that made its pictures, of all where it is the same, else of which one. */
export const recipe = messageCommand('Recipe', async (target, request) => {
  const { services, place, reply, words } = request;
  const pictures = await picturesOf(request, target);
  const told: ToldRecipe[] = [];
  for (const { version } of pictures) {
    const found = await services.behindMore.recipe(version, place);
    if (found !== null) told.push(found);
  }
  const [first] = told;
  if (first === undefined) return reply.show(words.say('recipe.none'), 'asker');
  if (told.every((each) => isDeepStrictEqual(withoutName(each), withoutName(first)))) {
    if ((await reply.acknowledge('asker')).kind !== 'taken') return;
    return void (await reply.finish(recipeLook(words, told)));
  }
  const buttons = pictures.map(({ version, number }) =>
    versionButton(words.say('button.more-of', { number }), 'recipe', version),
  );
  return reply.show(words.say('recipe.which-one'), 'asker', inRows(buttons));
});

/** What is the same of pictures that were made alike. */
const withoutName = ({ version: _version, name: _name, shown: _shown, madeAt: _madeAt, ...alike }: ToldRecipe) => alike;
