import type { Ask, Services } from '../../src/application/services.ts';
import type { Job } from '../../src/domain/jobs/job.ts';

const unscripted = (name: string) => (): never => {
  throw new Error(`the services' ${name} was called, and nothing is scripted for it`);
};

type Script = Partial<
  Omit<
    Services,
    | 'history'
    | 'complete'
    | 'limits'
    | 'serverLog'
    | 'serverDefaults'
    | 'blocklist'
    | 'pauses'
    | 'attempts'
    | 'drafts'
    | 'hints'
    | 'confirmations'
    | 'words'
    | 'characters'
    | 'likeness'
  >
> & {
  readonly history?: Partial<Services['history']>;
  readonly complete?: Partial<Services['complete']>;
  readonly limits?: Partial<Services['limits']>;
  readonly serverLog?: Partial<Services['serverLog']>;
  readonly serverDefaults?: Partial<Services['serverDefaults']>;
  readonly attempts?: Partial<Services['attempts']>;
  readonly pauses?: Partial<Services['pauses']>;
  readonly blocklist?: Partial<Services['blocklist']>;
  readonly drafts?: Partial<Services['drafts']>;
  readonly confirmations?: Partial<Services['confirmations']>;
  readonly words?: Partial<Services['words']>;
  readonly hints?: Partial<Services['hints']>;
  readonly characters?: Partial<Services['characters']>;
  readonly likeness?: Partial<Services['likeness']>;
};

const scriptedCharacters: Services['characters'] = {
  // Each form of an edit asks for them.
  usable: async () => [],
  named: unscripted('characters.named'),
  find: unscripted('characters.find'),
  mayBeSaved: unscripted('characters.mayBeSaved'),
  save: unscripted('characters.save'),
  remove: unscripted('characters.remove'),
  lendPictures: unscripted('characters.lendPictures'),
  lendContactSheet: unscripted('characters.lendContactSheet'),
  mayAskSheet: async () => false,
  askSheet: unscripted('characters.askSheet'),
  keepSheet: unscripted('characters.keepSheet'),
};

const scriptedLikeness: Services['likeness'] = {
  whatChanged: unscripted('likeness.whatChanged'),
  mayKeepRest: unscripted('likeness.mayKeepRest'),
  keepRest: unscripted('likeness.keepRest'),
  origin: unscripted('likeness.origin'),
  shown: unscripted('likeness.shown'),
};

const scriptedHistory: Services['history'] = {
  list: unscripted('history.list'),
  search: unscripted('history.search'),
  undo: unscripted('history.undo'),
  continueFrom: unscripted('history.continueFrom'),
  reset: unscripted('history.reset'),
};

const scriptedAttempts: Services['attempts'] = {
  // **Why?** asks for it.
  find: async () => 'gone',
  tryAgain: unscripted('attempts.tryAgain'),
  appeal: unscripted('attempts.appeal'),
  allow: unscripted('attempts.allow'),
};

const scriptedBlocklist: Services['blocklist'] = {
  read: unscripted('blocklist.read'),
  add: unscripted('blocklist.add'),
  remove: unscripted('blocklist.remove'),
  setAction: unscripted('blocklist.setAction'),
};

/** Services that do what the test says, and throw where it says nothing. */
export const scriptedServices = (script: Script): Services => ({
  ask: unscripted('ask'),
  refuse: unscripted('refuse'),
  acknowledged: unscripted('acknowledged'),
  abandon: unscripted('abandon'),
  cancel: unscripted('cancel'),
  askAgain: unscripted('askAgain'),
  reason: unscripted('reason'),
  sourcesOf: unscripted('sourcesOf'),
  version: unscripted('version'),
  versionsOf: unscripted('versionsOf'),
  lendFullSize: unscripted('lendFullSize'),
  quota: unscripted('quota'),
  lendQuotaPicture: unscripted('lendQuotaPicture'),
  uploads: { within: async (_place, told) => told, refused: unscripted('uploads.refused') },
  ...script,
  history: { ...scriptedHistory, ...script.history },
  complete: {
    models: unscripted('complete.models'),
    sizes: unscripted('complete.sizes'),
    qualities: unscripted('complete.qualities'),
    ...script.complete,
  },
  limits: {
    set: unscripted('limits.set'),
    clear: unscripted('limits.clear'),
    confirm: unscripted('limits.confirm'),
    list: unscripted('limits.list'),
    ...script.limits,
  },
  serverLog: { read: unscripted('serverLog.read'), set: unscripted('serverLog.set'), ...script.serverLog },
  serverDefaults: {
    read: unscripted('serverDefaults.read'),
    set: unscripted('serverDefaults.set'),
    clear: unscripted('serverDefaults.clear'),
    ...script.serverDefaults,
  },
  attempts: { ...scriptedAttempts, ...script.attempts },
  // Each interaction asks for it.
  pauses: { pausedUntil: async () => null, pause: unscripted('pauses.pause'), ...script.pauses },
  blocklist: { ...scriptedBlocklist, ...script.blocklist },
  words: {
    offer: unscripted('words.offer'),
    take: unscripted('words.take'),
    putBack: unscripted('words.putBack'),
    ...script.words,
  },
  drafts: { keep: unscripted('drafts.keep'), find: unscripted('drafts.find'), ...script.drafts },
  confirmations: {
    confirm: unscripted('confirmations.confirm'),
    decline: unscripted('confirmations.decline'),
    ...script.confirmations,
  },
  characters: { ...scriptedCharacters, ...script.characters },
  likeness: { ...scriptedLikeness, ...script.likeness },
  hints: { claim: unscripted('hints.claim'), shown: unscripted('hints.shown'), ...script.hints },
});

/** The job that an ask would become. */
export const jobOf = ({ id, address }: Ask): Job => ({
  id,
  revision: 0,
  state: 'accepted',
  task: null,
  address,
  acceptedAt: 0,
  startedAt: null,
  cancelledAt: null,
  shown: { kind: 'nothing' },
  sources: null,
  warnings: [],
  failure: null,
  tries: 0,
  wakeAt: null,
});
