import { type APIMessage, type REST, Routes } from 'discord.js';
import type { ChannelId, MessageId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { AddressedJob, Answer, Messenger, Posted, Progress } from '../../ports/messenger.ts';
import { picturesIn } from '../incoming/attachment.ts';
import { codes, type DiscordTrouble } from '../kit/discord-error.ts';
import { madeAt } from '../kit/snowflake.ts';
import { answerLook, type MessageLook, plainLook, ruleLook } from './messages.ts';
import { createAuditing } from './messenger/auditing.ts';
import { createCalls } from './messenger/calls.ts';
import { createChannelMessages, type Shown } from './messenger/channel-messages.ts';
import { createElsewhere } from './messenger/elsewhere.ts';
import { createFindPlace } from './messenger/find-place.ts';
import { createHanding } from './messenger/handing.ts';
import { createInteractionResponse } from './messenger/interaction-response.ts';
import { posted, troubled } from './messenger/posted.ts';
import { createShownPictures } from './messenger/shown-pictures.ts';
import { createTelling } from './messenger/telling.ts';
import { createThreads } from './messenger/threads.ts';
import { createWorded } from './messenger/worded.ts';

/**
 * The one message of each job. `rest` carries the bot's token; `interactionRest` needs none.
 *
 * An answer that its own message cannot take goes elsewhere (`messenger/elsewhere.ts`). Progress never does: there,
 * `impossible` says nothing about the answer.
 */
export function createMessenger({
  rest,
  interactionRest,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  readonly interactionRest: REST;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends what hangs when the grace of a shutdown is over. */
  readonly cut?: AbortSignal;
}): Messenger {
  const calls = createCalls({ clock, cut });
  const channels = createChannelMessages({ rest, calls, clock });
  const responses = createInteractionResponse({ rest: interactionRest, calls, clock });
  const elsewhere = createElsewhere({ channels, responses, log });
  const findPlace = createFindPlace({ rest, clock, cut });
  const worded = createWorded();

  return {
    ...{ progress, answer, acknowledgement, notice, remove, shownPictures, findPlace },
    ...besides({ rest, calls, channels, log }),
  };

  async function progress(job: AddressedJob, wanted: Progress): Promise<Posted> {
    return told(await worded.write(job, wanted, writeProgress), job);
  }

  async function writeProgress(job: AddressedJob, look: MessageLook): Promise<Shown> {
    const { address } = job;
    if (address.kind === 'message') return writeReply(job, look);
    const shown = await responses.edit(address, look);
    const byBot = shown.kind === 'trouble' && shown.trouble.kind === 'token over' && address.audience === 'everyone';
    if (!byBot || address.message === null) return shown;
    return channels.edit(address.channel, address.message, look, null);
  }

  /**
   * A rule of the server that refuses words leaves the place open: the same again without what was echoed. Pictures that
   * nothing lets in are said not to be there by their job; a failure that cannot be told either is one sentence, or
   * the promise of it is taken back.
   */
  async function answer(job: AddressedJob, wanted: Answer): Promise<Posted> {
    worded.forget(job.id);
    const looks = [answerLook(job, wanted), plainLook(job, wanted)];
    const last = wanted.kind === 'failure' ? [ruleLook(job)] : [];
    let code = '';
    for (const look of [...looks, ...last]) {
      const posted = await put(job, wanted, look);
      if (posted.kind !== 'words refused') return posted;
      code = posted.code;
      log.info({ job: job.id, code }, 'a rule of the server refuses the words of an answer');
    }
    if (wanted.kind === 'pictures') return { kind: 'words refused', code };
    await elsewhere.takeBack(job);
    return { kind: 'impossible', code };
  }

  async function put(job: AddressedJob, wanted: Answer, look: MessageLook): Promise<Posted> {
    const { address } = job;
    if (address.kind === 'message') {
      const first = await writeReply(job, look);
      const shown = isClosed(first) ? await writeSecondReply(job, look) : first;
      const isRefusal = wanted.kind === 'failure' && wanted.neutral;
      if (shown.kind === 'shown' || !isLost(shown.trouble) || isRefusal) return told(shown, job);
      const direct = await elsewhere.directly(job, look);
      return direct.kind === 'impossible' ? told(shown, job) : direct;
    }
    const shown = await responses.edit(address, look);
    if (shown.kind === 'shown' || !isLost(shown.trouble)) return told(shown, job);
    if (address.audience === 'everyone') return elsewhere.inPublic(job, look);
    // Its asker dismissed or deleted it: while the token lives, there may be one more that only they see.
    const followUp = await responses.followUp(address, look);
    if (followUp.kind === 'shown' || !isLost(followUp.trouble)) return told(followUp, job);
    return elsewhere.inPrivate(job, look);
  }

  /** A message job's own reply: created once, then edited. */
  async function writeReply(job: AddressedJob, look: MessageLook): Promise<Shown> {
    const { channel, message, replyTo } = job.address;
    if (message !== null) return channels.edit(channel, message, look, null);
    return channels.createOnce(job, { channel, look, calls: null, answers: replyTo, which: 'first' });
  }

  /** The first was deleted, is too old to be edited, or its thread is archived: a new one unarchives that, unless it is locked. */
  async function writeSecondReply(job: AddressedJob, look: MessageLook): Promise<Shown> {
    const { channel, message, replyTo } = job.address;
    const shown = await channels.createOnce(job, { channel, look, calls: null, answers: replyTo, which: 'second' });
    if (shown.kind === 'shown' && message !== null) await remove(channel, message);
    return shown;
  }

  /**
   * An interaction: the message of its acknowledgement, if Discord took that. A message job has no acknowledgement that
   * could be looked for, so it is given one: the reply that says it is worked on.
   */
  async function acknowledgement(job: AddressedJob): ReturnType<Messenger['acknowledgement']> {
    const { address } = job;
    if (address.kind === 'message') {
      return taken(await worded.write(job, { kind: 'working', since: madeAt(job.id) }, writeReply));
    }
    const shown = await responses.read(address);
    const isOver = shown.kind === 'trouble' && shown.trouble.kind === 'token over';
    if (!isOver || address.audience === 'asker') return taken(shown);
    // Away for longer than a token lives: what everybody sees, the bot's own token sees too. A private one nobody can tell.
    const found = await channels.find(address.channel, (message) => message.interaction === job.id, job.id);
    if (found.kind === 'trouble') return taken(found);
    return found.kind === 'found' ? { message: found.message.id } : null;
  }

  async function notice(job: AddressedJob): Promise<void> {
    const called = await calls.once((signal) => rest.post(Routes.channelTyping(job.address.channel), { signal }));
    if (called.kind === 'trouble') log.debug({ job: job.id, code: called.trouble.code }, 'no typing shown');
  }

  async function remove(channel: ChannelId, message: MessageId): Promise<'done' | 'later'> {
    const removed = await channels.remove(channel, message);
    if (removed.kind === 'trouble' && removed.trouble.kind !== 'gone') {
      log.warn({ channel, message, code: removed.trouble.code }, 'a message of ours could not be removed');
    }
    return removed.kind === 'trouble' && removed.trouble.kind === 'busy' ? 'later' : 'done';
  }

  async function shownPictures(channel: ChannelId, message: MessageId) {
    const called = await calls.repeatable((signal) => rest.get(Routes.channelMessage(channel, message), { signal }));
    if (called.kind === 'done') return picturesIn(called.body as APIMessage);
    log.info({ message, code: called.trouble.code }, 'a shown picture could not be read');
    return called.trouble.kind === 'busy' ? 'later' : [];
  }

  function told(shown: Shown, job: AddressedJob): Posted {
    return shown.kind === 'shown' ? posted(shown.message, job.address.channel) : troubled(shown.trouble, job, log);
  }
}

/** What has nothing to do with the message of a job. */
const besides = ({ rest, calls, channels, log }: Tools) => ({
  ...createTelling({ rest, calls }),
  ...createAuditing({ rest, calls, channels }),
  ...createThreads({ rest, calls, log }),
  ...createHanding({ rest, calls, channels }),
  ...createShownPictures({ rest, calls, log }),
});

interface Tools {
  readonly rest: REST;
  readonly calls: ReturnType<typeof createCalls>;
  readonly channels: ReturnType<typeof createChannelMessages>;
  readonly log: Log;
}

function taken(shown: Shown): { readonly message: MessageId | null } | null | 'later' {
  if (shown.kind === 'shown') return { message: shown.message };
  // "Working" is a word that this server refuses; the picture may pass.
  if (shown.trouble.kind === 'words refused') return { message: null };
  return shown.trouble.kind === 'busy' ? 'later' : null;
}

/** The interaction's own message takes nothing any more, while others might. */
const isLost = (trouble: DiscordTrouble) =>
  trouble.kind === 'token over' || trouble.kind === 'gone' || trouble.kind === 'forbidden';

/** This one message cannot be edited, while another may be posted beside it. */
const isClosed = (shown: Shown) =>
  shown.kind === 'trouble' &&
  (shown.trouble.code === codes.unknownMessage ||
    shown.trouble.code === codes.archivedThread ||
    shown.trouble.code === codes.tooManyEditsOfOldMessages);
