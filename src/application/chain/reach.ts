import type { Source } from '../../domain/asked/image-request.ts';
import { isIn } from '../../domain/chain/chain.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

export type ReachOf = (
  sources: readonly Source[],
  asked: Pick<ReplyAddress, 'channel' | 'parent' | 'asker'>,
) => Promise<Audience | 'nobody'>;

/**
 * Who may see what is made of these sources. A version is public where it is shown alone, and in the threads of that; a
 * private one, or one of elsewhere, is its owner's, and so is what is made of it, and of what a private request comes to.
 */
export function createReach({
  journal,
  versions,
}: {
  readonly journal: Pick<Journal, 'find'>;
  readonly versions: Pick<VersionStore, 'find'>;
}): ReachOf {
  return async function reachOf(sources, { channel, parent, asker }) {
    let reach: Audience = 'everyone';
    for (const source of sources) {
      const found = await whose(source);
      if (found === null) continue;
      const isHere = isIn(found, channel) || (parent !== null && isIn(found, parent));
      if (found.audience === 'everyone' && isHere) continue;
      if (found.owner !== asker) return 'nobody';
      reach = 'asker';
    }
    return reach;
  };

  async function whose(source: Source) {
    if (source.kind === 'version') return versions.find(source.version);
    const address = source.kind === 'job' ? (await journal.find(source.job))?.job.address : undefined;
    return address === undefined ? null : { ...address, owner: address.asker };
  }
}
