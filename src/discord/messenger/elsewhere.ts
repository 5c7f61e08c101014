import { channelId, type MessageId } from '../../domain/ids.ts';
import type { Log } from '../../ports/log.ts';
import type { AddressedJob, Posted } from '../../ports/messenger.ts';
import type { DiscordTrouble } from '../discord-error.ts';
import { callingLook, directLook, type MessageLook, movedLook, privateWordLook } from '../messages.ts';
import type { ChannelMessages, Shown } from './channel-messages.ts';
import { posted, troubled } from './posted.ts';
import { field, isAbout, type SeenMessage } from './seen-message.ts';

/** Where an ending goes when the message that promised it cannot be written to by its token any more. */
export interface Elsewhere {
  /** A reply in the channel that calls its asker alone; the stale message then says where it went, or is taken away. */
  inPublic(job: AddressedJob, look: MessageLook): Promise<Posted>;
  /** A direct message or, where that is refused, a word in the channel with a button that shows it. */
  inPrivate(job: AddressedJob, look: MessageLook): Promise<Posted>;
}

export function createElsewhere({
  channels,
  log,
}: {
  readonly channels: ChannelMessages;
  readonly log: Log;
}): Elsewhere {
  return { inPublic, inPrivate };

  async function inPublic(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const { channel, asker } = job.address;
    const promised = await promisedMessage(job);
    if (promised?.kind === 'trouble' && promised.trouble.kind === 'busy') return troubled(promised.trouble, job, log);
    const stale = promised?.kind === 'found' ? promised.message : null;
    const calling = callingLook(job, look);
    if (stale !== null && stale.interaction === null) {
      // A reply that we made before, and only forgot to write down that all is done.
      return outcome(await channels.edit(channel, stale.id, calling, asker), job);
    }
    // It went out by the token after all, before a crash.
    if (stale !== null && showsEnding(stale, job, look)) return posted(stale.id, channel);

    const answers = stale?.id ?? job.address.message;
    const reply = await channels.createOnce(job, { channel, look: calling, calls: asker, answers, which: 'first' });
    if (reply.kind === 'shown') return (await retire(job, stale, reply.message)) ?? posted(reply.message, channel);
    if (reply.trouble.kind === 'too large' || reply.trouble.kind === 'busy') return troubled(reply.trouble, job, log);
    return withoutReply(job, look, stale, reply.trouble);
  }

  /** We may not write in this channel, but our own message there may be ours to edit; else the asker's direct messages. */
  async function withoutReply(
    job: AddressedJob,
    look: MessageLook,
    stale: SeenMessage | null,
    trouble: DiscordTrouble,
  ): Promise<Posted> {
    if (stale !== null) {
      const edited = await channels.edit(job.address.channel, stale.id, look, null);
      if (edited.kind === 'shown' || isWorthWaiting(edited.trouble)) return outcome(edited, job);
    }
    const direct = await inDirectMessages(job, look);
    return direct.kind === 'impossible' ? troubled(trouble, job, log) : direct;
  }

  async function inPrivate(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const direct = await inDirectMessages(job, look);
    if (direct.kind !== 'impossible') return direct;
    const { channel, asker } = job.address;
    const word = { channel, look: privateWordLook(job), calls: asker, answers: null, which: 'first' } as const;
    return outcome(await channels.createOnce(job, word), job);
  }

  async function inDirectMessages(job: AddressedJob, look: MessageLook): Promise<Posted> {
    const opened = await channels.direct(job.address.asker);
    if (opened.kind === 'trouble') return outcome(opened, job);
    const id = field(opened.body, 'id');
    if (typeof id !== 'string') throw new Error('Discord opened direct messages without saying where');
    const channel = channelId(id);
    const message = { channel, look: directLook(job, look), calls: null, answers: null, which: 'first' } as const;
    const shown = await channels.createOnce(job, message);
    return shown.kind === 'shown' ? posted(shown.message, channel) : outcome(shown, job);
  }

  /** The response as the bot's own token sees it; null where it cannot be told which it is. */
  async function promisedMessage(job: AddressedJob) {
    const { channel, message } = job.address;
    if (message !== null) return channels.read(channel, message);
    return channels.find(channel, (each) => each.interaction === job.id, job.id);
  }

  /** Null: done, or nothing that waiting could mend. */
  async function retire(job: AddressedJob, stale: SeenMessage | null, to: MessageId): Promise<Posted | null> {
    if (stale === null) return null;
    const { channel, guild } = job.address;
    const edited = await channels.edit(channel, stale.id, movedLook(guild, channel, to), null);
    if (edited.kind === 'shown' || edited.trouble.kind === 'gone') return null;
    if (edited.trouble.kind === 'busy') return troubled(edited.trouble, job, log);
    const removed = await channels.remove(channel, stale.id);
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

const isWorthWaiting = ({ kind }: DiscordTrouble) => kind === 'too large' || kind === 'busy';

const showsEnding = (message: SeenMessage, job: AddressedJob, look: MessageLook) =>
  isAbout(message, job) || message.content === look.content;
