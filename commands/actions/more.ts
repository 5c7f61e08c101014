import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import { button } from '../../src/discord/kit/action.ts';
import { channelId, messageId } from '../../src/domain/ids.ts';
import { openCharacterForm } from '../character/form.ts';
import { buttonRow } from '../character/look.ts';

/** **More**, under a result: privately what else can be done with each of its versions that this member may see. */
export const more = button('more', async (_customId, request, message) => {
  const { services, place, self, reply, words } = request;
  const { versions } = seenIn(message, self);
  const sources = await services.sourcesOf(
    { id: messageId(message.id), channel: channelId(message.channel_id), versions, pictures: [] },
    place.user,
  );
  const visible = sources.flatMap((source) => (source.kind === 'version' ? [source.version] : []));
  if (visible.length === 0) return reply.fail({ code: 'source_gone' });
  // Numbered as the message shows them, though one among them be gone.
  const order = versions.length > 0 ? versions : visible;
  const label = words.say('button.use-as-character');
  const buttons = visible.map((version) => {
    const numbered = words.say('button.numbered', { label, number: order.indexOf(version) + 1 });
    return [order.length === 1 ? label : numbered, { kind: 'use-as-character', version }] as const;
  });
  return reply.show(words.say('more.which'), 'asker', [buttonRow(...buttons)]);
});

/** **Use as character**, behind it: the form of a character made from that version. */
export const useVersion = button('use-as-character', async ({ version }, request) => {
  const found = await request.services.version(version, request.place);
  if (found === null) return request.reply.fail({ code: 'source_gone' });
  return openCharacterForm(request, [{ kind: 'version', version }]);
});
