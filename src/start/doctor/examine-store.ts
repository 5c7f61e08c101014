import type { Clock } from '../../ports/clock.ts';
import { checkStore, type StoreState } from '../../storage/sqlite/inspection/check-store.ts';
import { storePaths } from '../../storage/store-paths.ts';
import { openNamed } from '../open-named.ts';
import { StartError } from '../start-error.ts';
import { type Finding, open, well, wrong } from './finding.ts';

/** `state`: null where it cannot be read, or is not to be. */
export interface ExaminedStore {
  readonly findings: readonly Finding[];
  readonly state: StoreState | null;
}

/** The files of the store: whether they are sound, of this program's version, and worked on. */
export async function examineStore(
  path: string | undefined,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Promise<ExaminedStore> {
  if (path === undefined)
    return { findings: [open('STORE_URL', 'not looked at, for it is to be mended first')], state: null };
  try {
    const state = await openNamed('STORE_URL', () => checkStore(storePaths(path), clock));
    return { findings: [...ofFiles(state), ofLock(state)], state };
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const what = error.message.replace(/^STORE_URL: /, '');
    return { findings: [wrong('STORE_URL', `${what}: restore a backup, or name another place`)], state: null };
  }
}

function ofFiles({ journal, damage }: StoreState): readonly Finding[] {
  if (damage.length > 0)
    return damage.map(({ path, what }) =>
      wrong('STORE_URL', `${path} is damaged (${what}): stop the bot, and restore a backup`),
    );
  switch (journal) {
    case 'sound':
      return [well('STORE_URL', 'its files are sound')];
    case 'missing':
      return [open('STORE_URL', 'there is no store yet: the bot makes one')];
    case 'older':
      return [open('STORE_URL', 'it is of an older version: the bot brings it up to date when it starts')];
    case 'newer':
      return [wrong('STORE_URL', 'it is of a newer version than this program: run that version')];
    default:
      return journal satisfies never;
  }
}

const ofLock = ({ isHeld }: StoreState): Finding =>
  isHeld ? well('bot', 'a bot works on this store') : open('bot', 'no bot works on this store just now');
