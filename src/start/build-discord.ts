import { commands } from '../../commands/index.ts';
import { createCommandIds } from '../discord/connection/command-ids.ts';
import { DiscordStartError } from '../discord/connection/discord-start-error.ts';
import { createGateway } from '../discord/connection/gateway.ts';
import { type RegisteredPlaces, registerAtStart } from '../discord/connection/register-at-start.ts';
import { createInteractionRest } from '../discord/connection/rest.ts';
import { createMessenger } from '../discord/outgoing/messenger.ts';
import { type ApplicationId, guildId } from '../domain/ids.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Settings } from './config.ts';
import { proxyOf } from './derived-settings.ts';
import { StartError } from './start-error.ts';

interface Needs {
  readonly runtime: Runtime;
  /** What is known of where commands were registered. */
  readonly places: RegisteredPlaces;
  readonly cut: AbortSignal;
  readonly onLost: ((error: StartError) => void) | undefined;
}

type Listen = Parameters<ReturnType<typeof createGateway>['start']>[0];

export type Discord = ReturnType<typeof buildDiscord>;

/** The connection to Discord, and who writes the messages of jobs over it. Nothing is connected before `connect`. */
export function buildDiscord(settings: Settings, { runtime: { clock, log }, places, cut, onLost }: Needs) {
  const proxy = proxyOf(settings);
  const gateway = createGateway({
    token: settings.DISCORD_TOKEN,
    apiUrl: settings.DISCORD_API_URL,
    messageContent: settings.MESSAGE_CONTENT,
    shards: settings.DISCORD_SHARDS,
    proxy,
    clock,
    log,
    onLost: ({ message }) => onLost?.(new StartError(message)),
  });
  const { rest } = gateway;
  const commandIds = createCommandIds();
  const interactionRest = createInteractionRest(settings.DISCORD_API_URL, { clock, proxy });

  return {
    rest,
    interactionRest,
    commandIds,
    messenger: createMessenger({ rest, interactionRest, clock, log, cut }),

    /** As {@link createGateway}'s `start`. Throws a {@link StartError}. */
    connect: (listen: Listen) => gateway.start(listen).catch(asStartError),

    /** Throws a {@link StartError}. */
    register(application: ApplicationId) {
      const guild = settings.DEV_GUILD_ID === undefined ? null : guildId(settings.DEV_GUILD_ID);
      const { learn } = commandIds;
      const needs = { rest, application, guild, commands, learn, places, clock, log, signal: cut };
      return registerAtStart(needs).catch(asStartError);
    },

    close: gateway.destroy,
  };
}

function asStartError(error: unknown): never {
  throw error instanceof DiscordStartError ? new StartError(error.message) : error;
}
