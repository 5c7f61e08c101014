import { DiscordError, refuse } from '../../core/discord-error.ts';
import { createForm, type Field } from '../../core/form.ts';
import type { WireMessageReference } from '../../face/wire.ts';
import { ALL_MENTIONS } from '../../messages/mentions.ts';
import { isEphemeral, MESSAGE_TYPES, type Message } from '../../messages/message.ts';
import type { Realm } from '../../realm.ts';
import { uploadLimitOf } from '../../settings.ts';
import type { Channel } from '../../world/entities.ts';
import type { RestRequest } from '../rest-request.ts';

const TOTAL_LIMIT = 25 * 1024 * 1024;
/** "For some minutes" an enforced nonce returns the same message (reference, section 5). */
const NONCE_LIFETIME_MS = 5 * 60_000;

/** `POST /channels/:channel/messages`: an ordinary message by the bot. */
export function createMessagePosting(realm: Realm): (request: RestRequest, channel: Channel) => Message {
  const { world, access, settings, writing, threads, clock } = realm;
  const byNonce = new Map<string, { readonly message: Message; readonly at: number }>();

  const checkPlace = (channel: Channel, request: RestRequest): void => {
    if (channel.recipientId !== null) {
      const reachable = world.user(channel.recipientId).takesDirectMessages && sharesGuild(channel.recipientId);
      if (!reachable) throw refuse('no direct messages');
      return;
    }
    access.botMust(channel, 'SEND_MESSAGES');
    if (request.uploads.length > 0) access.botMust(channel, 'ATTACH_FILES');
    const body = createForm(request.body).root;
    if (Array.isArray(body.get('embeds').value) && body.get('embeds').items().length > 0) {
      access.botMust(channel, 'EMBED_LINKS');
    }
    const locked = channel.thread?.locked && !access.may(channel, world.bot.id, 'MANAGE_THREADS');
    if (locked) throw refuse('locked thread');
  };
  const sharesGuild = (user: string): boolean =>
    [...world.guilds.values()].some((guild) => world.botIsIn(guild) && guild.members.has(user));

  return (request, channel) => {
    checkPlace(channel, request);
    // Per file and in all (reference, section 2).
    if (request.size > TOTAL_LIMIT) throw refuse('too large');
    const form = createForm(request.body);
    form.root.isObject(true);
    const nonce = readNonce(form.root.get('nonce'));
    const enforced = form.root.get('enforce_nonce').truth() && nonce !== undefined;
    const key = `${channel.id} ${nonce}`;
    const earlier = enforced ? byNonce.get(key) : undefined;
    if (earlier && !earlier.message.deleted && clock.now() - earlier.at < NONCE_LIFETIME_MS) return earlier.message;

    const target = readReply(realm, form.root.get('message_reference'), channel);
    const message = writing.post(form, form.root, {
      uploads: request.uploads,
      uploadLimit: uploadLimitOf(settings, world.guildOf(channel)?.premiumTier ?? 0),
      mentionDefaults: ALL_MENTIONS,
      channel,
      type: target ? MESSAGE_TYPES.REPLY : MESSAGE_TYPES.DEFAULT,
      seenBy: null,
      flags: 0,
      nonce,
      ...(target ? { reference: referenceTo(target, channel), repliedTo: target.authorId } : {}),
    });
    if (channel.thread) threads.join(channel, world.bot.id);
    if (enforced) byNonce.set(key, { message, at: clock.now() });
    return message;
  };
}

function readNonce(field: Field): string | number | undefined {
  if (typeof field.value === 'number') return field.integer();
  return field.text({ max: 25 });
}

/** Only `message_id` is needed; `fail_if_not_exists: false` sends an ordinary message where the target is gone. */
function readReply({ world, access, messages }: Realm, field: Field, channel: Channel): Message | null {
  if (!field.isObject()) return null;
  if ((field.get('type').integer() ?? 0) !== 0)
    throw new DiscordError(501, 0, 'The emulated Discord lets bots forward nothing');
  if (!access.may(channel, world.bot.id, 'READ_MESSAGE_HISTORY')) throw refuse('reply without history');
  const target = messages.find(field.get('message_id').text({ required: true }) ?? '');
  const elsewhere = field.get('channel_id').text();
  const found =
    target && !isEphemeral(target) && target.channelId === (elsewhere ?? channel.id) && target.channelId === channel.id;
  if (found) {
    if (target.type === MESSAGE_TYPES.THREAD_CREATED || target.type === MESSAGE_TYPES.THREAD_STARTER_MESSAGE) {
      field.note('REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE', 'Cannot reply to a system message');
    }
    return target;
  }
  if (field.get('fail_if_not_exists').truth() ?? true)
    field.note('MESSAGE_REFERENCE_UNKNOWN_MESSAGE', 'Unknown message');
  return null;
}

function referenceTo(message: Message, channel: Channel): WireMessageReference {
  return {
    type: 0,
    message_id: message.id,
    channel_id: channel.id,
    ...(channel.guildId ? { guild_id: channel.guildId } : {}),
  };
}
