import { createTakeAway } from '../../application/characters/take-away.ts';
import { createLossNotices } from '../../application/operator/loss-notices.ts';
import type { Operator } from '../../application/operator/operator.ts';
import { createMaintenance } from '../../application/upkeep/maintenance.ts';
import { createRetention } from '../../application/upkeep/retention.ts';
import { createShorterAges } from '../../application/upkeep/shorter-ages.ts';
import { createShutDownNotices } from '../../application/upkeep/shut-down-notices.ts';
import { createThinning } from '../../application/upkeep/thinning.ts';
import type { Messenger } from '../../ports/messenger.ts';
import type { Runtime } from '../../ports/runtime.ts';
import type { Settings } from '../config.ts';
import type { Providers } from '../open-providers.ts';
import type { Store } from '../open-store.ts';
import { buildDeleting } from './privacy.ts';

interface Needs {
  readonly store: Store;
  readonly providers: Providers;
  readonly messenger: Messenger;
  readonly operator: Operator;
  readonly runtime: Runtime;
  readonly wake: () => void;
}

/** What is done now and then, whoever asks for what. */
export function buildUpkeep(settings: Settings, { store, providers, messenger, operator, runtime, wake }: Needs) {
  const { journal, ledger, notes, characters, images, index, pauses, attempts, neededOriginals: needed } = store;
  const { clock, log } = runtime;
  const maxAgeMs = settings.IMAGE_STORE_MAX_DAYS * 86_400_000;
  const retention = createRetention({
    images,
    needed,
    rule: { maxBytes: settings.IMAGE_STORE_MAX_GB * 1e9, maxAgeMs },
    shorterAges: createShorterAges({ settings: store.guildSettings, index, maxAgeMs, clock }),
    log,
  });
  const maintenance = createMaintenance({
    notes,
    pauses,
    attempts,
    messenger,
    retention,
    takeAway: createTakeAway({ characters, images }),
    thinning: createThinning({ journal, log }),
    deleteMembers: buildDeleting(store, { messenger, runtime, wake }),
    tellShutDowns: createShutDownNotices({
      catalogue: providers.rules.catalogue,
      providers: providers.inOrder,
      operator: operator.notices,
      titleOf: operator.titleOf,
      log,
    }),
    tellLosses: createLossNotices({ ledger, operator: operator.notices }),
  });
  return { maintenance, keptBytes: retention.keptBytes };
}
