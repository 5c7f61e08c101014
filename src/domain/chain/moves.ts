import type { JobId, VersionId } from '../ids.ts';
import type { Audience } from '../jobs/job.ts';
import type { Head } from './chain.ts';
import { type Chain, type Heads, laterHead } from './heads.ts';

/** How far a head remembers where it was. */
export const mostAhead = 50;

type Shared = Pick<Chain, 'shared'>;

/**
 * The head that a choice leaves behind. What lies ahead in a shared chain is each head's own: what one member keeps to
 * themselves never lies ahead of everybody. In a plain channel a member's two heads are one way for them.
 */
export function leftBy({ shared }: Shared, { everyones, own, hidden }: Heads, audience: Audience): Head | null {
  if (shared) return audience === 'asker' ? hidden : everyones;
  return laterHead(own, hidden) ?? everyones;
}

/** Back by an undo: where it was lies ahead. */
export function steppedBack(from: Head | null, to: VersionId | null, movedBy: JobId): Head {
  const left = from?.version ?? null;
  const ahead = from?.ahead ?? [];
  return headOn(to, movedBy, left === null || left === to ? ahead : [left, ...ahead]);
}

/** Somewhere else by choice. Chosen from what lies ahead it is a way forward, and the rest still lies ahead. */
export function stepped(from: Head | null, to: VersionId | null, movedBy: JobId): Head {
  const place = to === null ? -1 : (from?.ahead?.indexOf(to) ?? -1);
  return place < 0 ? steppedBack(from, to, movedBy) : headOn(to, movedBy, from?.ahead?.slice(place + 1));
}

/** Forward to one of those that lie ahead; those before it are not there any more. */
export function steppedForward(from: Head, to: VersionId, movedBy: JobId): Head {
  return headOn(to, movedBy, from.ahead?.slice(from.ahead.indexOf(to) + 1));
}

/**
 * The head that a member moved last, which goes forward again. In a shared chain that may be a private one that stands on
 * nothing by now, and `audience` says which of both it is; in a plain channel, who sees the version that it goes to.
 */
export function lastMoved(
  { shared }: Shared,
  { everyones, own, hidden }: Heads,
): { readonly head: Head; readonly audience: Audience | null } | null {
  const open = shared ? everyones : own;
  const head = laterHead(open, hidden);
  if (head === null) return null;
  const audience = head === hidden ? 'asker' : 'everyone';
  return { head, audience: shared ? audience : null };
}

const headOn = (version: VersionId | null, movedBy: JobId, ahead: readonly VersionId[] = []): Head => ({
  version,
  movedBy,
  ahead: ahead.length === 0 ? undefined : ahead.slice(0, mostAhead),
});
