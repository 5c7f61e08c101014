import type { Source } from '../../domain/asked/image-request.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { AskedSources } from '../services.ts';
import type { Asking, CurrentSources } from './current-sources.ts';
import { createReach, type ReachOf } from './reach.ts';

/** What a request is made from, as it was asked. */
export interface SourcesOfAsk {
  /** Null: an edit without a picture. Never a silent text-to-image. */
  resolve(asked: AskedSources, asking: Asking): Promise<readonly Source[] | null>;
  /** Who may see what is made of these. */
  readonly reachOf: ReachOf;
}

export function createSourcesOfAsk({
  journal,
  versions,
  current,
}: {
  readonly journal: Pick<Journal, 'find'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly current: CurrentSources;
}): SourcesOfAsk {
  return {
    async resolve(asked, asking) {
      switch (asked.kind) {
        case 'none':
          return [];
        case 'given':
          return given(asked.sources, asking);
        case 'current':
          return current.current(asking);
        default:
          return asked satisfies never;
      }
    },
    reachOf: createReach({ journal, versions }),
  };

  /** What is still in hand is the subject, and so the first. */
  async function given(sources: readonly Source[], asking: Asking): Promise<readonly Source[] | null> {
    const followed = sources.find((source) => source.kind === 'job');
    if (followed === undefined) return sources.length > 0 ? sources : null;
    const found = await current.resultOf(followed, asking);
    return found === null ? null : [...found, ...sources.filter((each) => each !== followed)];
  }
}
