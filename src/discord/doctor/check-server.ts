import type { REST } from 'discord.js';
import type { ChannelId, GuildId } from '../../domain/ids.ts';
import { type NeededPermission, neededFor, type PlaceUse, type ServerFinding } from '../../domain/server/finding.ts';
import { ruleFindings } from '../../domain/server/rule-findings.ts';
import type { Clock } from '../../ports/clock.ts';
import type { GatewayConnection } from '../connection/gateway.ts';
import { findRegistered } from '../connection/register.ts';
import type { CheckServer } from '../kit/check-server.ts';
import type { Command } from '../kit/command.ts';
import { createCalls } from '../outgoing/messenger/calls.ts';
import { createFindPlace } from './places.ts';

interface Needs {
  readonly rest: REST;
  readonly commands: readonly Command[];
  /** Null: not connected yet. */
  readonly connection: () => GatewayConnection | null;
  readonly clock: Clock;
  readonly cut?: AbortSignal | undefined;
}

/** What `/server doctor` finds: of this server alone, and nothing that its managers may not know. */
export function createCheckServer({ rest, commands, connection, clock, cut }: Needs): CheckServer {
  const calls = createCalls({ clock, cut });
  const findPlace = createFindPlace({ rest, calls });

  return async function checkServer(guild, here, { settings, models }) {
    const connected = connection();
    if (connected === null) return [{ kind: 'channel unread', channel: here.channel }];
    const { audit, threads, channels, logChannel, limits } = settings;
    const place = (use: PlaceUse, channel: ChannelId, more: readonly NeededPermission[] = []) =>
      checkPlace(connected, { guild, use, channel, more });
    const isThere = (rule: 'allowed' | 'denied', channel: ChannelId) => checkThere(connected, { guild, rule, channel });
    const roles = connected.places.rolesOf(guild);
    const limited = limits.flatMap(({ subject }) => (subject.kind === 'role' ? [subject.role] : []));
    const found = await Promise.all([
      place('here', here.channel),
      place('threads', here.parent ?? here.channel, threads === true ? ['create-threads'] : []),
      logChannel === null ? [] : place('log', logChannel),
      audit === undefined ? [] : place('audit', audit.channel),
      ...(channels?.allowed ?? []).map((channel) => isThere('allowed', channel)),
      ...(channels?.denied ?? []).map((channel) => isThere('denied', channel)),
      ruleFindings(settings, { roles: roles.size === 0 ? null : new Set(roles.keys()), models, limited }),
      connected.readsContent ? [] : [{ kind: 'no content' } as const],
      checkCommands(connected, guild),
    ]);
    return found.flat();
  };

  async function checkPlace(
    connected: GatewayConnection,
    { guild, use, channel, more }: PlaceToCheck,
  ): Promise<readonly ServerFinding[]> {
    const found = await findPlace(connected, guild, channel);
    const needed: readonly NeededPermission[] = [...neededFor[use], ...more];
    switch (found.kind) {
      case 'found': {
        const own = needed.map((each) => (found.isThread && each === 'send' ? 'send-in-threads' : each));
        const missing = own.filter((each) => !found.has(each));
        return missing.length === 0 ? [] : [{ kind: 'permissions', use, channel, missing }];
      }
      case 'closed':
        return [{ kind: 'permissions', use, channel, missing: ['view'] }];
      case 'gone':
        // Where somebody asks, something is.
        if (use === 'here' || use === 'threads') return [{ kind: 'channel unread', channel }];
        return [{ kind: 'channel gone', rule: use, channel }];
      case 'unread':
        return [{ kind: 'channel unread', channel }];
      default:
        return found satisfies never;
    }
  }

  async function checkThere(
    connected: GatewayConnection,
    {
      guild,
      rule,
      channel,
    }: { readonly guild: GuildId; readonly rule: 'allowed' | 'denied'; readonly channel: ChannelId },
  ): Promise<readonly ServerFinding[]> {
    const { kind } = await findPlace(connected, guild, channel);
    return kind === 'gone' ? [{ kind: 'channel gone', rule, channel }] : [];
  }

  async function checkCommands({ self }: GatewayConnection, guild: GuildId): Promise<readonly ServerFinding[]> {
    const application = self()?.application;
    if (application === undefined) return [{ kind: 'commands unread' }];
    const called = await calls.repeatable((signal) => findRegistered({ rest, application, guild, commands, signal }));
    if (called.kind === 'trouble') return [{ kind: 'commands unread' }];
    const differences = called.body as Awaited<ReturnType<typeof findRegistered>>;
    return (['missing', 'other', 'twice'] as const).flatMap((what) =>
      differences[what].length === 0 ? [] : [{ kind: 'commands', what, names: differences[what] } as const],
    );
  }
}

interface PlaceToCheck {
  readonly guild: GuildId;
  readonly use: PlaceUse;
  readonly channel: ChannelId;
  readonly more: readonly NeededPermission[];
}
