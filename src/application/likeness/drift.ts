import { isVisibleTo, type Version } from '../../domain/chain/chain.ts';
import type { VersionId } from '../../domain/ids.ts';
import { fewestEdits, hasDrifted } from '../../domain/likeness/drift.ts';
import type { Reading } from '../../domain/likeness/reading.ts';
import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { Likeness } from '../../ports/likeness.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { LendAny } from './lend-any.ts';
import { editsOn, pathOf } from './origin.ts';

/** Finds where unintended change added up over a chain, and offers once to start from its first picture again. */
export interface Drift {
  /**
   * Looks at a version that was shown, beside the first of its chain: never before, for nobody waits for this. What is found
   * is said with what is made from it. Left out where it is known, and while enough others are being looked at.
   */
  look(version: VersionId): Promise<void>;
  /** What was read anyway. `path`: from a version back to the first of its chain. True: it added up. */
  note(path: readonly Version[], sinceFirst: Reading): Promise<boolean>;
  /**
   * Whether what is said of `version` offers it: once for a chain, and with the same version again. `drifted`: what it was
   * made from, or itself.
   */
  offeredWith(version: Pick<Version, 'id'>, drifted: VersionId | undefined): Promise<boolean>;
}

export function createDrift({
  versions,
  notes,
  lend,
  likeness,
}: {
  readonly versions: Pick<VersionStore, 'find'>;
  readonly notes: Pick<Notes, 'keepDrift' | 'isOriginalOffered' | 'offerOriginal'>;
  readonly lend: LendAny;
  readonly likeness: Pick<Likeness, 'compare'>;
}): Drift {
  /** This process. Each takes a step of the worker until it has had its turn; an edit that is not looked at is no loss. */
  let looks = 0;
  return { look, note, offeredWith };

  async function look(id: VersionId): Promise<void> {
    if (looks >= mostLooks) return;
    looks += 1;
    try {
      const version = await versions.find(id);
      if (version !== null) await lookAt(version);
    } finally {
      looks -= 1;
    }
  }

  async function lookAt(version: Version): Promise<void> {
    const path = await pathOf(version, versions);
    const first = path.at(-1) ?? version;
    if (editsOn(path).length < fewestEdits || (await notes.isOriginalOffered(chainOf(version, first)))) return;
    await using before = await lend(first.id);
    await using after = await lend(version.id);
    if (before === null || after === null) return;
    const reading = await likeness.compare(before.path, after.path, version.owner);
    if (!isRefused(reading)) await note(path, reading);
  }

  async function note(path: readonly Version[], sinceFirst: Reading): Promise<boolean> {
    const [version] = path;
    const first = path.at(-1);
    if (version === undefined || first === undefined || !hasDrifted(sinceFirst, editsOn(path).length)) return false;
    if (!isVisibleTo(first, { channel: version.channel, user: version.owner })) return false;
    await notes.keepDrift(version.id, chainOf(version, first));
    return true;
  }

  async function offeredWith({ id }: Pick<Version, 'id'>, drifted: VersionId | undefined): Promise<boolean> {
    return drifted !== undefined && (await notes.offerOriginal(drifted, id));
  }
}

const mostLooks = 2;

/** What begins with one picture; what a member makes of it in private is apart. */
const chainOf = ({ audience, owner }: Version, first: Version): string =>
  audience === 'everyone' ? first.id : `${first.id} ${owner}`;
