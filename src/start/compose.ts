import { createMarking } from '../application/handing-out/marking.ts';
import { createShowPictures } from '../application/handing-out/show-pictures.ts';
import { createOperator } from '../application/operator/operator.ts';
import { createRulesOfServers } from '../application/server/rules.ts';
import { defaultPace, type Pace } from '../domain/jobs/pace.ts';
import { createSignedAddresses } from '../http/addresses.ts';
import { createMachineRoom } from '../lib/machine-room.ts';
import { createSystemClock } from '../lib/system-clock.ts';
import { pictureFiles } from '../pictures/picture-files.ts';
import { createPictures } from '../pictures/pictures.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Room } from '../ports/room.ts';
import type { Runtime } from '../ports/runtime.ts';
import { buildDiscord } from './build-discord.ts';
import { buildJobs } from './build-jobs.ts';
import type { Settings } from './config.ts';
import { forOperator, secretsOf } from './derived-settings.ts';
import { type App, createLife } from './life.ts';
import { createLog } from './log.ts';
import { openProviders } from './open-providers.ts';
import { openStore } from './open-store.ts';
import { buildConduct } from './parts/conduct.ts';
import { loadCatalogue } from './settings/load-catalogue.ts';
import type { StartError } from './start-error.ts';
import { buildWaysIn } from './ways-in.ts';

export interface Overrides {
  readonly clock?: Clock;
  readonly pace?: Pace;
  readonly log?: Log;
  /** What the machine has left. */
  readonly room?: Room;
  /** Discord closed the connection for good: the token was changed, an intent withdrawn. */
  readonly onLost?: (error: StartError) => void;
}

/** The composition root: each part once, in the order of their needs. Nothing is connected before `start`. */
export async function compose(settings: Settings, overrides: Overrides = {}): Promise<App> {
  const runtime: Runtime = {
    clock: overrides.clock ?? createSystemClock(),
    pace: overrides.pace ?? defaultPace,
    log: overrides.log ?? createLog({ level: settings.LOG_LEVEL, secrets: secretsOf(settings) }),
  };
  const { clock } = runtime;
  const room = overrides.room ?? createMachineRoom(settings.IMAGE_STORE_URL);
  /** Ends what still runs when the grace of a shutdown is over. */
  const cutting = new AbortController();
  const cut = cutting.signal;
  /** What keeps members from being served. */
  const waitingFor = new Set(['gateway', 'commands']);

  // What may be wrong with the settings is found before anything is opened.
  const catalogue = await loadCatalogue(settings);

  // What is kept, by one process at a time.
  const store = await openStore(settings, runtime);
  const pictures = createPictures({ memoryMb: settings.PICTURE_MEMORY_MB, log: runtime.log });
  const marking = createMarking({ versions: store.versions, scratch: store.scratch, pictureFiles });
  const secret = settings.SIGNING_SECRET ?? (await store.notes.secret(() => `${clock.uuid()}${clock.uuid()}`));
  const addresses = createSignedAddresses({ publicUrl: settings.PUBLIC_URL ?? null, secret, clock });

  // The two sides that it stands between.
  const discord = buildDiscord(settings, { runtime, places: store.notes, cut, onLost: overrides.onLost });
  const { messenger } = discord;
  const serverRules = createRulesOfServers({ ...store, settings: store.guildSettings, messenger });
  const conduct = buildConduct(store, { messenger, runtime });
  const operator = createOperator({ ...forOperator(settings), ledger: store.ledger, messenger, runtime });
  const { account } = operator;
  const providers = openProviders(settings, { catalogue, pictures, account, runtime });

  const showPictures = createShowPictures({ ...store, pictures, marking, addresses });

  // A job's life, and how one comes to be.
  const shared = {
    store,
    pictures,
    marking,
    showPictures,
    serverRules,
    conduct,
    providers,
    operator,
    addresses,
    runtime,
    cut,
  };
  const jobs = buildJobs(settings, { ...shared, messenger, secret });
  const waysIn = buildWaysIn(settings, { ...shared, discord, jobs, waitingFor, room });

  return createLife(settings, { store, pictures, providers, discord, jobs, waysIn, waitingFor, runtime, cutting });
}
