import { isVisibleTo } from '../../domain/chain/chain.ts';
import type { ChannelId, UserId } from '../../domain/ids.ts';
import { isEnded, isHidden, type Job } from '../../domain/jobs/job.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Journal } from '../../ports/store/journal.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Services } from '../services.ts';

/** Versions as a member meets them, by a message or by a job: only those that this member may see. */
export function createShownVersions({
  journal,
  versions,
  index,
}: {
  readonly journal: Pick<Journal, 'find' | 'openIn'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly index: Pick<ChainIndex, 'byMessage'>;
}): Pick<Services, 'version' | 'sourcesOf' | 'versionsOf'> {
  const visible: Services['version'] = async (id, viewer) => {
    const version = await versions.find(id);
    return version !== null && isVisibleTo(version, viewer) ? version : null;
  };

  return {
    version: visible,

    async sourcesOf(message, user) {
      const indexed = await index.byMessage(message.id);
      // Each result carries its versions in its custom ids too, so a lost index write costs nothing.
      const candidates = indexed.length > 0 ? indexed : message.versions;
      const records = await Promise.all(
        [...new Set(candidates)].map((id) => visible(id, { channel: message.channel, user })),
      );
      const found = records.filter((each) => each !== null);
      if (found.length > 0) return found.map(({ id }) => ({ kind: 'version', version: id }));
      // One that still waits, or shows a preview: what comes of it is meant.
      const open = await journal.openIn(message.id);
      if (open !== null && isForThem(open, message.channel, user)) return [{ kind: 'job', job: open.id }];
      return message.pictures.map((picture) => ({ kind: 'picture', picture }));
    },

    async versionsOf(id, user) {
      const found = await journal.find(id);
      if (found === null || !isEnded(found.job)) return [];
      const isTheirs = found.job.address.audience === 'everyone' || found.job.address.asker === user;
      if (!isTheirs) return [];
      return found.requests.flatMap(({ ending }) =>
        ending?.kind === 'pictures' ? ending.pictures.map(({ version }) => version) : [],
      );
    },
  };
}

const isForThem = ({ task, cancelledAt, address }: Job, channel: ChannelId, user: UserId) =>
  task !== null &&
  !isHidden({ cancelledAt }) &&
  address.channel === channel &&
  (address.audience === 'everyone' || address.asker === user);
