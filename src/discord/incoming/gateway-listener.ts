import { GatewayDispatchEvents, type GatewayMessageCreateDispatchData, type REST } from 'discord.js';
import type { Services } from '../../application/services.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { MayUse } from '../../domain/who-may-use.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { CommandIds } from '../connection/command-ids.ts';
import { createCommandRules } from '../connection/command-rules.ts';
import { type Servers, serverNews } from '../connection/gateway/server-news.ts';
import type { GatewayConnection } from '../connection/gateway.ts';
import { createCheckServer } from '../doctor/check-server.ts';
import { createGreeting } from '../joining/greeting.ts';
import type { Action } from '../kit/action.ts';
import type { Command } from '../kit/command.ts';
import { madeAt } from '../kit/snowflake.ts';
import { createFindMessage } from '../outgoing/find-message.ts';
import { createLookAtChannel } from '../outgoing/look-at-channel.ts';
import { createNotices } from '../outgoing/notices.ts';
import { createReplies } from '../outgoing/reply.ts';
import { createMessageListener } from './message-listener.ts';
import { concernsUs, type Reader } from './message-reader.ts';
import { createRouter } from './router.ts';
import { createSeen } from './seen.ts';
import { surroundings, toldOf } from './surroundings.ts';

export interface GatewayListener {
  /** Takes this connection's interactions and messages from now on; may be called for each that there is. */
  listen(connection: GatewayConnection): void;
  /** Takes nothing more. */
  stop(): void;
  /** Resolves when everything that was taken has been answered. */
  idle(): Promise<void>;
}

interface Needs {
  /** With the bot's token: reads messages replied to, and posts hints. */
  readonly rest: REST;
  /** A connection of its own for the routes of interactions. */
  readonly interactionRest: REST;
  readonly commandIds: Pick<CommandIds, 'mention'>;
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly services: Services;
  /** Whom the operator serves; all where nothing is said. */
  readonly turnAway?: MayUse | undefined;
  /** Left out: nobody asks. */
  readonly servers?: Servers | undefined;
  readonly clock: Clock;
  readonly pace: Pick<Pace, 'answerPatience'>;
  readonly log: Log;
  /** Ends what hangs when the grace of a shutdown is over. */
  readonly cut?: AbortSignal;
}

/**
 * The way in from Discord. Reads the gateway's own JSON instead of discord.js' objects: those lose the details of
 * pictures in components, and keep what nobody here asks for.
 */
export function createGatewayListener(needs: Needs): GatewayListener {
  const { servers, clock, log } = needs;
  const { route, readMessage, rules, greeted } = createWays(needs, () => latest);
  const isNew = createSeen();
  const running = new Set<Promise<void>>();
  let isStopped = false;
  /** Another one follows only where this one was refused. */
  let latest: GatewayConnection | null = null;

  return {
    listen(connection) {
      latest = connection;
      connection.onDispatch((dispatch) => {
        const { t: event, d: data } = dispatch;
        const greeting = greeted(connection, dispatch);
        if (greeting !== null && !isStopped) keep(greeting());
        if (servers !== undefined) keep(serverNews(dispatch, servers, log));
        switch (event) {
          case GatewayDispatchEvents.InteractionCreate:
            take(data.id, () => route(data, connection.self()?.user, connection.places));
            break;
          case GatewayDispatchEvents.MessageCreate:
            hear(connection, data);
            break;
          case GatewayDispatchEvents.ApplicationCommandPermissionsUpdate:
            rules.changed(data.guild_id);
            break;
          // A new session: what happened since the last one nobody tells.
          case GatewayDispatchEvents.Ready:
            rules.changed();
            break;
          default:
        }
      });
    },

    stop() {
      isStopped = true;
    },

    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };

  /** What is started here never rejects. */
  function take(id: string, start: () => Promise<void>): void {
    // Discord made it before it came here, and by its own clock.
    clock.hear?.({ earliest: madeAt(id) });
    if (isStopped || !isNew(id)) return;
    keep(start());
  }

  /** Stopping waits for it. */
  function keep(begun: Promise<void> | null): void {
    if (begun === null) return;
    const work = begun.finally(() => running.delete(work));
    running.add(work);
  }

  /** Most of what is said in its servers is not for the bot: nothing is done for that, and nothing remembered of it. */
  function hear(connection: GatewayConnection, message: GatewayMessageCreateDispatchData): void {
    const self = connection.self();
    if (self === null) return;
    const { readsContent, places } = connection;
    const { guild_id: guild, mention_roles: roles } = message;
    const ownRole = guild === undefined || roles.length === 0 ? undefined : places.guild(guild)?.ownRole;
    const reader: Reader = { self: self.user, readsContent, ownRole };
    if (!concernsUs(message, reader)) return;
    take(message.id, () => readMessage(message, reader, () => surroundings(places, message, self)));
  }
}

/** What answers each kind of event. */
function createWays(
  { rest, interactionRest, commandIds, commands, actions, services, turnAway, clock, pace, log, cut }: Needs,
  latest: () => GatewayConnection | null,
) {
  const outward = { rest, clock, log, cut };
  const findMessage = createFindMessage(outward);
  const lookAtChannel = createLookAtChannel({
    ...outward,
    told(channel, guild) {
      const connection = latest();
      return connection === null ? null : toldOf(connection, channel, guild);
    },
  });
  const rules = createCommandRules(outward);
  const { mayUse } = rules;
  const { mention } = commandIds;
  const replyTo = createReplies({ rest: interactionRest, clock, pace, cut });
  const notices = createNotices(outward);
  const common = { services, findMessage, mayUse, turnAway, log };
  return {
    rules,
    route: createRouter({
      ...{ ...common, commands, actions, replyTo, lookAtChannel, mention },
      checkServer: createCheckServer({ rest, commands, connection: latest, clock, cut }),
    }),
    readMessage: createMessageListener({ ...common, notices }),
    greeted: createGreeting({ ...outward, commandIds, services, turnAway }),
  };
}
