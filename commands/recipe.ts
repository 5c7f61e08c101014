import { isDeepStrictEqual } from 'node:util';
import type { ToldRecipe } from '../src/application/services.ts';
import { seenIn } from '../src/discord/incoming/shown/seen-in.ts';
import { messageCommand } from '../src/discord/kit/command.ts';
import { recipeLook } from '../src/discord/outgoing/looks/recipe-look.ts';
import { channelId, messageId } from '../src/domain/ids.ts';
import { inRows, versionButton } from './actions/behind-more/look.ts';

/** **Recipe** on a message of ours: everything that made its pictures, of all where it is the same, else of which one. */
export const recipe = messageCommand('Recipe', async (target, { services, place, self, reply, words }) => {
  const { versions } = seenIn(target, self);
  const sources = await services.sourcesOf(
    { id: messageId(target.id), channel: channelId(target.channel_id), versions, pictures: [] },
    place.user,
  );
  const told: ToldRecipe[] = [];
  for (const source of sources) {
    const found = source.kind === 'version' ? await services.behindMore.recipe(source.version, place) : null;
    if (found !== null) told.push(found);
  }
  const [first] = told;
  if (first === undefined) return reply.show(words.say('recipe.none'), 'asker');
  if (told.every((each) => isDeepStrictEqual(withoutName(each), withoutName(first)))) {
    if ((await reply.acknowledge('asker')).kind !== 'taken') return;
    return void (await reply.finish(recipeLook(words, told)));
  }
  const order = versions.length > 0 ? versions : told.map(({ version }) => version);
  const buttons = told.map(({ version }) =>
    versionButton(words.say('button.more-of', { number: order.indexOf(version) + 1 }), 'recipe', version),
  );
  return reply.show(words.say('recipe.which-one'), 'asker', inRows(buttons));
});

/** What is the same of pictures that were made alike. */
const withoutName = ({ version: _version, name: _name, shown: _shown, madeAt: _madeAt, ...alike }: ToldRecipe) => alike;
