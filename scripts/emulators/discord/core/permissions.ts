import type { WireOverwrite } from '../face/wire.ts';
import type { PermissionName } from '../face/world.ts';

/** Bitsets exceed 2^53: BigInt inside, decimal strings on the wire (reference, sections 6 and 10.7). */
const BITS: Readonly<Record<PermissionName, bigint>> = {
  ADMINISTRATOR: 1n << 3n,
  MANAGE_CHANNELS: 1n << 4n,
  MANAGE_GUILD: 1n << 5n,
  VIEW_AUDIT_LOG: 1n << 7n,
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
  USE_APPLICATION_COMMANDS: 1n << 31n,
  MANAGE_THREADS: 1n << 34n,
  CREATE_PUBLIC_THREADS: 1n << 35n,
  CREATE_PRIVATE_THREADS: 1n << 36n,
  SEND_MESSAGES_IN_THREADS: 1n << 38n,
  USE_EXTERNAL_APPS: 1n << 50n,
};

export const ALL_PERMISSIONS = permissionBits(Object.keys(BITS) as PermissionName[]);

/** What @everyone may do in a new server, as far as it matters here. */
export const NEW_SERVER: readonly PermissionName[] = [
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'MENTION_EVERYONE',
  'USE_APPLICATION_COMMANDS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'SEND_MESSAGES_IN_THREADS',
  'USE_EXTERNAL_APPS',
];

/** In (G)DMs the set includes ATTACH_FILES, EMBED_LINKS and MENTION_EVERYONE (reference, section 1). */
export const DIRECT_MESSAGES = permissionBits([
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'MENTION_EVERYONE',
  'USE_APPLICATION_COMMANDS',
]);

export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((bits, name) => bits | BITS[name], 0n);
}

export function allows(bits: bigint, ...names: readonly PermissionName[]): boolean {
  const wanted = permissionBits(names);
  return (bits & wanted) === wanted;
}

export interface PermissionSources {
  readonly memberId: string;
  readonly isOwner: boolean;
  readonly everyoneId: string;
  readonly everyone: bigint;
  readonly roles: readonly { readonly id: string; readonly permissions: bigint }[];
  readonly overwrites: readonly WireOverwrite[];
}

/** Discord's order: @everyone, roles, then the channel's overwrites for @everyone, the roles together, the member. */
export function computePermissions(sources: PermissionSources): bigint {
  const base = sources.roles.reduce((bits, role) => bits | role.permissions, sources.everyone);
  if (sources.isOwner || allows(base, 'ADMINISTRATOR')) return ALL_PERMISSIONS;
  const roleIds = new Set(sources.roles.map(({ id }) => id));
  const layers = [
    sources.overwrites.filter(({ id }) => id === sources.everyoneId),
    sources.overwrites.filter(({ id }) => roleIds.has(id)),
    sources.overwrites.filter(({ id }) => id === sources.memberId),
  ];
  const bits = layers.reduce((before, layer) => {
    const deny = layer.reduce((all, overwrite) => all | BigInt(overwrite.deny), 0n);
    const allow = layer.reduce((all, overwrite) => all | BigInt(overwrite.allow), 0n);
    return (before & ~deny) | allow;
  }, base);
  return allows(bits, 'VIEW_CHANNEL') ? bits : 0n;
}

/** A denied SEND_MESSAGES takes files, embeds and mass mentions along (reference, section 6). In threads another bit counts. */
export function withoutImplied(bits: bigint, inThread: boolean): bigint {
  if (allows(bits, inThread ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES')) return bits;
  return bits & ~permissionBits(['ATTACH_FILES', 'EMBED_LINKS', 'MENTION_EVERYONE']);
}
