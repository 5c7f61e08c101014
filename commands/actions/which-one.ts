import type { APIMessage } from 'discord.js';
import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { labelled, row } from '../../src/discord/outgoing/looks/buttons.ts';
import { channelId, messageId, type VersionId } from '../../src/domain/ids.ts';

/**
 * Which of a message's pictures is meant, asked privately: each of them that this member may see, numbered as the message
 * shows them, though one among them be gone. Where one is left it is that one, and `alone` goes on with it.
 */
export async function askWhich(
  request: Request,
  message: APIMessage,
  kind: 'edit' | 'vary',
  alone: (version: VersionId) => Promise<void>,
): Promise<void> {
  const { services, place, self, reply, words } = request;
  const { versions } = seenIn(message, self);
  const sources = await services.sourcesOf(
    { id: messageId(message.id), channel: channelId(message.channel_id), versions, pictures: [] },
    place.user,
  );
  const visible = sources.flatMap((source) => (source.kind === 'version' ? [source.version] : []));
  const [first, ...others] = visible;
  if (first === undefined) return reply.fail({ code: 'source_gone' });
  if (others.length === 0) return alone(first);
  const order = versions.length > 0 ? versions : visible;
  const label = words.say(`button.${kind}`);
  const buttons = visible.map((version) =>
    labelled(words.say('button.numbered', { label, number: order.indexOf(version) + 1 }), { kind, version }),
  );
  return reply.show(words.say('which.one'), 'asker', [row(buttons)]);
}
