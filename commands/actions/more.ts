import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import { button } from '../../src/discord/kit/action.ts';
import { channelId, messageId } from '../../src/domain/ids.ts';
import { openCharacterForm } from '../character/form.ts';
import { inRows, moreLook, versionButton } from './behind-more/look.ts';

/**
 * **More**, under a result: privately what else can be done with it. Of several pictures it asks first which one is meant,
 * of those that this member may see.
 */
export const more = button('more', async (_customId, request, message) => {
  const { services, place, self, reply, words } = request;
  const { versions } = seenIn(message, self);
  const sources = await services.sourcesOf(
    { id: messageId(message.id), channel: channelId(message.channel_id), versions, pictures: [] },
    place.user,
  );
  const visible = sources.flatMap((source) => (source.kind === 'version' ? [source.version] : []));
  const [only, another] = visible;
  if (only === undefined) return reply.fail({ code: 'source_gone' });
  if (another !== undefined) {
    // Numbered as the message shows them, though one among them be gone.
    const order = versions.length > 0 ? versions : visible;
    const buttons = visible.map((version) =>
      versionButton(words.say('button.more-of', { number: order.indexOf(version) + 1 }), 'more-of', version),
    );
    return reply.show(words.say('more.which-one'), 'asker', inRows(buttons));
  }
  if ((await reply.acknowledge('asker')).kind !== 'taken') return;
  const look = await moreLook(request, only);
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
