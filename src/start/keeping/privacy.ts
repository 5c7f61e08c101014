import { createFinishDeletion, createFinishDeletions } from '../../application/behind-more/delete-picture.ts';
import { createExportChain, type ExportChain } from '../../application/chain/export/export-chain.ts';
import { createTakeAway } from '../../application/characters/take-away.ts';
import type { HiddenWords } from '../../application/conduct/hidden-words.ts';
import type { Marking } from '../../application/handing-out/marking.ts';
import { createCancelJob } from '../../application/jobs/cancel-job.ts';
import { createUploadLimits } from '../../application/jobs/upload-limits.ts';
import { createDeleteMembers, type DeleteMembers } from '../../application/privacy/delete-members.ts';
import { createEraseVersion } from '../../application/privacy/erase-version.ts';
import { createExportMember, type ExportMember } from '../../application/privacy/export/export-member.ts';
import { createEraseServers } from '../../application/privacy/left-servers.ts';
import type { Addresses } from '../../application/requests/calling/prepare-call.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Pictures } from '../../ports/pictures.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Store } from '../open-store.ts';

/** What takes data out of the store because somebody wants it so. */
export function buildDeleting(
  store: Store,
  { messenger, runtime, wake }: Pick<ExportNeeds, 'messenger' | 'runtime'> & { readonly wake: () => void },
): DeleteMembers {
  const { privacy, index, versions, characters, images, journal, guildSettings: settings } = store;
  const deletions = store.pictureDeletions;
  const shared = {
    ...{ privacy, index, versions, characters, images, settings },
    takeAway: createTakeAway({ characters, images }),
    eraseVersion: createEraseVersion({ versions, index, images }),
    ...runtime,
  };
  const deleteMembers = createDeleteMembers({
    ...shared,
    cancel: createCancelJob({ journal, ...runtime, wake }),
  });
  const eraseServers = createEraseServers(shared);
  const finish = createFinishDeletion({ index, journal, deletions, messenger, eraseVersion: shared.eraseVersion });
  const finishDeletions = createFinishDeletions({ deletions, finish, log: runtime.log });
  return async (now) => {
    const due = [await deleteMembers(now), await eraseServers(now), await finishDeletions(now)];
    const next = due.filter((each) => each !== null);
    return next.length === 0 ? null : Math.min(...next);
  };
}

interface ExportNeeds {
  readonly marking: Marking;
  readonly messenger: Messenger;
  readonly runtime: Runtime;
  readonly cut: AbortSignal;
}

/** What hands members archives in their direct messages: everything that is kept of them, or a chain. */
export function buildExports(
  store: Store,
  {
    runtime,
    ...needs
  }: ExportNeeds & {
    readonly pictures: Pictures;
    readonly addresses: Pick<Addresses, 'fullSize'>;
    readonly hiddenWords: HiddenWords;
  },
): { readonly exportAll: ExportMember; readonly exportChain: ExportChain } {
  const uploads = createUploadLimits({ notes: store.notes, clock: runtime.clock });
  const shared = { ...store, settings: store.guildSettings, uploads, ...needs, ...runtime };
  return { exportAll: createExportMember(shared), exportChain: createExportChain(shared) };
}
