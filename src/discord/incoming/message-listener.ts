import type { APIMessage, GatewayMessageCreateDispatchData } from 'discord.js';
import type { AskedSources, Services } from '../../application/services.ts';
import type { Source } from '../../domain/asked/image-request.ts';
import { channelId, guildId, jobId, messageId, userId } from '../../domain/ids.ts';
import { everybodyMay, type MayUse } from '../../domain/who-may-use.ts';
import type { Log } from '../../ports/log.ts';
import { versionsIn } from '../kit/custom-id.ts';
import type { FindMessage } from '../outgoing/find-message.ts';
import type { Notices } from '../outgoing/notices.ts';
import { picturesIn } from './attachment.ts';
import { bugFields } from './bug.ts';
import { messageAddress, type Surroundings } from './message-address.ts';
import { type MessageReading, type Reader, readMessage, showsNothing, type Target } from './message-reader.ts';

/** Acts on what a new message means. */
export function createMessageListener({
  services,
  findMessage,
  notices,
  mayUse = everybodyMay,
  log,
}: {
  readonly services: Services;
  readonly findMessage: FindMessage;
  readonly notices: Notices;
  /** Whom the operator serves; all where nothing is said. */
  readonly mayUse?: MayUse | undefined;
  readonly log: Log;
}) {
  /** Never rejects. */
  return async function read(
    message: GatewayMessageCreateDispatchData,
    reader: Reader,
    surroundings: () => Surroundings,
  ): Promise<void> {
    try {
      await act(message, readMessage(message, reader), reader, surroundings);
    } catch (error) {
      log.error({ message: message.id, ...bugFields(error) }, 'bug');
    }
  };

  async function act(
    message: GatewayMessageCreateDispatchData,
    reading: MessageReading,
    reader: Reader,
    surroundings: () => Surroundings,
  ): Promise<void> {
    if (reading.kind !== 'nothing' && isTurnedAway(message)) {
      // An edit is refused like any other: neutrally, with the reason behind a button. Nothing else is said at all.
      if (reading.kind === 'edit') await ask(message, reading.prompt, { kind: 'current' }, surroundings());
      return;
    }
    switch (reading.kind) {
      case 'nothing':
        return;
      case 'how':
        return notices.how(message, surroundings().locale);
      case 'hint':
        return hint(message, reading, surroundings());
      case 'edit':
        return edit(message, reading, reader, surroundings());
      default:
        return reading satisfies never;
    }
  }

  async function edit(
    message: GatewayMessageCreateDispatchData,
    { prompt, attached, target }: Extract<MessageReading, { kind: 'edit' }>,
    reader: Reader,
    surroundings: Surroundings,
  ): Promise<void> {
    const shown = target === null ? null : await readTarget(target);
    // Its pictures may be there and kept from us: then the thread's current version would be the wrong picture.
    const isUnseen = shown === 'unseen' || (shown !== null && isWithheld(shown, reader));
    if (attached.length === 0 && isUnseen) return notices.withheld(message, surroundings.locale);
    const sources: readonly Source[] = [
      ...attached.map((picture) => ({ kind: 'picture', picture }) as const),
      ...(shown === null || shown === 'unseen' ? [] : await sourcesIn(shown, message)),
    ];
    await ask(message, prompt, sources.length === 0 ? { kind: 'current' } : { kind: 'given', sources }, surroundings);
  }

  /** A refusal of a message cannot be private: the application writes it down, and the messenger answers neutrally. */
  async function ask(
    message: GatewayMessageCreateDispatchData,
    prompt: string,
    sources: AskedSources,
    surroundings: Surroundings,
  ): Promise<void> {
    const address = messageAddress(message, surroundings);
    await services.ask({ id: jobId(message.id), recipe: { prompt }, sources, address });
  }

  function isTurnedAway({ guild_id, author }: GatewayMessageCreateDispatchData): boolean {
    const guild = guild_id === undefined ? null : guildId(guild_id);
    return mayUse({ guild, user: userId(author.id) }) !== null;
  }

  /**
   * As it came along, if it shows something; else as Discord tells it now. Null: it is gone. Unseen: it was not sent
   * along and cannot be had, which may be a moment's failure of Discord's.
   */
  async function readTarget({ channel, id, message }: Target): Promise<APIMessage | null | 'unseen'> {
    if (message === null) return null;
    if (message !== undefined && !showsNothing(message)) return message;
    return (await findMessage(channel, id)) ?? message ?? 'unseen';
  }

  function sourcesIn(shown: APIMessage, asked: GatewayMessageCreateDispatchData): Promise<readonly Source[]> {
    return services.sourcesOf(
      {
        id: messageId(shown.id),
        channel: channelId(shown.channel_id),
        versions: versionsIn(shown.components),
        pictures: picturesIn(shown),
      },
      userId(asked.author.id),
    );
  }

  async function hint(
    message: GatewayMessageCreateDispatchData,
    { picture }: Extract<MessageReading, { kind: 'hint' }>,
    { locale }: Surroundings,
  ): Promise<void> {
    if (!(await services.hints.claim(picture))) return;
    const posted = await notices.hint(message, picture, locale);
    if (posted !== null) await services.hints.shown(channelId(message.channel_id), posted);
  }
}

/** Somebody else's message in a server, without the intent to read it: mentioning us in a reply opens the reply only. */
const isWithheld = (shown: APIMessage, { self, readsContent }: Reader) =>
  !readsContent && shown.author.id !== self && showsNothing(shown);
