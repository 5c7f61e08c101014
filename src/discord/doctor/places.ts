import { type APIChannel, type ChannelType, PermissionFlagsBits, type REST, Routes } from 'discord.js';
import type { ChannelId, GuildId } from '../../domain/ids.ts';
import type { NeededPermission } from '../../domain/server/finding.ts';
import type { GatewayConnection } from '../connection/gateway.ts';
import { grantedIn, isThread, type Overwrite } from '../kit/permissions.ts';
import type { Calls } from '../outgoing/messenger/calls.ts';

export type FoundPlace =
  | { readonly kind: 'found'; readonly isThread: boolean; has(permission: NeededPermission): boolean }
  /** It is no channel of this server any more. */
  | { readonly kind: 'gone' }
  /** The bot does not see it. */
  | { readonly kind: 'closed' }
  /** Discord does not say just now. */
  | { readonly kind: 'unread' };

/** Looks for channels in what the gateway told, and where that is silent asks with the bot's token. */
export function createFindPlace({ rest, calls }: { readonly rest: REST; readonly calls: Calls }) {
  return async function findPlace(
    { places, self }: Pick<GatewayConnection, 'places' | 'self'>,
    id: GuildId,
    channel: ChannelId,
  ): Promise<FoundPlace> {
    const [guild, bot] = [places.guild(id), self()];
    if (guild === undefined || bot === null) return { kind: 'unread' };
    const told = places.channel(id, channel);
    const read = told === undefined ? await ask(id, channel) : null;
    if (typeof read === 'string') return { kind: read };
    const kind = told?.kind ?? read?.kind;
    const overwrites = told?.overwrites ?? overwritesOf(read);
    if (kind === undefined || overwrites === undefined) return { kind: 'unread' };
    const server = { id, owner: guild.owner, roles: places.rolesOf(id) };
    const granted = grantedIn(server, { overwrites }, { id: bot.user, roles: guild.botRoles });
    const has = (permission: NeededPermission) => (granted & bits[permission]) !== 0n;
    return { kind: 'found', isThread: isThread(kind), has };

    /** An archived thread is not told of; its channel is. */
    function overwritesOf(found: Exclude<typeof read, string>): readonly Overwrite[] | undefined {
      if (found === null) return undefined;
      return found.parent === null ? found.overwrites : places.channel(id, found.parent)?.overwrites;
    }
  };

  async function ask(guild: GuildId, channel: ChannelId): Promise<Asked | 'gone' | 'closed' | 'unread'> {
    const read = await calls.repeatable((signal) => rest.get(Routes.channel(channel), { signal }));
    if (read.kind === 'trouble') {
      const { kind } = read.trouble;
      if (kind === 'gone') return 'gone';
      return kind === 'forbidden' ? 'closed' : 'unread';
    }
    // Discord's own JSON.
    const found = read.body as Pick<APIChannel, 'type'> & Partial<OfGuild>;
    if (found.guild_id !== guild) return 'gone';
    const parent = isThread(found.type) ? (found.parent_id ?? null) : null;
    return { kind: found.type, parent, overwrites: found.permission_overwrites ?? [] };
  }
}

interface Asked {
  readonly kind: ChannelType;
  /** Of a thread. */
  readonly parent: string | null;
  readonly overwrites: readonly Overwrite[];
}

interface OfGuild {
  readonly guild_id: string;
  readonly parent_id: string | null;
  readonly permission_overwrites: readonly Overwrite[];
}

const bits: Readonly<Record<NeededPermission, bigint>> = {
  view: PermissionFlagsBits.ViewChannel,
  send: PermissionFlagsBits.SendMessages,
  'send-in-threads': PermissionFlagsBits.SendMessagesInThreads,
  'create-threads': PermissionFlagsBits.CreatePublicThreads,
  attach: PermissionFlagsBits.AttachFiles,
  history: PermissionFlagsBits.ReadMessageHistory,
};
