import { type GatewayDispatchPayload, PermissionFlagsBits, type REST } from 'discord.js';
import type { Services } from '../../application/services.ts';
import { guildId, userId } from '../../domain/ids.ts';
import { everybodyMay, type MayUse } from '../../domain/who-may-use.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { CommandIds } from '../connection/command-ids.ts';
import type { GatewayConnection } from '../connection/gateway.ts';
import { bugFields } from '../incoming/bug.ts';
import { allows, permissionsIn } from '../kit/permissions.ts';
import { createJoinedServers } from './joined-servers.ts';
import { createWelcome } from './welcome.ts';

interface Needs {
  readonly rest: REST;
  readonly commandIds: Pick<CommandIds, 'mention'>;
  readonly services: Pick<Services, 'welcomes'>;
  readonly turnAway?: MayUse | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}

type Greeting = () => Promise<void>;

/** What there is to do where an event says that the bot was added to a server: it never rejects. Null: nothing. */
export function createGreeting({
  services,
  turnAway = everybodyMay,
  log,
  ...needs
}: Needs): (connection: GatewayConnection, dispatch: GatewayDispatchPayload) => Greeting | null {
  const joinedServer = createJoinedServers();
  const welcome = createWelcome({ ...needs, log });

  return function greeted({ self, places }, dispatch) {
    const joined = joinedServer(dispatch);
    const bot = self();
    if (joined === null || bot === null) return null;
    const guild = guildId(joined.guild);
    if (turnAway({ guild, user: userId(joined.owner) }) !== null) return null;
    const server = { id: joined.guild, owner: joined.owner, roles: places.rolesOf(joined.guild) };
    const own = { id: bot.user, roles: places.guild(joined.guild)?.botRoles ?? [] };
    const readsAuditLog = allows(permissionsIn(server, null, own), PermissionFlagsBits.ViewAuditLog);
    return async () => {
      try {
        if (await services.welcomes.claim(guild, joined.joinedAt)) await welcome(joined, bot.user, readsAuditLog);
      } catch (error) {
        log.error({ guild, ...bugFields(error) }, 'bug');
      }
    };
  };
}
