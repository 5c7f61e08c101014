import { type Moment, nextCheckAfter } from '../jobs/pace.ts';

/**
 * How a vendor is asked about the calls that wait there. `each alone`: one question for each, which costs as many as there
 * are. `all together`: one question for all, so that each may be asked about with every one. `it calls back`: the vendor
 * says when; asking is for what it forgets.
 */
export type Manner = 'each alone' | 'all together' | 'it calls back';

/** How long calls such as this one took of late, in milliseconds. */
export interface UsualTime {
  readonly quickest: number;
  readonly slowest: number;
}

/** What decides when a call is looked at. */
export interface Looking extends Moment {
  readonly manner: Manner;
  /** Null: too few were seen. */
  readonly usual: UsualTime | null;
}

/** When to look first at a call that the vendor has taken. */
export function firstLookAt(at: Looking): number {
  switch (at.manner) {
    case 'each alone':
      return at.now + at.pace.firstCheck;
    case 'all together':
      return onBeat(at, eagerly(0, at));
    case 'it calls back':
      return at.now + Math.max(at.pace.firstCheck, rarely(at));
    default:
      return at.manner satisfies never;
  }
}

/** When to look next at a call that has been running for `elapsed`; `least`: the pause that the vendor asked for. */
export function nextLookAt(elapsed: number, at: Looking, least = 0): number {
  switch (at.manner) {
    case 'each alone':
      return at.now + Math.max(least, nextCheckAfter(elapsed, at.pace, at.random));
    case 'all together':
      return onBeat(at, Math.max(least, eagerly(elapsed, at)));
    case 'it calls back':
      return at.now + Math.max(least, rarely(at));
    default:
      return at.manner satisfies never;
  }
}

/**
 * With every question from when the first of its kind were done, until the last of them were. Before that seldom, and
 * spread; after it, and of a kind that is not known, the more seldom the longer it takes: never later than a sixtieth
 * of what it took.
 */
function eagerly(elapsed: number, { usual, pace, random }: Looking): number {
  const patiently = Math.min(pace.maxCheckEvery, elapsed / 60);
  if (usual === null) return patiently;
  const soon = usual.quickest * (0.7 + random * 0.1);
  if (elapsed < soon) return Math.min(soon - elapsed, nextCheckAfter(elapsed, pace, random));
  return elapsed <= usual.slowest * 1.1 ? 0 : patiently;
}

const rarely = ({ pace, random }: Looking) => Math.round(pace.maxCheckEvery * (0.9 + random * 0.2));

/**
 * All that are asked about together fall due together, when the vendor may be asked again: who comes a moment after a
 * question has left waits for the whole of the next pause.
 */
function onBeat({ now, pace: { questionsApart } }: Looking, pause: number): number {
  return Math.ceil((now + Math.max(1, pause)) / questionsApart) * questionsApart;
}
