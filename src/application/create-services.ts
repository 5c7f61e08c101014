import type { Likeness } from '../ports/likeness.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { Runtime } from '../ports/runtime.ts';
import type { ChainIndex } from '../ports/store/chain-index.ts';
import type { Clearings } from '../ports/store/clearings.ts';
import type { ImageStore } from '../ports/store/image-store.ts';
import type { Journal } from '../ports/store/journal.ts';
import type { Ledger } from '../ports/store/ledger.ts';
import type { AttemptStore } from '../ports/store/members/attempt-store.ts';
import type { DefaultsStore } from '../ports/store/members/defaults-store.ts';
import type { PictureDeletions } from '../ports/store/members/picture-deletions.ts';
import type { Notes } from '../ports/store/notes.ts';
import type { Scratch } from '../ports/store/scratch.ts';
import type { SettingsStore } from '../ports/store/settings-store.ts';
import type { VersionStore } from '../ports/store/version-store.ts';
import type { createAccepting } from './accepting/accept-job.ts';
import { createAttemptServices } from './accepting/attempts.ts';
import { createConfirmations } from './accepting/confirmations.ts';
import { createBehindMore } from './behind-more/create-behind-more.ts';
import type { ExportChain } from './chain/export/export-chain.ts';
import { createHistory } from './chain/history.ts';
import { createShownVersions } from './chain/shown-versions.ts';
import { createLendTree } from './chain/tree-picture.ts';
import type { CharactersOfAsk } from './characters/asked-characters.ts';
import type { CharacterServices } from './characters/character-services.ts';
import { createCompletion } from './complete.ts';
import { createBlocklist } from './conduct/blocklist.ts';
import type { HiddenWords } from './conduct/hidden-words.ts';
import type { Pauses } from './conduct/pauses.ts';
import type { ServerNotices } from './conduct/server-notices.ts';
import type { CurrentRules } from './current-rules.ts';
import { createDraftsAndHints } from './drafts-and-hints.ts';
import { createLendFullSize } from './handing-out/full-size.ts';
import type { Marking } from './handing-out/marking.ts';
import type { ShowPictures } from './handing-out/show-pictures.ts';
import { createCancelJob } from './jobs/cancel-job.ts';
import { createUploadLimits } from './jobs/upload-limits.ts';
import { createKeptWords } from './kept-words.ts';
import type { Drift } from './likeness/drift.ts';
import { createKeepRest } from './likeness/keep-rest.ts';
import { createLendAny } from './likeness/lend-any.ts';
import { createOrigin } from './likeness/origin.ts';
import { createWhatChanged } from './likeness/what-changed.ts';
import { createDefaultsServices, type UsualIn } from './members/own-defaults.ts';
import { createClearLimits } from './money/clear-limits.ts';
import type { Limits } from './money/limits.ts';
import { createLendQuotaPicture } from './money/quota-picture.ts';
import type { PrivacyServices } from './privacy/privacy-services.ts';
import { createRework } from './rework/rework.ts';
import { createServerAudit } from './server/audit.ts';
import type { ChangeRules } from './server/change-rules.ts';
import type { RulesOfServers } from './server/rules.ts';
import { createRulesNow } from './server/rules-now.ts';
import { createServerDefaults } from './server/server-defaults.ts';
import { createServerLog } from './server/server-log.ts';
import { createServerToCheck } from './server/to-check.ts';
import { createWelcomes } from './server/welcomes.ts';
import type { Services } from './services.ts';

interface Needs {
  readonly accepting: ReturnType<typeof createAccepting>;
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly notes: Notes;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures & Pick<Likeness, 'compare' | 'drawChange' | 'keepRest'>;
  readonly showPictures: ShowPictures;
  readonly drift: Drift;
  readonly marking: Marking;
  readonly rules: CurrentRules;
  readonly limits: Limits;
  readonly cast: CharactersOfAsk;
  readonly characters: CharacterServices;
  readonly settings: Pick<SettingsStore, 'read'>;
  readonly changeRules: ChangeRules;
  readonly privacy: PrivacyServices;
  readonly exportChain: ExportChain;
  readonly serverRules: RulesOfServers;
  readonly defaults: DefaultsStore;
  readonly usualIn: UsualIn;
  readonly hiddenWords: HiddenWords;
  readonly pauses: Pauses;
  readonly attempts: AttemptStore;
  readonly notices: ServerNotices;
  readonly messenger: Pick<Messenger, 'answer' | 'takeOut' | 'cover' | 'directChannel' | 'hand'>;
  readonly deletions: PictureDeletions;
  readonly clearings: Clearings;
  readonly ledger: Pick<Ledger, 'claimTold'>;
  readonly runtime: Runtime;
  readonly wake: () => void;
}

/** Everything that Discord's side may ask, put together from the use cases. */
export function createServices(needs: Needs): Services {
  const { accepting, journal, versions, index, images, scratch, pictures, limits, runtime, wake } = needs;
  const { clock, log } = runtime;
  const setIn = createRulesNow({ settings: needs.settings });
  const { askOwn, ...asking } = accepting;
  const shown = createShownVersions({ journal, versions, index });

  const sending = handingOut(needs, shown);
  const looking = {
    ...{ version: shown.version, versions, index, images, scratch, clock, likeness: pictures },
    ...{ lend: createLendAny(images), showPictures: needs.showPictures, rules: needs.serverRules },
    ...{ drift: needs.drift, setIn },
  };

  return {
    ...asking,
    cancel: createCancelJob({ journal, ...runtime, wake }),
    async reason(id, user) {
      const found = await journal.find(id);
      if (found === null) return 'forgotten';
      return found.job.address.asker === user ? found.job.failure : null;
    },

    ...shown,
    ...sending,
    behindMore: createBehindMore({
      ...{ ...needs, ...shown, ...sending, setIn, clock },
      hiddenWords: needs.hiddenWords,
    }),
    history: {
      ...createHistory({ versions, index, notes: needs.notes, hiddenWords: needs.hiddenWords, clock }),
      lendTree: createLendTree({ ...looking, pictures, marking: needs.marking }),
      exportChain: needs.exportChain,
    },
    complete: createCompletion(needs.rules, needs.serverRules),

    defaults: createDefaultsServices({ ...needs, clock }),
    quota: limits.quota,
    lendQuotaPicture: createLendQuotaPicture({ scratch, pictures, clock }),

    ...managing(needs),
    confirmations: createConfirmations({ notes: needs.notes, journal, ask: askOwn, clock, log }),
    attempts: createAttemptServices({ ...needs, ...asking, ask: askOwn, clock }),
    characters: needs.characters,
    privacy: needs.privacy,
    likeness: {
      whatChanged: createWhatChanged(looking),
      ...createKeepRest(looking),
      origin: createOrigin({ ...looking, hiddenWords: needs.hiddenWords }),
    },
    rework: createRework({ ...needs, ...shown, ask: accepting.ask }),
    words: createKeptWords({
      notes: needs.notes,
      versions,
      characters: needs.cast,
      rules: needs.rules,
      serverRules: needs.serverRules,
      usualIn: needs.usualIn,
      clock,
      log,
    }),
    ...createDraftsAndHints({ notes: needs.notes, clock, wake }),
  };
}

/** What brings pictures to people besides answers. */
function handingOut(needs: Needs, { version }: Pick<Services, 'version'>) {
  const { settings, notes, runtime } = needs;
  const { clock } = runtime;
  return {
    lendFullSize: createLendFullSize({ ...needs, version, setIn: createRulesNow({ settings }), clock }),
    uploads: createUploadLimits({ notes, clock }),
  };
}

/** What the managers of a server do, and look at. */
function managing(needs: Needs) {
  const { settings, changeRules, limits, ledger, clearings, pauses, rules, serverRules, runtime } = needs;
  const { clock } = runtime;
  return {
    limits: {
      set: limits.set,
      list: limits.list,
      ...createClearLimits({ settings, changeRules, clearings, clock }),
    },
    welcomes: createWelcomes({ ledger }),
    rules: { read: settings.read, change: changeRules, refusal: serverRules.refusal },
    serverLog: createServerLog({ settings, changeRules }),
    serverDefaults: createServerDefaults({ settings, changeRules, rules }),
    serverAudit: createServerAudit({ settings, changeRules }),
    serverToCheck: createServerToCheck({ settings, rules }),
    blocklist: createBlocklist({ settings, changeRules }),
    pauses,
  };
}
