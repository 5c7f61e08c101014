import { button } from '../../src/discord/kit/action.ts';
import { openCharacterForm } from '../character/form.ts';
import { inRows, moreLook, versionButton } from './behind-more/look.ts';
import { picturesOf } from './which-one.ts';

/**
 * **More**, under a result: privately what else can be done with it. Of several pictures it asks first which one is meant,
 * of those that this member may see.
 */
export const more = button('more', async (_customId, request, message) => {
  const { reply, words } = request;
  const pictures = await picturesOf(request, message);
  const [only, another] = pictures;
  if (only === undefined) return reply.fail({ code: 'source_gone' });
  if (another !== undefined) {
    const buttons = pictures.map(({ version, number }) =>
      versionButton(words.say('button.more-of', { number }), 'more-of', version),
    );
    return reply.show(words.say('more.which-one'), 'asker', inRows(buttons));
  }
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const look = await moreLook(request, only.version);
  return look === null ? reply.fail({ code: 'source_gone' }) : void (await reply.finish(look));
});

/** One of several, chosen: what can be done with it, in the place of the question. */
export const moreOf = button('more-of', async ({ version }, request) => {
  const { services, place, reply } = request;
  if ((await services.version(version, place)) === null) return reply.fail({ code: 'source_gone' });
  if ((await reply.turn()).kind !== 'taken') return;
  const look = await moreLook(request, version);
  return look === null ? reply.fail({ code: 'source_gone' }) : void (await reply.finish(look));
});

/** **Use as character**, behind it: the form of a character made from that version. */
export const useVersion = button('use-as-character', async ({ version }, request) => {
  const found = await request.services.version(version, request.place);
  if (found === null) return request.reply.fail({ code: 'source_gone' });
  return openCharacterForm(request, [{ kind: 'version', version }]);
});
