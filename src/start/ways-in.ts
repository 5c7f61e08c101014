import { actions, commands } from '../../commands/index.ts';
import { createAccepting } from '../application/accepting/accept-job.ts';
import { createConfirming } from '../application/accepting/confirming.ts';
import { createSourcesOfAsk } from '../application/chain/asked-sources.ts';
import { createCurrentSources } from '../application/chain/current-sources.ts';
import { type CharactersOfAsk, createCharactersOfAsk } from '../application/characters/asked-characters.ts';
import { createBringPicture } from '../application/characters/bring-pictures.ts';
import type { CharacterServices } from '../application/characters/character-services.ts';
import { createCharacters } from '../application/characters/characters.ts';
import { createReferenceSheets } from '../application/characters/reference-sheets.ts';
import { createSaveCharacter } from '../application/characters/save-character.ts';
import { createShowCharacters } from '../application/characters/show-characters.ts';
import { createTakeAway } from '../application/characters/take-away.ts';
import { createServices } from '../application/create-services.ts';
import { createLendOriginal } from '../application/handing-out/lend-original.ts';
import type { Marking } from '../application/handing-out/marking.ts';
import type { ShowPictures } from '../application/handing-out/show-pictures.ts';
import { createUsualIn } from '../application/members/own-defaults.ts';
import { createAdmission } from '../application/money/admission.ts';
import { createLimitNotices } from '../application/money/limit-notices.ts';
import { createLimits } from '../application/money/limits.ts';
import type { Operator } from '../application/operator/operator.ts';
import { createSpendNotices } from '../application/operator/spend-notices.ts';
import { createServerWatch } from '../application/privacy/left-servers.ts';
import { createPrivacyServices } from '../application/privacy/privacy-services.ts';
import { createChangeRules } from '../application/server/change-rules.ts';
import type { RulesOfServers } from '../application/server/rules.ts';
import { createRulesNow } from '../application/server/rules-now.ts';
import type { Services } from '../application/services.ts';
import { createGatewayListener } from '../discord/incoming/gateway-listener.ts';
import type { ReplyAddress } from '../domain/jobs/job.ts';
import type { Amounts, Constraint } from '../domain/money/limits.ts';
import { createMayUse, type MayUse } from '../domain/who-may-use.ts';
import type { SignedAddresses } from '../http/addresses.ts';
import { createHttpApp } from '../http/app.ts';
import { createMetricsApp } from '../http/metrics.ts';
import { pictureFiles } from '../pictures/picture-files.ts';
import type { OpenPictures } from '../pictures/pictures.ts';
import type { Room } from '../ports/room.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { Discord } from './build-discord.ts';
import type { Jobs } from './build-jobs.ts';
import type { Settings } from './config.ts';
import { buildExports } from './keeping/privacy.ts';
import type { Providers } from './open-providers.ts';
import type { Store } from './open-store.ts';
import type { BuiltConduct } from './parts/conduct.ts';
import { buildHealth } from './serving/health.ts';
import { listen } from './serving/listen.ts';

interface Needs {
  readonly store: Store;
  readonly pictures: OpenPictures;
  readonly marking: Marking;
  readonly showPictures: ShowPictures;
  readonly serverRules: RulesOfServers;
  readonly conduct: BuiltConduct;
  readonly providers: Providers;
  readonly discord: Discord;
  readonly operator: Operator;
  readonly jobs: Jobs;
  readonly addresses: SignedAddresses;
  readonly waitingFor: ReadonlySet<string>;
  readonly runtime: Runtime;
  readonly room: Room;
  readonly cut: AbortSignal;
}

export type WaysIn = ReturnType<typeof buildWaysIn>;

/** The two ways in: members come through the gateway, vendors and browsers over HTTP. Both are shut until they listen. */
export function buildWaysIn(settings: Settings, needs: Needs) {
  const { store, providers, discord, jobs, addresses, waitingFor, cut } = needs;
  const { journal, versions, images } = store;
  const { clock, log } = needs.runtime;
  const { rest, interactionRest, commandIds } = discord;
  const turnAway = createMayUse({ guilds: settings.GUILDS, blocked: settings.BLOCKED_USERS });
  const services = buildServices(settings, needs, turnAway);
  const health = buildHealth(store, needs.pictures, waitingFor);
  const http = createHttpApp({
    addresses,
    originals: createLendOriginal({ versions, images, marking: needs.marking, clock }),
    health,
    tellsGauges: settings.METRICS_PORT === undefined,
    log,
    async calledBack(request) {
      providers.heard.hear(request);
      await journal.wake({ kind: 'request', id: request }, clock.now());
      jobs.worker.wake();
    },
  });

  return {
    gateway: createGatewayListener({
      ...{ rest, interactionRest, commandIds, commands, actions, services, turnAway, cut },
      servers: createServerWatch({
        privacy: store.privacy,
        settings: store.guildSettings,
        clock,
        wake: jobs.worker.wake,
      }),
      ...needs.runtime,
    }),

    /** Throws a {@link StartError} where it cannot listen. */
    listen: () => listen(settings, { world: http, watchers: createMetricsApp(health.gauges), clock }),
  };
}

function buildServices(settings: Settings, needs: Needs, turnAway: MayUse): Services {
  const { store, pictures, marking, serverRules, conduct, providers, jobs, runtime } = needs;
  const { journal, versions, index, notes, images, scratch, guildSettings, clearings, ledger } = store;
  const { messenger } = needs.discord;
  const { rules } = providers;
  const { clock, log } = runtime;
  const { wake } = jobs.worker;
  const changeRules = createChangeRules({ settings: guildSettings, messenger, log });
  const limits = buildLimits(settings, { settings: guildSettings, changeRules, ledger, clock });
  const cast = createCharactersOfAsk({ characters: store.characters, journal });
  const setIn = createRulesNow({ settings: guildSettings });
  const usualIn = createUsualIn({ defaults: store.defaults, setIn });
  const accepting = createAccepting({
    characters: cast,
    ...{ journal, versions, messenger },
    sources: createSourcesOfAsk({
      journal,
      versions,
      current: createCurrentSources({ journal, versions, index, messenger, clock }),
    }),
    ...{ rules, serverRules, conduct, limits, attempts: conduct.keepAttempts },
    ...{ setIn, usualIn },
    afterAsking: buildAfterAsking(settings, needs),
    turnAway,
    mayAccept: buildAdmission(settings, needs),
    confirming: createConfirming({
      ...{ notes, rules, clock, log, cut: needs.cut },
      prepareSources: jobs.prepareSources,
    }),
    queueMax: settings.QUEUE_MAX,
    shares: { guild: settings.GUILD_QUEUE_MAX, member: settings.MEMBER_QUEUE_MAX },
    ...runtime,
    wake,
  });
  const kept = { journal, versions, index, notes, images, scratch, clearings, ledger, serverRules };
  const shown = { pictures, marking, showPictures: needs.showPictures, drift: jobs.drift, settings: guildSettings };
  const characters = buildCharacters(needs, cast, accepting);
  const { notices, pauses, hiddenWords } = conduct;
  const { cut, addresses } = needs;
  const exporting = { marking, messenger, runtime, pictures, cut, addresses, hiddenWords };
  const { exportAll, exportChain } = buildExports(store, exporting);
  const privacy = createPrivacyServices({ exportAll, privacy: store.privacy, index, clock, wake });
  const conducted = {
    notices,
    pauses,
    attempts: store.attempts,
    messenger,
    privacy,
    exportChain,
    changeRules,
    hiddenWords,
  };
  const deletions = store.pictureDeletions;
  const asked = { accepting, cast, characters, rules, limits, runtime, wake, defaults: store.defaults, usualIn };
  return createServices({ ...kept, ...conducted, ...shown, ...asked, deletions });
}

/** What servers may spend, with what the operator leaves them. */
function buildLimits(
  { DEFAULT_LIMITS: defaults, MAX_LIMITS: ceilings, MAX_SPEND: maxSpend }: Settings,
  needs: Pick<Parameters<typeof createLimits>[0], 'settings' | 'changeRules' | 'ledger' | 'clock'>,
) {
  return createLimits({ ...needs, defaults, ceilings, maxSpend });
}

/** What there is room for. */
function buildAdmission(settings: Settings, { store: { journal }, jobs: { keptBytes }, room, runtime }: Needs) {
  return createAdmission({ ...{ room, journal, keptBytes }, maxBytes: settings.IMAGE_STORE_MAX_GB * 1e9, ...runtime });
}

/** What keeps characters, and shows them. */
function buildCharacters(
  { store, pictures, marking, serverRules, conduct, jobs, runtime: { clock }, cut }: Needs,
  cast: CharactersOfAsk,
  { ask }: Pick<Services, 'ask'>,
): CharacterServices {
  const { characters, versions, images, scratch } = store;
  const takeAway = createTakeAway({ characters, images });
  const { fetchSource, fetchShownCopy } = jobs;
  const bringPicture = createBringPicture({
    ...{ versions, images, scratch, pictures, pictureFiles, fetchSource, fetchShownCopy },
    madeFrom: marking.madeFrom,
  });
  return createCharacters({
    characters,
    takeAway,
    ...createSaveCharacter({ characters, images, bringPicture, serverRules, conduct, clock, cut }),
    ...createShowCharacters({ images, scratch, pictures, marking, clock }),
    ...createReferenceSheets({ characters, versions, images, bringPicture, takeAway, cast, ask, clock, cut }),
  });
}

/** Who is told that a limit comes near: the server's log channel of its own, the operator of `MAX_SPEND`. */
function buildAfterAsking(settings: Settings, { store, discord, operator, runtime: { clock, log } }: Needs) {
  const { ledger, guildSettings } = store;
  const { messenger } = discord;
  const tellServer = createLimitNotices({ ledger, settings: guildSettings, messenger, clock, log });
  const tellOperator = createSpendNotices({
    maxSpend: settings.MAX_SPEND,
    ledger,
    operator: operator.notices,
    clock,
    log,
  });
  return async (address: ReplyAddress, constraints: readonly Constraint[], asked: Amounts) => {
    await Promise.all([tellServer(address, constraints, asked), tellOperator(address, asked)]);
  };
}
