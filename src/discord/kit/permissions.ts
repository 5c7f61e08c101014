import { ChannelType, PermissionFlagsBits } from 'discord.js';

/** What a channel gives to a role or a member, and what it takes from them: bits as Discord writes them, in decimals. */
export interface Overwrite {
  /** A role's or a member's; the server's own id is @everyone's. */
  readonly id: string;
  readonly allow: string;
  readonly deny: string;
}

/** What a server's permissions are made of. */
export interface ServerPermissions {
  readonly id: string;
  readonly owner: string;
  /** What each role gives, in decimals; @everyone's stands under the server's own id. */
  readonly roles: ReadonlyMap<string, string>;
}

interface Where {
  readonly kind: ChannelType;
  /** A thread's are its channel's. */
  readonly overwrites: readonly Overwrite[];
}

/**
 * What somebody may do in a channel, or in the server as a whole where none is given: the roles together, then the
 * channel's overwrites for @everyone, for the roles together, for the member. Nothing keeps the owner and administrators
 * from anything. Two things Discord alone knows: who belongs to a private thread, and who is timed out for now.
 * Source: topics/permissions.
 */
export function permissionsIn(
  { id: everyone, owner, roles }: ServerPermissions,
  channel: Where | null,
  member: { readonly id: string; readonly roles: readonly string[] },
): bigint {
  const bits = grantedIn({ id: everyone, owner, roles }, channel, member);
  if (channel === null) return bits;
  if (!allows(bits, PermissionFlagsBits.ViewChannel)) return 0n;
  return allows(bits, toWrite(channel.kind)) ? bits : bits & ~withWriting;
}

/** The same without what follows from it: whoever may not see a channel may do nothing there, whatever they are granted. */
export function grantedIn(
  { id: everyone, owner, roles }: ServerPermissions,
  channel: Pick<Where, 'overwrites'> | null,
  member: { readonly id: string; readonly roles: readonly string[] },
): bigint {
  const base = union([everyone, ...member.roles].map((role) => roles.get(role) ?? '0'));
  if (member.id === owner || allows(base, PermissionFlagsBits.Administrator)) return everything;
  if (channel === null) return base;
  const layers = [[everyone], member.roles, [member.id]].map((ids) =>
    channel.overwrites.filter(({ id }) => ids.includes(id)),
  );
  return layers.reduce(
    (before, layer) => (before & ~union(layer.map(({ deny }) => deny))) | union(layer.map(({ allow }) => allow)),
    base,
  );
}

/** Whether all that is wanted is among them. */
export const allows = (permissions: bigint, wanted: bigint): boolean =>
  (permissions & PermissionFlagsBits.Administrator) !== 0n || (permissions & wanted) === wanted;

/** Seeing it, and sending messages there. */
export const allowsWriting = (permissions: bigint, kind: ChannelType | undefined): boolean =>
  allows(permissions, PermissionFlagsBits.ViewChannel | toWrite(kind));

export const isThread = (kind: ChannelType | undefined): boolean =>
  kind === ChannelType.PublicThread || kind === ChannelType.PrivateThread || kind === ChannelType.AnnouncementThread;

/** In threads the permission to write in channels has no effect (reference, section 6). */
const toWrite = (kind: ChannelType | undefined): bigint =>
  isThread(kind) ? PermissionFlagsBits.SendMessagesInThreads : PermissionFlagsBits.SendMessages;

const union = (each: readonly (bigint | string)[]): bigint =>
  each.reduce<bigint>((all, bits) => all | BigInt(bits), 0n);

const everything = union(Object.values(PermissionFlagsBits));

/** Whoever may not write there may not do these either. */
const withWriting =
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.SendTTSMessages;
