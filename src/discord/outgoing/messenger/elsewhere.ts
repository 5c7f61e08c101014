import { channelId, type MessageId } from '../../../domain/ids.ts';
import type { Log } from '../../../ports/log.ts';
import type { AddressedJob, Posted } from '../../../ports/messenger.ts';
import { codeOf, type DiscordTrouble } from '../../kit/discord-error.ts';
import {
  callingLook,
  directLook,
  directlyMovedLook,
  type MessageLook,
  movedLook,
  privateWordLook,
} from '../messages.ts';
import type { ChannelMessages, Found, Shown } from './channel-messages.ts';
import type { InteractionResponse } from './interaction-response.ts';
import { posted, troubled } from './posted.ts';
import { field, isAbout, type SeenMessage } from './seen-message.ts';

/** Where an ending goes when the message that promised it cannot be written to by its token any more. */
export interface Elsewhere {
  /** A reply in the channel that calls its asker alone; the stale message then says where it went, or is taken away. */
  inPublic(job: AddressedJob, look: MessageLook): Promise<Posted>;
  /** A direct message or, where that is refused, a word in the channel with a button that shows it. */
  inPrivate(job: AddressedJob, look: MessageLook): Promise<Posted>;
  /** A direct message alone, for an answer whose channel is closed to us. What promised it there says so, as far as it can. */
  directly(job: AddressedJob, look: MessageLook): Promise<Posted>;
  /** No ending can be shown: what promised one is taken away. */
  takeBack(job: AddressedJob): Promise<void>;
}

export function createElsewhere({
  channels,
  responses,
  log,
}: {
  readonly channels: ChannelMessages;
  readonly responses: InteractionResponse;
  readonly log: Log;
}): Elsewhere {
  return { inPublic, inPrivate, directly, takeBack };

  async function inPublic(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const { channel, asker } = job.address;
    const promised = await promisedMessage(job);
    if (promised.kind === 'trouble' && promised.trouble.kind === 'busy') return troubled(promised.trouble, job, log);
    const calling = callingLook(job, look);
    if (promised.kind === 'found') {
      const { id, interaction } = promised.message;
      // A reply that we made before, and only did not come to write down.
      if (interaction === null) return outcome(await channels.edit(channel, id, calling, asker), job);
      // It went out by the token after all, before a crash.
      if (showsEnding(promised.message, job, look)) return posted(id, channel);
    }

    // Where nobody lets us read it, it may still be ours to edit.
    const stale = staleOf(promised, job);
    const reply = await channels.createOnce(job, {
      channel,
      look: calling,
      calls: asker,
      answers: stale,
      which: 'first',
    });
    if (reply.kind === 'shown') return (await retire(job, stale, reply.message)) ?? posted(reply.message, channel);
    if (isWorthAnother(reply.trouble)) return troubled(reply.trouble, job, log);
    return withoutReply(job, look, stale, reply.trouble);
  }

  /** We may not write in this channel, but our own message there may be ours to edit; else the asker's direct messages. */
  async function withoutReply(
    job: AddressedJob,
    look: MessageLook,
    stale: MessageId | null,
    trouble: DiscordTrouble,
  ): Promise<Posted> {
    if (stale !== null) {
      const edited = await channels.edit(job.address.channel, stale, look, null);
      if (edited.kind === 'shown' || isWorthAnother(edited.trouble)) return outcome(edited, job);
    }
    const direct = await directly(job, look, stale);
    return direct.kind === 'impossible' ? troubled(trouble, job, log) : direct;
  }

  async function inPrivate(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const direct = await toAsker(job, look);
    if (direct.kind !== 'impossible') return direct;
    const { channel, asker } = job.address;
    const word = { channel, look: privateWordLook(job), calls: asker, answers: null, which: 'first' } as const;
    return outcome(await channels.createOnce(job, word), job);
  }

  async function directly(job: AddressedJob, look: MessageLook, stale = job.address.message): Promise<Posted> {
    const direct = await toAsker(job, look);
    // What is still promised there would be promised for ever.
    if (direct.kind === 'posted') await finishStale(job, stale, directlyMovedLook(job));
    return direct;
  }

  /** By whatever right we still have: the token's, which asks for no permission, or the bot's own. */
  async function finishStale(job: AddressedJob, stale: MessageId | null, left: MessageLook): Promise<void> {
    const byToken = job.address.kind === 'interaction' ? await responses.edit(job.address, left) : null;
    if (byToken?.kind === 'shown') return;
    const byBot = stale === null ? null : await channels.edit(job.address.channel, stale, left, null);
    if (byBot?.kind !== 'shown') await takeBack(job, stale);
  }

  async function takeBack(job: AddressedJob, stale = job.address.message): Promise<void> {
    const { address } = job;
    if (address.kind === 'interaction' && (await responses.remove(address)).kind === 'done') return;
    if (stale === null) return;
    const removed = await channels.remove(address.channel, stale);
    if (removed.kind === 'trouble' && removed.trouble.kind !== 'gone') {
      log.warn({ job: job.id, code: codeOf(removed.trouble) }, 'a promise stays: it can be neither edited nor removed');
    }
  }

  async function toAsker(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const opened = await channels.direct(job.address.asker);
    if (opened.kind === 'trouble') return outcome(opened, job);
    const id = field(opened.body, 'id');
    if (typeof id !== 'string') throw new Error('Discord opened direct messages without saying where');
    const channel = channelId(id);
    const message = { channel, look: directLook(job, look), calls: null, answers: null, which: 'first' } as const;
    const shown = await channels.createOnce(job, message);
    return shown.kind === 'shown' ? posted(shown.message, channel) : outcome(shown, job);
  }

  /** The response, as the bot's own token sees it. */
  async function promisedMessage(job: AddressedJob): Promise<Found> {
    const { channel, message } = job.address;
    if (message !== null) return channels.read(channel, message);
    return channels.find(channel, (each) => each.interaction === job.id, job.id);
  }

  /** Null: done, or nothing that waiting could mend. */
  async function retire(job: AddressedJob, stale: MessageId | null, to: MessageId): Promise<Posted | null> {
    if (stale === null) return null;
    const { channel } = job.address;
    const edited = await channels.edit(channel, stale, movedLook(job, to), null);
    if (edited.kind === 'shown' || edited.trouble.kind === 'gone') return null;
    if (edited.trouble.kind === 'busy') return troubled(edited.trouble, job, log);
    const removed = await channels.remove(channel, stale);
    if (removed.kind === 'trouble' && removed.trouble.kind === 'busy') return troubled(removed.trouble, job, log);
    if (removed.kind === 'trouble') {
      log.warn(
        { job: job.id, code: removed.trouble.code },
        'a stale message stays: it can be neither edited nor removed',
      );
    }
    return null;
  }

  function outcome(shown: Shown, job: AddressedJob): Posted {
    return shown.kind === 'shown' ? posted(shown.message, job.address.channel) : troubled(shown.trouble, job, log);
  }
}

function staleOf(promised: Found, job: AddressedJob): MessageId | null {
  switch (promised.kind) {
    case 'found':
      return promised.message.id;
    case 'not found':
      return null;
    case 'trouble':
      return job.address.message;
    default:
      return promised satisfies never;
  }
}

/** The place is open: to a smaller answer, a later one, or other words. */
const isWorthAnother = ({ kind }: DiscordTrouble) =>
  kind === 'too large' || kind === 'busy' || kind === 'words refused';

const showsEnding = (message: SeenMessage, job: AddressedJob, look: MessageLook) =>
  isAbout(message, job) || message.content === look.content;
