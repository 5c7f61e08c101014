import { shownIn, type Version } from '../../domain/chain/chain.ts';
import { versionName } from '../../domain/chain/version-name.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { RulesNow } from '../server/rules-now.ts';
import type { Services } from '../services.ts';
import type { AboutVersion, BehindMore, NamedVersion, Presser } from './behind-more.ts';

export interface Naming {
  /** Null: it has no place in a chain any more. */
  named(version: Version): Promise<NamedVersion | null>;
}

export function createNaming({ index }: { readonly index: Pick<ChainIndex, 'byVersion'> }): Naming {
  return {
    async named(version) {
      const entry = await index.byVersion(version.id);
      if (entry === null) return null;
      const { message } = entry;
      const shown = message === null ? null : { guild: version.guild, channel: shownIn(version), message };
      return { version: version.id, name: versionName(entry), shown };
    },
  };
}

/** Whether something but a member's press wants a version to be shown covered. */
export type StaysCovered = (version: Version) => Promise<boolean>;

export function createStaysCovered({
  versions,
  setIn,
}: {
  readonly versions: Pick<VersionStore, 'findMany'>;
  /** What the server has set. */
  readonly setIn: RulesNow;
}): StaysCovered {
  return async function staysCovered({ guild, sources, restOf, recipe }) {
    if ((await setIn(guild)).spoiler === true) return true;
    if (recipe?.characters?.some(({ spoiler }) => spoiler === true)) return true;
    const madeFrom = await versions.findMany([...sources, ...(restOf === undefined ? [] : [restOf])]);
    return madeFrom.some((each) => each?.spoiler === true);
  };
}

export function createAboutVersion({
  version: visible,
  naming,
  staysCovered,
}: Pick<Services, 'version'> & {
  readonly naming: Naming;
  readonly staysCovered: StaysCovered;
}): BehindMore['about'] {
  return async function about(id, presser) {
    const record = await visible(id, presser);
    const named = record === null ? null : await naming.named(record);
    if (record === null || named === null) return null;
    return {
      ...named,
      record,
      mayDelete: isTheirs(record, presser),
      spoiler: await spoilerOf(record, presser),
    };
  };

  async function spoilerOf(record: Version, presser: Presser): Promise<AboutVersion['spoiler']> {
    const { audience, kind, spoiler } = record;
    // What its asker alone sees, no bot may change; what a member sent is that member's message.
    if (audience === 'asker' || kind === 'imported' || !isTheirs(record, presser)) return 'not theirs';
    if (spoiler !== true) return 'may be covered';
    return (await staysCovered(record)) ? 'stays covered' : 'may be uncovered';
  }
}

/** Whoever asked for it, and moderators of where they see it. */
export const isTheirs = ({ owner, audience }: Version, { user, moderates }: Presser): boolean =>
  owner === user || (moderates && audience === 'everyone');
