import { allows } from '../core/permissions.ts';
import type { Snowflake } from '../face/wire.ts';
import type { Access } from '../world/access.ts';
import type { Channel } from '../world/entities.ts';
import type { WorldState } from '../world/world-state.ts';
import type { Mentions } from './message.ts';

/** `allowed_mentions`, or what stands in for it (reference, section 4). */
export interface AllowedMentions {
  /** `parse: ["users"]` or the ids listed. */
  readonly users: 'all' | readonly Snowflake[];
  readonly roles: 'all' | readonly Snowflake[];
  readonly everyone: boolean;
  readonly repliedUser: boolean;
}

/** In channel messages everything is parsed. */
export const ALL_MENTIONS: AllowedMentions = { users: 'all', roles: 'all', everyone: true, repliedUser: true };
/** In interaction answers users only. */
export const USER_MENTIONS: AllowedMentions = { users: 'all', roles: [], everyone: false, repliedUser: true };

export interface MentionSources {
  /** Content and, in Components V2, the text displays. Embeds never ping. */
  readonly texts: readonly string[];
  readonly author: Snowflake;
  readonly channel: Channel;
  readonly allowed: AllowedMentions;
  /** The author of the message replied to. */
  readonly repliedTo: Snowflake | undefined;
}

/** Who is mentioned, and who of these is really notified: those who see the channel, and never oneself. */
export function findMentions(world: WorldState, access: Access, sources: MentionSources): Mentions {
  const { texts, author, channel, allowed, repliedTo } = sources;
  const text = texts.map(withoutCode).join('\n');
  const permitted = (ids: readonly Snowflake[], by: 'all' | readonly Snowflake[]): Snowflake[] =>
    [...new Set(ids)].filter((id) => by === 'all' || by.includes(id));

  const typed = [...text.matchAll(/<@!?(\d{17,20})>/g)].flatMap(([, id]) => id ?? []);
  const users = permitted(typed, allowed.users).filter((id) => world.users.has(id));
  const replied = repliedTo !== undefined && allowed.repliedUser ? [repliedTo] : [];
  const guild = world.guildOf(channel);
  const massMentions = allows(access.permissionsIn(channel, author), 'MENTION_EVERYONE');
  const typedRoles = [...text.matchAll(/<@&(\d{17,20})>/g)].flatMap(([, id]) => id ?? []);
  const roles = guild
    ? permitted(typedRoles, allowed.roles).filter((id) => massMentions || guild.roles.get(id)?.mentionable)
    : [];
  const everyone = guild !== null && allowed.everyone && massMentions && /@(everyone|here)\b/.test(text);

  const mentioned = [...new Set([...users, ...replied])];
  const members = guild ? [...guild.members.values()] : [];
  const byRole = members.filter((member) => member.roles.some((role) => roles.includes(role)));
  const reached = [
    ...mentioned,
    ...byRole.map(({ userId }) => userId),
    ...(everyone ? members.map((m) => m.userId) : []),
  ];
  const pinged = [...new Set(reached)].filter((id) => id !== author && access.maySee(channel, id));
  return { users: mentioned, roles, everyone, pinged };
}

/** Nothing is parsed in code. */
function withoutCode(text: string): string {
  return text.replaceAll(/```[\s\S]*?```/g, ' ').replaceAll(/`[^`\n]*`/g, ' ');
}
