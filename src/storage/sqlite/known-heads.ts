import type { ChannelId, UserId, VersionId } from '../../domain/ids.ts';
import type { JournalDatabase } from './database.ts';

/**
 * Which versions are heads, beside the journal: heads themselves lie in Keyv, where nobody can ask by version. A version
 * is entered before its head moves and what was the head before is taken out after that, so that a crash in between
 * leaves one too many and never one too few.
 */
export interface KnownHeads {
  /** `mask`: the coverage that the version was made with. */
  coming(place: HeadPlace, version: VersionId, mask: VersionId | null): void;
  moved(place: HeadPlace, version: VersionId | null): void;
  isHead(version: VersionId): boolean;
  isMaskOfHead(coverage: VersionId): boolean;
  /** Whether heads from before there was this table were entered. */
  readonly isComplete: boolean;
  complete(now: number): void;
}

/** The chain's head, or a member's own. */
export interface HeadPlace {
  readonly channel: ChannelId;
  readonly member: UserId | null;
}

export function createKnownHeads({ database }: { readonly database: JournalDatabase }): KnownHeads {
  const { sqlite, transaction } = database;
  const enter = sqlite.prepare(
    `INSERT INTO known_heads (channel, member, version, mask) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET mask = excluded.mask`,
  );
  const leave = sqlite.prepare('DELETE FROM known_heads WHERE channel = ? AND member = ? AND version IS NOT ?');
  const byVersion = sqlite.prepare('SELECT 1 FROM known_heads WHERE version = ?');
  const byMask = sqlite.prepare('SELECT 1 FROM known_heads WHERE mask = ?');
  const findMark = sqlite.prepare(`SELECT 1 FROM marks WHERE name = 'heads known'`);
  const setMark = sqlite.prepare(`INSERT INTO marks (name, at) VALUES ('heads known', ?) ON CONFLICT DO NOTHING`);

  return {
    // On the disk before the head moves: the other file is, too.
    coming({ channel, member }, version, mask) {
      transaction('power cut', () => enter.run(channel, member ?? '', version, mask));
    },
    moved({ channel, member }, version) {
      transaction('crash', () => leave.run(channel, member ?? '', version));
    },
    isHead: (version) => byVersion.get(version) !== undefined,
    isMaskOfHead: (coverage) => byMask.get(coverage) !== undefined,
    get isComplete() {
      return findMark.get() !== undefined;
    },
    complete(now) {
      transaction('power cut', () => setMark.run(now));
    },
  };
}
