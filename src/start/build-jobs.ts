import { createIsCovered } from '../application/chain/covered.ts';
import { createCurrentSources } from '../application/chain/current-sources.ts';
import type { PrepareSources } from '../application/chain/prepare-sources.ts';
import { createRecordVersions } from '../application/chain/record-versions.ts';
import { createLendCharacters } from '../application/characters/lend-characters.ts';
import type { Marking } from '../application/handing-out/marking.ts';
import type { ShowPictures } from '../application/handing-out/show-pictures.ts';
import { createAdvanceJob } from '../application/jobs/advance-job.ts';
import { createAfterBug } from '../application/jobs/after-bug.ts';
import { createComposeAnswer } from '../application/jobs/compose-answer.ts';
import { createDeliver } from '../application/jobs/deliver.ts';
import { createFollow } from '../application/jobs/follow.ts';
import { createPlaceJob } from '../application/jobs/job-thread.ts';
import { createLinePlaces } from '../application/jobs/line-places.ts';
import { createPreviews, type Previews } from '../application/jobs/previews.ts';
import { createUploadLimits, type UploadLimits } from '../application/jobs/upload-limits.ts';
import { createDrift, type Drift } from '../application/likeness/drift.ts';
import { createLendAny } from '../application/likeness/lend-any.ts';
import { createFindUnchanged } from '../application/likeness/unchanged.ts';
import type { Operator } from '../application/operator/operator.ts';
import { createAdvanceRequest } from '../application/requests/advance-request.ts';
import { createCallPreparation } from '../application/requests/calling/prepare-call.ts';
import { createCollect } from '../application/requests/collect.ts';
import { createFailover, type Failover } from '../application/requests/failover.ts';
import { createLayOver } from '../application/requests/lay-over.ts';
import { createUsualTimes } from '../application/requests/usual-times.ts';
import type { RulesOfServers } from '../application/server/rules.ts';
import { paymentConstraints } from '../domain/money/ceilings.ts';
import type { SignedAddresses } from '../http/addresses.ts';
import { sign } from '../lib/signature.ts';
import { pictureFiles } from '../pictures/picture-files.ts';
import type { OpenPictures } from '../pictures/pictures.ts';
import type { Downloader } from '../ports/downloader.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Runtime } from '../ports/runtime.ts';
import { createDownloader } from '../providers/http/download.ts';
import { createWorker } from '../queue/worker.ts';
import type { Settings } from './config.ts';
import { proxyOf, trustedOrigins } from './derived-settings.ts';
import { buildAuditTelling } from './keeping/audit-telling.ts';
import { buildUpkeep } from './keeping/upkeep.ts';
import type { Providers } from './open-providers.ts';
import type { Store } from './open-store.ts';
import type { BuiltConduct } from './parts/conduct.ts';
import { buildFetching, buildPreparation } from './parts/preparation.ts';

interface Needs {
  readonly store: Store;
  readonly pictures: OpenPictures;
  readonly marking: Marking;
  readonly showPictures: ShowPictures;
  readonly serverRules: RulesOfServers;
  readonly conduct: BuiltConduct;
  readonly providers: Providers;
  readonly messenger: Messenger;
  readonly operator: Operator;
  readonly addresses: SignedAddresses;
  readonly secret: string;
  readonly runtime: Runtime;
  readonly cut: AbortSignal;
}

export type Jobs = ReturnType<typeof buildJobs>;

/** What takes an accepted job to its end: the worker, and every step that it takes. It rests until `worker.start`. */
export function buildJobs(settings: Settings, needs: Needs) {
  const { store, pictures, marking, providers, messenger, runtime, cut } = needs;
  const { journal, ledger, notes, images, scratch } = store;
  const { catalogue, market } = providers.rules;
  const { clock, log } = runtime;

  const wake = () => worker.wake();
  const downloader = createDownloader({ clock, origins: trustedOrigins(settings), proxy: proxyOf(settings) });
  const isCovered = createIsCovered({ versions: store.versions });
  const uploads = createUploadLimits({ notes, clock });
  const drift = createDrift({ versions: store.versions, notes, lend: createLendAny(images), likeness: pictures });
  const previews = createPreviews({
    ...{ journal, messenger, scratch, pictures, marking },
    ...{ isCovered, uploads, runtime, wake },
  });
  const failover = createFailover({
    journal,
    ledger,
    catalogue,
    market,
    ceilings: paymentConstraints(settings.MAX_LIMITS, settings.MAX_SPEND),
    clock,
  });
  const upkeep = buildUpkeep(settings, { ...needs, wake });
  const bringing = buildFetching(settings, needs, downloader);
  const prepareSources = buildPreparation(needs, bringing);
  const worker = createWorker({
    journal,
    owner: `${process.pid}-${clock.uuid()}`,
    limits: {
      provider: settings.CONCURRENCY,
      guild: settings.GUILD_CONCURRENCY,
      member: settings.MEMBER_CONCURRENCY,
    },
    clock,
    log,
    cut,
    steps: {
      job: buildJobStep(needs, { previews, failover, prepareSources, uploads, drift }),
      request: buildRequestStep(needs, { downloader, previews, failover }),
      afterBug: createAfterBug({ journal, runtime }),
      maintenance: upkeep.maintenance,
      audits: buildAuditTelling(needs, uploads),
    },
  });
  return { worker, drift, keptBytes: upkeep.keptBytes, prepareSources, ...bringing };
}

/** What the two kinds of steps share. */
interface Shared {
  readonly downloader: Downloader;
  readonly previews: Previews;
  readonly failover: Failover;
}

function buildJobStep(
  needs: Needs,
  {
    previews,
    failover,
    prepareSources,
    uploads,
    drift,
  }: Pick<Shared, 'previews' | 'failover'> & {
    readonly prepareSources: PrepareSources;
    readonly uploads: UploadLimits;
    readonly drift: Drift;
  },
) {
  const { marking, serverRules, conduct, messenger, runtime } = needs;
  const { catalogue } = needs.providers.rules;
  const { journal, index, versions, images, guildSettings } = needs.store;
  const { clock } = runtime;
  return createAdvanceJob({
    journal,
    messenger,
    follow: createFollow({
      journal,
      messenger,
      sources: createCurrentSources({ journal, versions, index, messenger, clock }),
      serverRules,
      runtime,
    }),
    prepareSources,
    deliver: createDeliver({
      journal,
      index,
      messenger,
      placeJob: createPlaceJob({ messenger, versions, clock }),
      recordVersions: createRecordVersions({ versions, index, marking, privacy: needs.store.privacy, clock }),
      composeAnswer: createComposeAnswer({
        ...{ versions, index, images, drift, catalogue, showPictures: needs.showPictures },
        findUnchanged: createFindUnchanged({ lend: createLendAny(images), likeness: needs.pictures }),
      }),
      deletions: needs.store.pictureDeletions,
      uploads,
      drift,
      settings: guildSettings,
      ...{ catalogue, moderated: conduct.pauses.moderated, attempts: conduct.keepAttempts },
      runtime,
    }),
    places: createLinePlaces({ journal, clock }),
    previews,
    failover,
    runtime,
  });
}

function buildRequestStep(needs: Needs, { downloader, previews, failover }: Shared) {
  const { pictures, providers, addresses, secret, runtime } = needs;
  const { journal, versions, images, scratch, characters } = needs.store;
  const { catalogue } = providers.rules;
  return createAdvanceRequest({
    journal,
    catalogue,
    providers: providers.byName,
    prepareCall: createCallPreparation({
      catalogue,
      versions,
      images,
      scratch,
      pictures,
      pictureFiles,
      addresses,
      lendCharacters: createLendCharacters({ characters, images }),
      nameOf: (member) => sign(secret, ['member', member]),
    }),
    collect: createCollect({ images, scratch, downloader, pictures }),
    layOver: createLayOver({ versions, images, scratch, likeness: pictures }),
    health: providers.health,
    failover,
    usual: createUsualTimes(),
    heard: providers.heard,
    scratch: scratch.directory,
    ...runtime,
    preview: previews.arrived,
  });
}
