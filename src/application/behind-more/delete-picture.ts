import { shownIn } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { VersionId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { PictureDeletion, PictureDeletions } from '../../ports/store/members/picture-deletions.ts';
import type { EraseVersion } from '../privacy/erase-version.ts';
import type { Services } from '../services.ts';
import { isTheirs } from './about-version.ts';
import type { BehindMore, Deleted } from './behind-more.ts';

type How = Extract<Deleted, { kind: 'deleted' }>['how'];

/** Ends deletions that a crash, or Discord, left undone; answers when to come again; null: none waits. */
export type FinishDeletions = (now: number) => Promise<number | null>;

interface FinishNeeds {
  readonly index: Pick<ChainIndex, 'byMessage'>;
  readonly eraseVersion: Pick<EraseVersion, 'erase'>;
  readonly deletions: PictureDeletions;
  readonly messenger: Pick<Messenger, 'takeOut' | 'directChannel'>;
}

/**
 * Out of the store first, then out of its message: what Discord does not do now is tried again until it is done, or cannot
 * be. Each part of it may be done twice.
 */
export function createFinishDeletion({ index, eraseVersion, deletions, messenger }: FinishNeeds) {
  return async function finishDeletion(deletion: PictureDeletion): Promise<How> {
    const { version, message } = deletion;
    const beside = message === null ? [] : await index.byMessage(message);
    const [job] = version.split('-');
    const hasSiblings = beside.some((each) => each !== version && each.split('-')[0] === job);
    await eraseVersion.erase(version, nothingElse, hasSiblings ? 'stay' : 'go');
    const how = await takeOut(deletion);
    if (how !== 'later') await deletions.done(version);
    return how;
  };

  async function takeOut({ version, name, message, where }: PictureDeletion): Promise<How> {
    if (message === null) return 'not shown';
    if ('channel' in where) return messenger.takeOut({ channel: where.channel, message, version, name });
    // What was for its asker alone is theirs to dismiss, unless it came as a direct message.
    const channel = await messenger.directChannel(where.directTo);
    if (channel === 'later') return 'later';
    const how = await messenger.takeOut({ channel, message, version, name });
    return how === 'not there' ? 'only asker' : how;
  }
}

export function createFinishDeletions({
  deletions,
  finish,
}: {
  readonly deletions: PictureDeletions;
  readonly finish: ReturnType<typeof createFinishDeletion>;
}): FinishDeletions {
  return async function finishDeletions(now) {
    for (const deletion of await deletions.due(now)) {
      if ((await finish(deletion)) === 'later') await deletions.put(deletion, now + triedAgainAfter);
    }
    return deletions.nextAt();
  };
}

/** Takes one picture away for whoever asked for it, or moderates where it is shown. */
export function createDeleteVersion({
  version: visible,
  index,
  deletions,
  finish,
  clock,
  wake,
}: Pick<Services, 'version'> & {
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly deletions: PictureDeletions;
  readonly finish: ReturnType<typeof createFinishDeletion>;
  readonly clock: Pick<Clock, 'now'>;
  /** Tells the worker that something may be due. */
  readonly wake: () => void;
}): BehindMore['deleteVersion'] {
  return async function deleteVersion(id: VersionId, presser) {
    const version = await visible(id, presser);
    const entry = await index.byVersion(id);
    if (version === null || entry === null) return { kind: 'gone' };
    if (!isTheirs(version, presser)) return { kind: 'not theirs' };
    const isOurs = version.kind === 'made';
    const deletion: PictureDeletion = {
      version: id,
      name: versionName(entry),
      message: isOurs ? entry.message : null,
      where: version.audience === 'everyone' ? { channel: shownIn(version) } : { directTo: version.owner },
    };
    await deletions.put(deletion, clock.now() + triedAgainAfter);
    const how = await finish(deletion);
    if (how === 'later') wake();
    return { kind: 'deleted', name: versionName(entry), how };
  };
}

const nothingElse = () => false;
const triedAgainAfter = 60_000;
