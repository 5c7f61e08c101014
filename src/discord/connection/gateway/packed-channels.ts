import type { ChannelType } from 'discord.js';
import { isThread, type Overwrite } from '../../kit/permissions.ts';

/** A channel, or a thread that is open, as the table keeps it. */
export interface ChannelRow {
  readonly id: string;
  readonly kind: ChannelType;
  /** A thread's channel; null for anything else. */
  readonly parent: string | null;
  /** A channel's category; null for a thread, which has its channel's. */
  readonly category: string | null;
  readonly isAgeRestricted: boolean;
  /** A thread has none of its own. */
  readonly overwrites: readonly Overwrite[];
}

/**
 * A server's channels as text, which is a fifth of them as objects: they are asked for with a message that is for the
 * bot, and kept for all that are not. Overwrites, which channels of one category share, stand there once.
 */
export function packChannels(rows: Iterable<ChannelRow>): string {
  const sets = new Map<string, number>();
  const channels: string[] = [];
  for (const { id, kind, parent, category, isAgeRestricted, overwrites } of rows) {
    const set = JSON.stringify(overwrites.map(({ id: whose, allow, deny }) => [whose, allow, deny]));
    const known = sets.get(set) ?? sets.size;
    sets.set(set, known);
    channels.push(
      JSON.stringify([id, kind, parent ?? category ?? 0, isAgeRestricted ? 1 : 0, known] satisfies PackedChannel),
    );
  }
  return `[[${[...sets.keys()].join()}],[${channels.join()}]]`;
}

export function unpackChannels(packed: string): readonly ChannelRow[] {
  // What was packed above.
  const [sets, channels] = JSON.parse(packed) as readonly [readonly PackedSet[], readonly PackedChannel[]];
  const overwrites = sets.map((set) => set.map(([id, allow, deny]) => ({ id, allow, deny })));
  return channels.map(([id, kind, above, isAgeRestricted, set]) => ({
    id,
    kind,
    parent: above !== 0 && isThread(kind) ? above : null,
    category: above !== 0 && !isThread(kind) ? above : null,
    isAgeRestricted: isAgeRestricted === 1,
    overwrites: overwrites[set] ?? [],
  }));
}

type PackedSet = readonly (readonly [id: string, allow: string, deny: string])[];
/** `above`: what it stands in, which its kind tells. */
type PackedChannel = readonly [id: string, kind: ChannelType, above: string | 0, isAgeRestricted: 0 | 1, set: number];

export const noChannels = packChannels([]);
