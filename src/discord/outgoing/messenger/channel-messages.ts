import { type REST, Routes } from 'discord.js';
import type { ChannelId, JobId, MessageId, UserId } from '../../../domain/ids.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { AddressedJob } from '../../../ports/messenger.ts';
import { messageBody } from '../../connection/rest.ts';
import { codes, type DiscordTrouble } from '../../kit/discord-error.ts';
import { madeAt } from '../../kit/snowflake.ts';
import type { MessageLook } from '../messages.ts';
import type { Called, Calls } from './calls.ts';
import { field, isCreatedFor, readMessage, type SeenMessage } from './seen-message.ts';

export type Shown =
  | { readonly kind: 'shown'; readonly message: MessageId }
  | { readonly kind: 'trouble'; readonly trouble: DiscordTrouble };

export type Found =
  | { readonly kind: 'found'; readonly message: SeenMessage }
  | { readonly kind: 'not found' }
  | { readonly kind: 'trouble'; readonly trouble: DiscordTrouble };

export interface NewMessage {
  readonly channel: ChannelId;
  readonly look: MessageLook;
  /** The one person that it may ping. */
  readonly calls: UserId | null;
  /** The message that it answers, if that is still there. */
  readonly answers: MessageId | null;
  /** `second`: the job's own message cannot be written to any more, so there is one more. */
  readonly which: 'first' | 'second';
}

/** Messages that stand on the bot's own token, in channels, threads and direct messages. */
export interface ChannelMessages {
  find(channel: ChannelId, is: (message: SeenMessage) => boolean, since: string): Promise<Found>;
  read(channel: ChannelId, message: MessageId): Promise<Found>;
  edit(channel: ChannelId, message: MessageId, look: MessageLook, calls: UserId | null): Promise<Shown>;
  remove(channel: ChannelId, message: MessageId): Promise<Shown>;
  /** Creates it once, however often it is called: under an enforced nonce, after looking for it where it may be there. */
  createOnce(job: AddressedJob, message: NewMessage): Promise<Shown>;
  /** The channel of direct messages with this person. */
  direct(user: UserId): Promise<Called>;
}

export function createChannelMessages({
  rest,
  calls,
  clock,
}: {
  readonly rest: REST;
  readonly calls: Calls;
  readonly clock: Clock;
}): ChannelMessages {
  const startedAt = clock.now();
  /** This process: jobs whose message Discord may have created although it did not say so. */
  const doubted = new Set<JobId>();
  let ownId: string | null = null;

  /** The bot's user, which older applications' ids differ from. Asked for once. */
  async function own(): Promise<Called> {
    if (ownId !== null) return { kind: 'done', body: ownId };
    const called = await calls.repeatable((signal) => rest.get(Routes.user(), { signal }));
    if (called.kind === 'trouble') return called;
    const id = field(called.body, 'id');
    if (typeof id !== 'string') throw new Error('Discord does not say who we are');
    ownId = id;
    return { kind: 'done', body: id };
  }

  async function find(channel: ChannelId, is: (message: SeenMessage) => boolean, since: string): Promise<Found> {
    const self = await own();
    if (self.kind === 'trouble') return self;
    let before: string | null = null;
    for (let page = 0; page < mostPages; page += 1) {
      const query = new URLSearchParams({ limit: '100', ...(before === null ? {} : { before }) });
      const called = await calls.repeatable((signal) => rest.get(Routes.channelMessages(channel), { query, signal }));
      if (called.kind === 'trouble') return called;
      const messages = (Array.isArray(called.body) ? called.body : []).flatMap((each) => readMessage(each) ?? []);
      const found = messages.find((message) => message.author === self.body && is(message));
      if (found !== undefined) return { kind: 'found', message: found };
      const oldest = messages.at(-1);
      if (oldest === undefined || messages.length < 100 || BigInt(oldest.id) < BigInt(since)) break;
      before = oldest.id;
    }
    return { kind: 'not found' };
  }

  async function read(channel: ChannelId, message: MessageId): Promise<Found> {
    const called = await calls.repeatable((signal) => rest.get(Routes.channelMessage(channel, message), { signal }));
    if (called.kind === 'trouble') return called.trouble.kind === 'gone' ? { kind: 'not found' } : called;
    const seen = readMessage(called.body);
    return seen === null ? { kind: 'not found' } : { kind: 'found', message: seen };
  }

  async function edit(channel: ChannelId, message: MessageId, look: MessageLook, pings: UserId | null) {
    const body = await messageBody(payloadOf(look, pings), look.files);
    const called = await calls.repeatable((signal) =>
      rest.patch(Routes.channelMessage(channel, message), { ...body, signal }),
    );
    return shown(called, message);
  }

  async function remove(channel: ChannelId, message: MessageId): Promise<Shown> {
    const called = await calls.repeatable((signal) => rest.delete(Routes.channelMessage(channel, message), { signal }));
    return shown(called, message);
  }

  async function createOnce(job: AddressedJob, wanted: NewMessage): Promise<Shown> {
    if (mayBeThere(job, wanted)) {
      const found = await find(wanted.channel, (message) => isThis(message, job, wanted), job.id);
      if (found.kind === 'found') return edit(wanted.channel, found.message.id, wanted.look, wanted.calls);
      // Where nobody lets us look, the nonce alone has to do.
      if (found.kind === 'trouble' && found.trouble.kind === 'busy') return found;
    }
    const created = await create(job, wanted);
    if (created.kind === 'done') return converge(job, wanted, created.body);
    if (created.trouble.kind === 'busy' && created.trouble.taken === 'unknown') doubted.add(job.id);
    const { code } = created.trouble;
    if (code === codes.replyNeedsHistory && wanted.answers !== null)
      return createOnce(job, { ...wanted, answers: null });
    return created;
  }

  async function create(job: AddressedJob, { channel, look, calls: pings, answers, which }: NewMessage) {
    const payload = {
      ...payloadOf(look, pings),
      nonce: which === 'first' ? job.id : `${job.id}.2`,
      enforce_nonce: true,
      ...(answers === null ? {} : { message_reference: { message_id: answers, fail_if_not_exists: false } }),
    };
    const body = await messageBody(payload, look.files);
    return calls.once((signal) => rest.post(Routes.channelMessages(channel), { ...body, signal }));
  }

  /** The nonce may have brought back a message that was created before, with what it said then. */
  async function converge(
    job: AddressedJob,
    { channel, look, calls: pings }: NewMessage,
    body: unknown,
  ): Promise<Shown> {
    doubted.delete(job.id);
    const message = readMessage(body);
    if (message === null) throw new Error('Discord answered a new message with something else');
    const asWanted = message.content === look.content && message.attachments === look.files.length;
    return asWanted ? { kind: 'shown', message: message.id } : edit(channel, message.id, look, pings);
  }

  /**
   * A reply to a message younger than this process, never tried here, is not there yet. Anything else may have been
   * created before a crash, or by an attempt whose answer was lost; the nonce alone guards for some minutes only.
   */
  const mayBeThere = (job: AddressedJob, { which }: NewMessage) => {
    const asked = madeAt(job.id);
    if (which === 'second' || job.address.kind === 'interaction') return true;
    return doubted.has(job.id) || asked < startedAt || clock.now() - asked > freshMs;
  };

  async function direct(user: UserId): Promise<Called> {
    return calls.repeatable((signal) => rest.post(Routes.userChannels(), { body: { recipient_id: user }, signal }));
  }

  return { find, read, edit, remove, createOnce, direct };
}

/** The second must not be taken for the first. */
const isThis = (message: SeenMessage, job: AddressedJob, { which }: NewMessage) =>
  isCreatedFor(message, job) && !(which === 'second' && message.id === job.address.message);

const payloadOf = ({ content, components }: MessageLook, pings: UserId | null) => ({
  content,
  components,
  allowed_mentions: { parse: [], ...(pings === null ? {} : { users: [pings] }), replied_user: false },
});

const shown = (called: Called, message: MessageId): Shown =>
  called.kind === 'done' ? { kind: 'shown', message } : called;

/** Three hundred messages: what a busy channel takes in while a job waits. */
const mostPages = 3;
/** How long an enforced nonce surely guards, without a look ("some minutes", reference, section 5). */
const freshMs = 30_000;
