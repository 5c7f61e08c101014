/** One line of a server's integration settings for a command or for all of them: a role, a member or a channel. */
export interface CommandPermission {
  readonly id: string;
  readonly type: 'role' | 'member' | 'channel';
  readonly isAllowed: boolean;
}

/** Who would use a command, and where. */
export interface CommandUser {
  readonly guild: string;
  readonly channel: string;
  /** The channel of a thread, which has no settings of its own. */
  readonly parent: string | null;
  readonly user: string;
  readonly roles: readonly string[];
  /** Nothing keeps those from anything. */
  readonly isAdministrator: boolean;
}

/**
 * Whether a server's settings let somebody use a command somewhere, as Discord decides it for the command itself: the
 * named channel before "all channels" (the server's id less one), the member before their roles, one role that may
 * before any that may not, and those before @everyone (the server's own id).
 */
export function isPermitted(permissions: readonly CommandPermission[], who: CommandUser): boolean {
  if (who.isAdministrator) return true;
  const find = (type: CommandPermission['type'], id: string) =>
    permissions.find((each) => each.type === type && each.id === id)?.isAllowed;
  const allChannels = String(BigInt(who.guild) - 1n);
  const isOpen = find('channel', who.parent ?? who.channel) ?? find('channel', allChannels) ?? true;
  if (!isOpen) return false;
  const member = find('member', who.user);
  if (member !== undefined) return member;
  const roles = who.roles.map((role) => find('role', role)).filter((each) => each !== undefined);
  if (roles.length > 0) return roles.includes(true);
  return find('role', who.guild) ?? true;
}
