import type { JobId, UserId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { Agreeing, PrivacyStore } from '../../ports/store/members/privacy-store.ts';
import type { ExportMember } from './export/export-member.ts';

/** What would go, were everything of this member deleted now. */
export interface WhatGoes {
  readonly versions: number;
  readonly characters: number;
  /** That have not ended: they are cancelled. */
  readonly jobs: number;
}

export interface PrivacyServices {
  /** Sends everything that is kept of this member to their direct messages. One at a time, and not again for some minutes. */
  exportAll: ExportMember;
  /** Keeps the question for a quarter of an hour, by the interaction that asked. */
  askDelete(id: JobId, member: UserId): Promise<WhatGoes>;
  /** Everything goes from now on, also across a restart. */
  agreeToDelete(id: JobId, member: UserId): Promise<Agreeing>;
  /** False: it was answered before, is too old, or somebody else's. */
  keepAll(id: JobId, member: UserId): Promise<boolean>;
}

/** As a confirmation lives. */
const askedFor = 15 * 60_000;

export function createPrivacyServices({
  exportAll,
  privacy,
  index,
  clock,
  wake,
}: {
  readonly exportAll: ExportMember;
  readonly privacy: PrivacyStore;
  readonly index: Pick<ChainIndex, 'countOf'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly wake: () => void;
}): PrivacyServices {
  return {
    exportAll,

    async askDelete(id, member) {
      const now = clock.now();
      await privacy.ask(id, member, now);
      const [owned, sent, characters, jobs] = await Promise.all([
        index.countOf({ kind: 'owner', member }, now),
        index.countOf({ kind: 'sender', member }, now),
        privacy.characters(member, now),
        privacy.openJobs(member, now),
      ]);
      return { versions: owned + sent, characters: characters.length, jobs: jobs.length };
    },

    async agreeToDelete(id, member) {
      const now = clock.now();
      const agreeing = await privacy.agree(id, member, now, now - askedFor);
      if (agreeing === 'agreed') wake();
      return agreeing;
    },

    keepAll: (id, member) => privacy.decline(id, member),
  };
}
