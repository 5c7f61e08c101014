import { shownIn } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { BehindMore, Covered } from './behind-more.ts';

/**
 * The message first, then the record: a crash in between costs another press, which does the same once more.
 */
export function createTurnSpoiler({
  about,
  index,
  versions,
  messenger,
}: Pick<BehindMore, 'about'> & {
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly versions: Pick<VersionStore, 'change'>;
  readonly messenger: Pick<Messenger, 'cover'>;
}): BehindMore['turnSpoiler'] {
  return async function turnSpoiler(id, presser): Promise<Covered> {
    const found = await about(id, presser);
    const entry = await index.byVersion(id);
    if (found === null || entry === null) return { kind: 'gone' };
    const { record, spoiler } = found;
    if (spoiler === 'not theirs' || spoiler === 'stays covered') return { kind: spoiler };
    if (entry.message === null) return { kind: 'not there' };
    const isCovered = spoiler === 'may be covered';
    const there = { channel: shownIn(record), message: entry.message, version: id, name: versionName(entry) };
    const done = await messenger.cover(there, isCovered);
    if (done !== 'done') return { kind: done };
    // It may have been deleted meanwhile: what was read above is not to come back.
    const isThere = await versions.change(id, (now) => ({ ...now, spoiler: isCovered ? true : undefined }));
    if (!isThere) return { kind: 'gone' };
    return { kind: isCovered ? 'covered' : 'uncovered' };
  };
}
