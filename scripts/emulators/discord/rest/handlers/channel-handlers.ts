import { refuse } from '../../core/discord-error.ts';
import { createForm } from '../../core/form.ts';
import { allows } from '../../core/permissions.ts';
import type { Realm } from '../../realm.ts';
import { openDirectMessages } from '../../world/direct-messages.ts';
import { json, userPayload } from '../../world/payloads.ts';
import { type Handlers, NO_CONTENT, ok, param } from '../rest-request.ts';

type Routes =
  | 'GET /channels/:channel'
  | 'POST /channels/:channel/typing'
  | 'PUT /channels/:channel/thread-members/@me'
  | 'GET /users/@me'
  | 'GET /users/:user'
  | 'POST /users/@me/channels'
  | 'GET /guilds/:guild'
  | 'GET /guilds/:guild/members/:user'
  | 'GET /guilds/:guild/audit-logs';

/** Channels, users and guilds as the bot may look at them. */
export function channelHandlers(realm: Realm): Pick<Handlers, Routes> {
  const { world, access, payloads, threads, emitter } = realm;
  const guildOf = (id: string) => {
    const guild = world.guild(id);
    if (!world.botIsIn(guild)) throw refuse('unknown guild');
    return guild;
  };
  const me = userPayload(world.bot);
  return {
    'GET /channels/:channel': (request) => {
      const channel = world.channel(param(request, 'channel'));
      access.botMust(channel);
      return ok(json(payloads.channel(channel)));
    },
    'POST /channels/:channel/typing': (request) => {
      const channel = world.channel(param(request, 'channel'));
      access.botMust(channel, 'SEND_MESSAGES');
      emitter.emit('typing', { channelId: channel.id, userId: world.bot.id });
      return NO_CONTENT;
    },
    'PUT /channels/:channel/thread-members/@me': (request) => {
      const channel = world.channel(param(request, 'channel'));
      access.botMust(channel);
      if (!channel.thread) throw refuse('not in this kind of channel');
      if (channel.thread.archived) throw refuse('archived thread');
      threads.join(channel, world.bot.id);
      return NO_CONTENT;
    },
    'GET /users/@me': () => ok(json({ ...me, verified: true, mfa_enabled: false, locale: 'en-US', email: null })),
    'GET /users/:user': (request) => ok(json(userPayload(world.user(param(request, 'user'))))),
    'POST /users/@me/channels': (request) => {
      const form = createForm(request.body);
      const recipient = form.root.get('recipient_id').text({ required: true }) ?? '';
      form.check();
      const user = world.user(recipient);
      if (user.isBot) throw refuse('no direct messages');
      // Opening works even where sending is refused.
      return ok(json(payloads.channel(openDirectMessages(realm, recipient))));
    },
    'GET /guilds/:guild': (request) => ok(payloads.guild(guildOf(param(request, 'guild')))),
    'GET /guilds/:guild/members/:user': (request) => {
      const guild = guildOf(param(request, 'guild'));
      const member = guild.members.get(world.user(param(request, 'user')).id);
      if (!member) throw refuse('unknown member');
      return ok(json(payloads.memberWithUser(member)));
    },
    // Of all that it tells, who added the bot.
    'GET /guilds/:guild/audit-logs': (request) => {
      const guild = guildOf(param(request, 'guild'));
      if (!allows(access.permissionsInServer(guild, world.bot.id), 'VIEW_AUDIT_LOG')) {
        throw refuse('missing permissions');
      }
      const asked = request.query.get('action_type');
      const { botAdded } = guild;
      const entry = botAdded && { id: botAdded.entry, user_id: botAdded.by, target_id: world.bot.id, action_type: 28 };
      const entries = entry && (asked === null || asked === '28') ? [entry] : [];
      return ok(json({ audit_log_entries: entries, users: entries.map(() => me) }));
    },
  };
}
