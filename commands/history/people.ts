import type { UserId } from '../../src/domain/ids.ts';

/**
 * Circles that stand beside the names of members, in words as in the picture, in the picture's order of colours: names are
 * Discord's to show, and a picture cannot mention anybody.
 */
const circles = ['🔵', '🟢', '🟠', '🟣', '🟡', '🔴', '🟤', '⚪'] as const;

/** Who made the versions that are shown: each with a place among the colours, the one who looks first. */
export interface People {
  colourOf(member: UserId): number;
  /** Nothing where there is only one: nobody is mixed up then. */
  circleOf(member: UserId): string;
}

export function peopleOf(owners: readonly UserId[], viewer: UserId): People {
  const all = [...new Set([viewer, ...owners])];
  const isAlone = new Set(owners).size < 2;
  const colourOf = (member: UserId) => Math.min(all.indexOf(member), circles.length - 1);
  return { colourOf, circleOf: (member) => (isAlone ? '' : `${circles[colourOf(member)] ?? ''} `) };
}
