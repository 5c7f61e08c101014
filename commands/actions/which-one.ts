import type { APIMessage } from 'discord.js';
import { seenIn } from '../../src/discord/incoming/shown/seen-in.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { labelled, row } from '../../src/discord/outgoing/looks/buttons.ts';
import { numberIn } from '../../src/discord/outgoing/looks/result-buttons.ts';
import { channelId, messageId, type VersionId } from '../../src/domain/ids.ts';

/** A picture of a message, numbered as its buttons and its words are, though one among its pictures be gone. */
export interface Numbered {
  readonly version: VersionId;
  /** From 1. */
  readonly number: number;
}

/** The pictures of a message that this member may see, in its order. */
export async function picturesOf(
  { services, place, self }: Request,
  message: APIMessage,
): Promise<readonly Numbered[]> {
  const { versions } = seenIn(message, self);
  const sources = await services.sourcesOf(
    { id: messageId(message.id), channel: channelId(message.channel_id), versions, pictures: [] },
    place.user,
  );
  const visible = sources.flatMap((source) => (source.kind === 'version' ? [source.version] : []));
  const order = versions.length > 0 ? versions : visible;
  return visible.map((version) => ({
    version,
    number: numberIn(message.components, version) ?? order.indexOf(version) + 1,
  }));
}

/** Which of a message's pictures is meant, asked privately. Where one is left it is that one, and `alone` goes on with it. */
export async function askWhich(
  request: Request,
  message: APIMessage,
  kind: 'edit' | 'vary',
  alone: (version: VersionId) => Promise<void>,
): Promise<void> {
  const { reply, words } = request;
  const pictures = await picturesOf(request, message);
  const [first, ...others] = pictures;
  if (first === undefined) return reply.fail({ code: 'source_gone' });
  if (others.length === 0) return alone(first.version);
  const label = words.say(`button.${kind}`);
  const buttons = pictures.map(({ version, number }) =>
    labelled(words.say('button.numbered', { label, number }), { kind, version }),
  );
  return reply.show(words.say('which.one'), 'asker', [row(buttons)]);
}
