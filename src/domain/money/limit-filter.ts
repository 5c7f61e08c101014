import type { GuildId } from '../ids.ts';
import type { Limit, LimitSubject, Unit } from './limits.ts';
import type { Period } from './period.ts';

/** Which limits are meant; what is left out means all. */
export interface LimitFilter {
  readonly subject?: LimitSubject | undefined;
  readonly unit?: Unit | undefined;
  readonly per?: Period | undefined;
}

/** Discord's role @everyone has the server's own id, and no member's list of roles holds it: its limit is each member's. */
export const roleSubject = (role: string, guild: GuildId): LimitSubject =>
  role === guild ? { kind: 'each member' } : { kind: 'role', role };

/** A limit as it is meant there, however it was written down. */
export function asMeant(limit: Limit, guild: GuildId): Limit {
  return limit.subject.kind === 'role' ? { ...limit, subject: roleSubject(limit.subject.role, guild) } : limit;
}

/** Whether it is one of those; what is not known of it (an entry that cannot be read) does not speak against it. */
export function isAmong(limit: LimitFilter, { subject, unit, per }: LimitFilter): boolean {
  const same = <Part>(known: Part | undefined, wanted: Part | undefined) =>
    known === undefined || wanted === undefined || known === wanted;
  return (
    same(limit.subject && subjectKey(limit.subject), subject && subjectKey(subject)) &&
    same(limit.unit, unit) &&
    same(limit.per, per)
  );
}

function subjectKey(subject: LimitSubject): string {
  switch (subject.kind) {
    case 'member':
      return `member:${subject.user}`;
    case 'role':
      return `role:${subject.role}`;
    case 'guild':
    case 'each member':
      return subject.kind;
    default:
      return subject satisfies never;
  }
}
