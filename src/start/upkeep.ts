import { createTakeAway } from '../application/characters/take-away.ts';
import type { ShowPictures } from '../application/handing-out/show-pictures.ts';
import type { UploadLimits } from '../application/jobs/upload-limits.ts';
import { createLossNotices } from '../application/operator/loss-notices.ts';
import type { Operator } from '../application/operator/operator.ts';
import { createAuditTelling } from '../application/server/audit-telling.ts';
import { createMaintenance } from '../application/upkeep/maintenance.ts';
import type { Retention } from '../application/upkeep/retention.ts';
import { createShutDownNotices } from '../application/upkeep/shut-down-notices.ts';
import { createThinning } from '../application/upkeep/thinning.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Providers } from './open-providers.ts';
import type { Store } from './open-store.ts';

interface Needs {
  readonly store: Store;
  readonly providers: Providers;
  readonly messenger: Messenger;
  readonly operator: Operator;
  readonly showPictures: ShowPictures;
  readonly runtime: Runtime;
  readonly cut: AbortSignal;
}

/** What is done now and then, whoever asks for what. */
export function buildMaintenance(
  { store, providers, messenger, operator, runtime: { log } }: Needs,
  retention: Retention,
) {
  const { journal, ledger, notes, characters, images } = store;
  return createMaintenance({
    notes,
    messenger,
    retention,
    takeAway: createTakeAway({ characters, images }),
    thinning: createThinning({ journal, log }),
    tellShutDowns: createShutDownNotices({
      catalogue: providers.rules.catalogue,
      providers: providers.inOrder,
      operator: operator.notices,
      titleOf: operator.titleOf,
      log,
    }),
    tellLosses: createLossNotices({ ledger, operator: operator.notices }),
  });
}

/** What the audit channels of servers are told, beside that. */
export function buildAuditTelling({ store, messenger, showPictures, runtime, cut }: Needs, uploads: UploadLimits) {
  const { audits, guildSettings: settings, versions } = store;
  return createAuditTelling({ audits, settings, versions, messenger, showPictures, uploads, runtime, cut });
}
