import type { ShowPictures } from '../../application/handing-out/show-pictures.ts';
import type { UploadLimits } from '../../application/jobs/upload-limits.ts';
import { createAuditTelling } from '../../application/server/audit-telling.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Store } from '../open-store.ts';

interface Needs {
  readonly store: Store;
  readonly messenger: Messenger;
  readonly showPictures: ShowPictures;
  readonly runtime: Runtime;
  readonly cut: AbortSignal;
}

/** What the audit channels of servers are told. */
export function buildAuditTelling({ store, messenger, showPictures, runtime, cut }: Needs, uploads: UploadLimits) {
  const { audits, guildSettings: settings, versions } = store;
  return createAuditTelling({ audits, settings, versions, messenger, showPictures, uploads, runtime, cut });
}
