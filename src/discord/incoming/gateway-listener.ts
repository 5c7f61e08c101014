import {
  type APIInteraction,
  type Client,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type Guild,
  PermissionFlagsBits,
  type REST,
} from 'discord.js';
import type { Services } from '../../application/services.ts';
import { applicationId, channelId, userId } from '../../domain/ids.ts';
import type { Pace } from '../../domain/jobs/pace.ts';
import type { MayUse } from '../../domain/who-may-use.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { createCommandRules } from '../connection/command-rules.ts';
import type { Action } from '../kit/action.ts';
import type { Command } from '../kit/command.ts';
import { madeAt } from '../kit/snowflake.ts';
import { createFindMessage } from '../outgoing/find-message.ts';
import { createLookAtChannel } from '../outgoing/look-at-channel.ts';
import { createNotices } from '../outgoing/notices.ts';
import { createReplies } from '../outgoing/reply.ts';
import type { Surroundings } from './message-address.ts';
import { createMessageListener } from './message-listener.ts';
import { createRouter } from './router.ts';
import { createSeen } from './seen.ts';

export interface GatewayListener {
  /** Takes this client's interactions and messages from now on; may be called for each client there is. */
  listen(client: Client): void;
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
  readonly commands: readonly Command[];
  readonly actions: readonly Action[];
  readonly services: Services;
  /** Whom the operator serves; all where nothing is said. */
  readonly turnAway?: MayUse | undefined;
  readonly clock: Clock;
  readonly pace: Pick<Pace, 'answerPatience'>;
  readonly log: Log;
  /** Ends what hangs when the grace of a shutdown is over. */
  readonly cut?: AbortSignal;
}

/**
 * The way in from Discord. Reads the gateway's own JSON instead of discord.js' objects: those lose the details of
 * pictures in components, and messages in threads that the client does not hold never reach `messageCreate`.
 */
export function createGatewayListener({
  rest,
  interactionRest,
  commands,
  actions,
  services,
  turnAway,
  clock,
  pace,
  log,
  cut,
}: Needs): GatewayListener {
  const findMessage = createFindMessage({ rest, clock, log, cut });
  const replyTo = createReplies({ rest: interactionRest, clock, pace, cut });
  const lookAtChannel = createLookAtChannel({ rest, clock, log, cut });
  const rules = createCommandRules({ rest, clock, log, cut });
  const { mayUse } = rules;
  const route = createRouter({
    commands,
    actions,
    services,
    replyTo,
    findMessage,
    lookAtChannel,
    mayUse,
    turnAway,
    log,
  });
  const notices = createNotices({ rest, clock, log, cut });
  const readMessage = createMessageListener({ services, findMessage, notices, mayUse, turnAway, log });
  const isNew = createSeen();
  const running = new Set<Promise<void>>();
  let isStopped = false;

  return {
    listen(client) {
      client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) =>
        take(interaction.id, () => route(interaction, client.user === null ? undefined : userId(client.user.id))),
      );
      client.ws.on(GatewayDispatchEvents.ApplicationCommandPermissionsUpdate, (set: { readonly guild_id: string }) =>
        rules.changed(set.guild_id),
      );
      // A new session: what happened since the last one nobody tells.
      client.ws.on(GatewayDispatchEvents.Ready, () => rules.changed());
      client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) =>
        take(message.id, () => read(client, message)),
      );
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
    const work = start().finally(() => running.delete(work));
    running.add(work);
  }

  async function read(client: Client, message: GatewayMessageCreateDispatchData): Promise<void> {
    // Known from READY on, which comes before any message.
    const self = client.user?.id;
    if (self === undefined) return;
    const readsContent = client.options.intents.has(GatewayIntentBits.MessageContent);
    const ownRole = message.guild_id === undefined ? undefined : ownRoleIn(client, message.guild_id);
    await readMessage(message, { self: userId(self), readsContent, ownRole }, () =>
      surroundings(client, message, self),
    );
  }
}

/** As far as the gateway told of the server's roles. */
const mayEverything = (guild: Guild, { author, member }: GatewayMessageCreateDispatchData) =>
  guild.ownerId === author.id ||
  [guild.id, ...(member?.roles ?? [])].some((role) =>
    guild.roles.cache.get(role)?.permissions.has(PermissionFlagsBits.Administrator),
  );

/** The role that Discord manages for the bot, where the gateway told of it. */
const ownRoleIn = (client: Client, guild: string) =>
  client.guilds.cache.get(guild)?.roles.botRoleFor(client.user ?? '')?.id;

/** What the gateway told of the place before; a thread that it did not tell of has no known parent. */
function surroundings(client: Client, message: GatewayMessageCreateDispatchData, self: string): Surroundings {
  const guild = message.guild_id === undefined ? undefined : client.guilds.cache.get(message.guild_id);
  const channel = client.channels.cache.get(message.channel_id);
  const parent = channel?.isThread() ? channel.parentId : null;
  return {
    application: applicationId(client.application?.id ?? self),
    parent: parent === null ? null : channelId(parent),
    premiumTier: guild?.premiumTier ?? null,
    locale: guild?.preferredLocale ?? null,
    isAdministrator: guild !== undefined && mayEverything(guild, message),
  };
}
