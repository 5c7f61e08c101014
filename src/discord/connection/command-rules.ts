import {
  type APIApplicationCommand,
  type APIGuildApplicationCommandPermissions,
  ApplicationCommandPermissionType,
  type REST,
  Routes,
} from 'discord.js';
import { type CommandPermission, type CommandUser, isPermitted } from '../../domain/command-permissions.ts';
import type { ApplicationId, GuildId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { readDiscordError } from '../kit/discord-error.ts';

/** Commands that a reply or a button may stand for. */
export type CommandName = 'imagine' | 'edit' | 'compare' | 'history' | 'character';

export interface Asking extends CommandUser {
  readonly application: ApplicationId;
}

export interface CommandRules {
  /** Whether the server's integration settings let them use this command there. True where Discord does not tell. */
  mayUse(command: CommandName, asking: Asking): Promise<boolean>;
  /** They were changed, or may have been: read them anew; without a server all of them. */
  changed(guild?: string): void;
}

type Rules = ReadonlyMap<string, readonly CommandPermission[]>;

/**
 * The integration settings of servers, read with the bot's token when they are first needed and kept until Discord says
 * that they changed. An interaction has 3 seconds: where the answer does not come in one, nobody is kept from anything,
 * for the settings are a server's comfort and no promise of ours.
 */
export function createCommandRules({
  rest,
  clock,
  log,
  cut,
}: {
  readonly rest: REST;
  readonly clock: Pick<Clock, 'deadline'>;
  readonly log: Log;
  readonly cut?: AbortSignal | undefined;
}): CommandRules {
  const known = new Map<string, Promise<Rules | null>>();

  return {
    async mayUse(command, asking) {
      const { application, guild } = asking;
      const reading = known.get(guild) ?? read(application, guild as GuildId);
      known.set(guild, reading);
      const rules = await reading;
      if (rules === null && known.get(guild) === reading) known.delete(guild);
      // What stands under the application's own id is for all commands that have nothing of their own.
      const permissions = rules?.get(command) ?? rules?.get('') ?? [];
      return isPermitted(permissions, asking);
    },

    changed(guild) {
      if (guild === undefined) known.clear();
      else known.delete(guild);
    },
  };

  async function read(application: ApplicationId, guild: GuildId): Promise<Rules | null> {
    using deadline = clock.deadline(longestMs, cut);
    const get = (route: `/${string}`) => rest.get(route, { signal: deadline.signal });
    try {
      const set = (await get(
        Routes.guildApplicationCommandsPermissions(application, guild),
      )) as APIGuildApplicationCommandPermissions[];
      const names = new Map([[String(application), '']]);
      if (set.some(({ id }) => id !== application)) {
        const routes = [Routes.applicationCommands(application), Routes.applicationGuildCommands(application, guild)];
        const commands = (await Promise.all(routes.map(get))) as APIApplicationCommand[][];
        for (const { id, name } of commands.flat()) names.set(id, name);
      }
      return new Map(set.map(({ id, permissions }) => [names.get(id) ?? id, permissions.map(permissionOf)]));
    } catch (error) {
      const trouble = deadline.signal.aborted ? null : readDiscordError(error);
      if (trouble === null && !deadline.signal.aborted) throw error;
      log.warn({ guild, code: trouble?.code ?? 'timeout' }, 'the integration settings could not be read');
      return null;
    }
  }
}

function permissionOf({
  id,
  type,
  permission,
}: APIGuildApplicationCommandPermissions['permissions'][number]): CommandPermission {
  return { id, type: types[type], isAllowed: permission };
}

const types = {
  [ApplicationCommandPermissionType.Role]: 'role',
  [ApplicationCommandPermissionType.User]: 'member',
  [ApplicationCommandPermissionType.Channel]: 'channel',
} as const;

const longestMs = 1_000;
