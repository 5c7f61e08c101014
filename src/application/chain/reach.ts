import type { Source } from '../../domain/asked/image-request.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';

/**
 * Who may see what is made of these versions. A version is public in its own channel alone, and in the threads of that;
 * a private one, or one of elsewhere, is its owner's, and so is what is made of it.
 */
export function createReach({ versions }: { readonly versions: Pick<VersionStore, 'find'> }) {
  return async function reachOf(
    sources: readonly Source[],
    { channel, parent, asker }: Pick<ReplyAddress, 'channel' | 'parent' | 'asker'>,
  ): Promise<Audience | 'nobody'> {
    let reach: Audience = 'everyone';
    for (const source of sources) {
      const version = source.kind === 'version' ? await versions.find(source.version) : null;
      if (version === null) continue;
      const isHere = version.channel === channel || version.channel === parent;
      if (version.audience === 'everyone' && isHere) continue;
      if (version.owner !== asker) return 'nobody';
      reach = 'asker';
    }
    return reach;
  };
}
