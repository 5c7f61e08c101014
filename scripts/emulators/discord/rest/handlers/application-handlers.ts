import { withoutLocalizations } from '../../commands/command-registry.ts';
import { refuse } from '../../core/discord-error.ts';
import type { Json, Snowflake } from '../../face/wire.ts';
import type { Realm } from '../../realm.ts';
import { json, userPayload } from '../../world/payloads.ts';
import { type Answer, type Handlers, ok, param, type RestRequest } from '../rest-request.ts';

type Routes =
  | 'GET /gateway'
  | 'GET /gateway/bot'
  | 'GET /applications/@me'
  | 'GET /oauth2/applications/@me'
  | 'GET /applications/:application/commands'
  | 'PUT /applications/:application/commands'
  | 'GET /applications/:application/guilds/:guild/commands'
  | 'PUT /applications/:application/guilds/:guild/commands'
  | 'GET /applications/:application/guilds/:guild/commands/permissions'
  | 'GET /applications/:application/guilds/:guild/commands/:command/permissions';

/** The application: its gateway, itself and its commands. `gatewayUrl` is known once the server listens. */
export function applicationHandlers(realm: Realm, gatewayUrl: () => string): Pick<Handlers, Routes> {
  const { world, commands, gateway, settings, applicationId } = realm;
  const application: Json = {
    id: applicationId,
    name: world.bot.username,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    flags: settings.messageContentIntent ? 1 << 19 : 0,
    owner: json(userPayload(world.bot)),
    team: null,
    bot: json(userPayload(world.bot)),
  };
  const place = (request: RestRequest): Snowflake | null => {
    if (param(request, 'application') !== applicationId) throw refuse('missing access');
    const { guild: id } = request.params;
    if (id === undefined) return null;
    const guild = world.guilds.get(id);
    if (!guild || !world.botIsIn(guild)) throw refuse('missing access');
    return id;
  };
  const list = (request: RestRequest): Answer => {
    const all = commands.list(place(request));
    const withLocalizations = request.query.get('with_localizations') === 'true';
    return ok(withLocalizations ? json(all) : all.map(withoutLocalizations));
  };
  const permissionsOf = (guild: Snowflake, id: Snowflake): Json => ({
    id,
    application_id: applicationId,
    guild_id: guild,
    permissions: json(commands.permissions(guild).get(id) ?? []),
  });
  const put = (request: RestRequest): Answer => ok(json(commands.put(place(request), request.body)));
  return {
    'GET /gateway': () => ok({ url: gatewayUrl() }),
    'GET /gateway/bot': () =>
      ok({
        url: gatewayUrl(),
        shards: settings.shards,
        session_start_limit: {
          ...gateway.sessionStarts.told(),
          // As for large bots, so that several shards identify at once and need not wait five seconds each.
          max_concurrency: settings.shards > 1 ? 16 : 1,
        },
      }),
    'GET /applications/@me': () => ok(application),
    'GET /oauth2/applications/@me': () => ok(application),
    'GET /applications/:application/commands': list,
    'PUT /applications/:application/commands': put,
    'GET /applications/:application/guilds/:guild/commands': list,
    'PUT /applications/:application/guilds/:guild/commands': put,
    'GET /applications/:application/guilds/:guild/commands/permissions': (request) => {
      const guild = place(request) ?? '';
      return ok([...commands.permissions(guild).keys()].map((id) => permissionsOf(guild, id)));
    },
    'GET /applications/:application/guilds/:guild/commands/:command/permissions': (request) => {
      const guild = place(request) ?? '';
      const id = param(request, 'command');
      if (!commands.permissions(guild).has(id)) throw refuse('unknown command permissions');
      return ok(permissionsOf(guild, id));
    },
  };
}
