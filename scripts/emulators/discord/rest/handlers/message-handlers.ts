import { refuse } from '../../core/discord-error.ts';
import { createForm } from '../../core/form.ts';
import { compareSnowflakes } from '../../core/snowflake.ts';
import type { Json } from '../../face/wire.ts';
import { ALL_MENTIONS } from '../../messages/mentions.ts';
import { isEphemeral, MESSAGE_TYPES, type Message } from '../../messages/message.ts';
import type { Realm } from '../../realm.ts';
import { uploadLimitOf } from '../../settings.ts';
import type { Channel } from '../../world/entities.ts';
import { json } from '../../world/payloads.ts';
import { type Handlers, NO_CONTENT, ok, param, type RestRequest } from '../rest-request.ts';
import { createMessagePosting } from './message-posting.ts';

type Routes =
  | 'GET /channels/:channel/messages'
  | 'POST /channels/:channel/messages'
  | 'GET /channels/:channel/messages/:message'
  | 'PATCH /channels/:channel/messages/:message'
  | 'DELETE /channels/:channel/messages/:message'
  | 'POST /channels/:channel/messages/:message/threads';

/** Messages by the bot's token. Ephemeral ones do not exist here (reference, section 1). */
export function messageHandlers(realm: Realm): Pick<Handlers, Routes> {
  const { world, access, messages, renderer, contentAccess, settings, writing, threads } = realm;
  const post = createMessagePosting(realm);

  const shown = (message: Message): Json => {
    const full = renderer.message(message);
    // REST knows no session: what counts is the portal's toggle (reference, section 5).
    return json(settings.messageContentIntent ? full : contentAccess.withoutIntent(full));
  };
  const channelOf = (request: RestRequest): Channel => {
    const channel = world.channel(param(request, 'channel'));
    access.botMust(channel);
    return channel;
  };
  const messageOf = (request: RestRequest, channel: Channel): Message => {
    const message = messages.get(param(request, 'message'));
    if (message.channelId !== channel.id || isEphemeral(message)) throw refuse('unknown message');
    return message;
  };

  return {
    'GET /channels/:channel/messages': (request) => {
      const channel = channelOf(request);
      // Without the history's permission there is nothing to see, and no error.
      if (!access.may(channel, world.bot.id, 'READ_MESSAGE_HISTORY')) return ok([]);
      return ok(
        pick(
          messages.in(channel.id).filter((one) => !isEphemeral(one)),
          request.query,
        ).map(shown),
      );
    },
    'POST /channels/:channel/messages': (request) => ok(shown(post(request, channelOf(request)))),
    'GET /channels/:channel/messages/:message': (request) => {
      const channel = channelOf(request);
      access.botMust(channel, 'READ_MESSAGE_HISTORY');
      return ok(shown(messageOf(request, channel)));
    },
    'PATCH /channels/:channel/messages/:message': (request) => {
      const channel = channelOf(request);
      const message = messageOf(request, channel);
      if (message.authorId !== world.bot.id) throw refuse("another's message");
      const form = createForm(request.body);
      form.root.isObject(true);
      const uploadLimit = uploadLimitOf(settings, world.guildOf(channel)?.premiumTier ?? 0);
      writing.revise(form, form.root, message, {
        uploads: request.uploads,
        uploadLimit,
        mentionDefaults: ALL_MENTIONS,
      });
      return ok(shown(message));
    },
    'DELETE /channels/:channel/messages/:message': (request) => {
      const channel = channelOf(request);
      const message = messageOf(request, channel);
      if (message.authorId !== world.bot.id) {
        if (channel.recipientId) throw refuse("another's direct message");
        access.botMust(channel, 'MANAGE_MESSAGES');
      }
      if (message.type === MESSAGE_TYPES.THREAD_STARTER_MESSAGE) throw refuse('system message');
      messages.remove(message);
      return NO_CONTENT;
    },
    'POST /channels/:channel/messages/:message/threads': (request) => {
      const channel = channelOf(request);
      const message = messageOf(request, channel);
      if (channel.thread || channel.recipientId !== null) throw refuse('not in this kind of channel');
      access.botMust(channel, 'CREATE_PUBLIC_THREADS');
      if (world.channels.has(message.id)) throw refuse('thread exists');
      const form = createForm(request.body);
      const name = form.root.get('name').text({ min: 1, max: 100, required: true }) ?? '';
      const duration = form.root.get('auto_archive_duration');
      const autoArchiveMinutes = duration.integer() ?? 4320;
      if (![60, 1440, 4320, 10_080].includes(autoArchiveMinutes)) {
        duration.note('BASE_TYPE_CHOICES', 'Value must be one of (60, 1440, 4320, 10080).');
      }
      form.check();
      const owner = world.bot.id;
      const thread = threads.start({
        parent: channel,
        name,
        owner,
        private: false,
        members: [],
        fromMessage: message,
        autoArchiveMinutes,
      });
      return { kind: 'json', status: 201, body: json(realm.payloads.channel(thread)) };
    },
  };
}

/** Newest first; `around`, `before` and `after` exclude each other. */
function pick(list: readonly Message[], query: URLSearchParams): readonly Message[] {
  const form = createForm(Object.fromEntries(query));
  const limit = form.root.get('limit').integer({ min: 1, max: 100 }) ?? 50;
  form.check();
  const sorted = list.toSorted((left, right) => compareSnowflakes(right.id, left.id));
  const [before, after, around] = ['before', 'after', 'around'].map((name) => query.get(name));
  if (around) {
    const middle = sorted.findIndex(({ id }) => compareSnowflakes(id, around) <= 0);
    const start = Math.max(0, (middle === -1 ? sorted.length : middle) - Math.floor(limit / 2));
    return sorted.slice(start, start + limit);
  }
  if (after) return sorted.filter(({ id }) => compareSnowflakes(id, after) > 0).slice(-limit);
  return sorted.filter(({ id }) => !before || compareSnowflakes(id, before) < 0).slice(0, limit);
}
