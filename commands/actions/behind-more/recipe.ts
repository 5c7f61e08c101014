import { button } from '../../../src/discord/kit/action.ts';
import { recipeLook } from '../../../src/discord/outgoing/looks/recipe-look.ts';

/** **Recipe**, behind **More**: privately, everything that made that version. */
export const recipeButton = button('recipe', async ({ version }, { services, place, reply, words }) => {
  const told = await services.behindMore.recipe(version, place);
  if (told === null) return reply.fail({ code: 'source_gone' });
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  await reply.finish(recipeLook(words, [told]));
});
