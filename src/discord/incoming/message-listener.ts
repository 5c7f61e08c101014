import { type APIMessage, type GatewayMessageCreateDispatchData, MessageType } from 'discord.js';
import type { Place, Services, WordsOfReply } from '../../application/services.ts';
import type { IncomingPicture, Source } from '../../domain/asked/image-request.ts';
import type { Mask } from '../../domain/asked/mask.ts';
import { channelId, draftId, guildId, jobId, messageId, userId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { UnreadFile } from '../../domain/pictures/unread-file.ts';
import type { Replies } from '../../domain/server/server-rules.ts';
import { everybodyMay, type MayUse } from '../../domain/who-may-use.ts';
import type { Log } from '../../ports/log.ts';
import type { CommandRules } from '../connection/command-rules.ts';
import type { FindMessage } from '../outgoing/find-message.ts';
import type { Notices } from '../outgoing/notices.ts';

import { bugFields } from './bug.ts';
import { messageAddress, type Surroundings } from './message-address.ts';
import { type MessageReading, type Reader, readMessage, showsNothing, type Target } from './message-reader.ts';
import { seenIn } from './shown/seen-in.ts';

/** What is replied to, as sources, and what it shows beside them. */
interface Subject {
  readonly sources: readonly Source[];
  readonly unread: readonly UnreadFile[];
}

const nothingShown: Subject = { sources: [], unread: [] };

/** Acts on what a new message means. */
export function createMessageListener({
  services,
  findMessage,
  notices,
  mayUse,
  turnAway = everybodyMay,
  log,
}: {
  readonly services: Services;
  readonly findMessage: FindMessage;
  readonly notices: Notices;
  readonly mayUse: CommandRules['mayUse'];
  /** Whom the operator serves; all where nothing is said. */
  readonly turnAway?: MayUse | undefined;
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
    const replies = reading.kind === 'nothing' ? 'edit' : await repliesThere(message);
    if (replies === 'off') return;
    if (reading.kind !== 'nothing' && (isTurnedAway(message) || (await isPaused(message)))) {
      // An edit is refused like any other: neutrally, with the reason behind a button. Nothing else is said at all.
      if (reading.kind === 'edit') await refuseUnserved(message, reading.prompt, surroundings());
      return;
    }
    switch (reading.kind) {
      case 'nothing':
        return;
      case 'how':
        return notices.how(message, surroundings().locale);
      case 'hint':
        return hint(message, reading, surroundings());
      case 'unread': {
        const failure = { code: 'nothing_readable', files: reading.files } as const;
        await services.refuse(jobId(message.id), messageAddress(message, surroundings()), failure);
        return;
      }
      case 'words':
        return offer(message, reading.prompt, surroundings());
      case 'edit':
        return edit(message, reading, reader, { ...surroundings(), replies });
      default:
        return reading satisfies never;
    }
  }

  async function edit(
    message: GatewayMessageCreateDispatchData,
    { prompt, attached, leftOut, target }: Extract<MessageReading, { kind: 'edit' }>,
    reader: Reader,
    { replies, ...surroundings }: Surroundings & { readonly replies: Replies },
  ): Promise<void> {
    const shown = target === null ? null : await readTarget(target);
    // Its pictures may be there and kept from us: then anything else would be the wrong picture.
    if (shown === 'unseen' || (shown !== null && isWithheld(shown, reader))) {
      return notices.withheld(message, surroundings.locale);
    }
    const id = jobId(message.id);
    const address = messageAddress(message, surroundings);
    if (!(await mayEdit(address, surroundings))) {
      await services.refuse(id, address, { code: 'server_rule' });
      return;
    }
    const subject = shown === null ? nothingShown : await sourcesIn(shown, message, reader);
    // A refusal of a message cannot be private: the application writes it down, and the messenger answers neutrally.
    if (subject.sources.length === 0 && subject.unread.length > 0) {
      await services.refuse(id, address, { code: 'nothing_readable', files: subject.unread });
      return;
    }
    const sources = [...subject.sources, ...attached.map((picture) => ({ kind: 'picture', picture }) as const)];
    const mask = subject.sources.length === 0 ? undefined : marksAmong(attached);
    const besides = [...subject.unread, ...leftOut];
    if (replies === 'ask') {
      const wanted = { prompt, sources, leftOut: besides, marked: mask !== undefined };
      return offerEdit(message, wanted, address, surroundings);
    }
    const answer = await services.ask({
      id,
      recipe: { prompt, mask },
      sources: sources.length === 0 ? { kind: 'current', ifNone: 'tell' } : { kind: 'given', sources },
      address,
      leftOut: besides,
    });
    if (answer.kind === 'confirm') await notices.confirm(message, answer, surroundings.locale);
    const hasNone = answer.kind === 'refused' && answer.failure.code === 'no_source' && sources.length === 0;
    if (hasNone) await offer(message, prompt, surroundings);
  }

  /** The application says why: it is asked, and finds it out before anything else. */
  async function refuseUnserved(
    message: GatewayMessageCreateDispatchData,
    prompt: string,
    surroundings: Surroundings,
  ): Promise<void> {
    const address = messageAddress(message, surroundings);
    await services.ask({ id: jobId(message.id), recipe: { prompt }, sources: { kind: 'current' }, address });
  }

  /** A reply counts as the command that it stands for. */
  async function mayEdit(address: ReplyAddress, { isAdministrator = false }: Surroundings): Promise<boolean> {
    const { application, guild, channel, parent, asker: user, roles } = address;
    if (guild === null) return true;
    return mayUse('edit', { application, guild, channel, parent, user, roles, isAdministrator });
  }

  /** What chatter would cost, and the buttons that make a request of it; nothing is made by itself. */
  async function offer(
    message: GatewayMessageCreateDispatchData,
    prompt: string,
    surroundings: Surroundings,
  ): Promise<void> {
    const address = messageAddress(message, surroundings);
    const place = placeIn(address);
    const keptOut = await services.rules.refusal(place);
    if (keptOut !== null) return void (await services.refuse(jobId(message.id), address, keptOut));
    const offered = await services.words.offer(draftId(message.id), place, prompt);
    await notices.offer(message, offered, surroundings.locale);
  }

  /** What a reply would cost, and the button that makes it; of words alone, that of chatter. */
  async function offerEdit(
    message: GatewayMessageCreateDispatchData,
    wanted: WordsOfReply,
    address: ReplyAddress,
    surroundings: Surroundings,
  ): Promise<void> {
    if (wanted.sources.length === 0) return offer(message, wanted.prompt, surroundings);
    const offered = await services.words.offerEdit(draftId(message.id), placeIn(address), wanted);
    if ('failure' in offered) await services.refuse(jobId(message.id), address, offered.failure);
    else await notices.offer(message, offered, surroundings.locale);
  }

  /** What a reply means in its server; whatever is no reply is not concerned. */
  async function repliesThere({ guild_id, type }: GatewayMessageCreateDispatchData): Promise<Replies> {
    if (guild_id === undefined || type !== MessageType.Reply) return 'edit';
    return (await services.serverDefaults.read(guildId(guild_id))).replies ?? 'edit';
  }

  function isTurnedAway({ guild_id, author }: GatewayMessageCreateDispatchData): boolean {
    const guild = guild_id === undefined ? null : guildId(guild_id);
    return turnAway({ guild, user: userId(author.id) }) !== null;
  }

  async function isPaused({ guild_id, author }: GatewayMessageCreateDispatchData): Promise<boolean> {
    return guild_id !== undefined && (await services.pauses.pausedUntil(guildId(guild_id), userId(author.id))) !== null;
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

  async function sourcesIn(
    shown: APIMessage,
    asked: GatewayMessageCreateDispatchData,
    { self }: Reader,
  ): Promise<Subject> {
    const { pictures, unread, versions } = seenIn(shown, self);
    const { id, channel_id: channel } = shown;
    const sources = await services.sourcesOf(
      { id: messageId(id), channel: channelId(channel), versions, pictures },
      userId(asked.author.id),
    );
    return { sources, unread };
  }

  async function hint(
    message: GatewayMessageCreateDispatchData,
    { picture }: Extract<MessageReading, { kind: 'hint' }>,
    surroundings: Surroundings,
  ): Promise<void> {
    if (!(await services.hints.claim(picture))) return;
    // Nobody asked for it: where the button under it would refuse, nothing is said.
    if ((await services.rules.refusal(placeIn(messageAddress(message, surroundings)))) !== null) return;
    const posted = await notices.hint(message, picture, surroundings.locale);
    if (posted !== null) await services.hints.shown(channelId(message.channel_id), posted);
  }
}

const placeIn = ({ channel, parent, category, isAgeRestricted, guild, asker: user, roles }: ReplyAddress): Place => ({
  ...{ channel, parent, category, isAgeRestricted, guild, user, roles },
});

/** One picture beside what is replied to may be a copy of it that somebody scribbled on. */
function marksAmong([picture, ...others]: readonly IncomingPicture[]): Mask | undefined {
  return picture === undefined || others.length > 0 ? undefined : { kind: 'marks', picture, sure: false };
}

/** Somebody else's message in a server, without the intent to read it: mentioning us in a reply opens the reply only. */
const isWithheld = (shown: APIMessage, { self, readsContent }: Reader) =>
  !readsContent && shown.author.id !== self && showsNothing(shown);
