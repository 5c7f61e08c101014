import { address } from '../../../../scripts/sample-records.ts';
import { createAccepting } from '../../../../src/application/accepting/accept-job.ts';
import { createSourcesOfAsk } from '../../../../src/application/chain/asked-sources.ts';
import { createCurrentSources } from '../../../../src/application/chain/current-sources.ts';
import { createCharactersOfAsk } from '../../../../src/application/characters/asked-characters.ts';
import { createRulesOfServers } from '../../../../src/application/server/rules.ts';
import type { Ask } from '../../../../src/application/services.ts';
import type { IncomingPicture } from '../../../../src/domain/asked/image-request.ts';
import type { Failure } from '../../../../src/domain/failure.ts';
import { jobId } from '../../../../src/domain/ids.ts';
import type { ReplyAddress } from '../../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../../src/domain/jobs/pace.ts';
import type { Constraint } from '../../../../src/domain/money/limits.ts';
import type { Catalogue } from '../../../../src/domain/offers/provider.ts';
import type { ServerRules } from '../../../../src/domain/server/server-rules.ts';
import type { Clock } from '../../../../src/ports/clock.ts';
import type { Journal } from '../../../../src/ports/store/journal.ts';
import { noSettings } from '../../../../src/storage/records/server/guild-settings.ts';
import { keepsNothing, noConduct } from '../../no-conduct.ts';
import { openStores, sampleCatalogue, silentLog } from '../../stage.ts';

export const recipe: Ask['recipe'] = { prompt: ' a cat ', quality: 'high', size: '1024x1536', count: 2 };

/** What that recipe reads as. */
export const readRecipe = {
  prompt: 'a cat',
  model: 'gpt-image-2',
  size: '1024x1536',
  quality: 'high',
  background: 'auto',
  count: 2,
};

export const ask: Ask = { id: jobId('100'), recipe, sources: { kind: 'none' }, address };

/** Asked by a message in a server. */
export const message: ReplyAddress = { ...address, kind: 'message', token: null, tokenExpiresAt: null };
export const directMessage: ReplyAddress = { ...message, guild: null, roles: [] };

const forEver: Clock['sleep'] = () => new Promise(() => undefined);
const noDeadline: Clock['deadline'] = () => ({
  signal: new AbortController().signal,
  [Symbol.dispose]: () => undefined,
});
const services = [{ name: 'acedatacloud', title: 'AceDataCloud' }] as const;
const providers = ['acedatacloud'] as const;

/** The way in, on real stores. Everything that it says to others is noted in `calls`, in order. */
export async function stageAccepting({
  constraints = [],
  catalogue = sampleCatalogue,
  serverRules = {},
  noRoom = null,
  queueMax = 100,
  shown = [],
  sleep = forEver,
  onJournal = (journal) => journal,
  deadline = noDeadline,
}: {
  readonly constraints?: readonly Constraint[];
  readonly catalogue?: Catalogue;
  /** Of every server. */
  readonly serverRules?: ServerRules;
  readonly noRoom?: Failure | null;
  readonly queueMax?: number;
  /** What the message shows that the thread was opened from. */
  readonly shown?: readonly IncomingPicture[] | Promise<never>;
  /** How long Discord is waited for; for ever, where nothing is said. */
  readonly sleep?: Clock['sleep'];
  readonly onJournal?: (journal: Journal) => Journal;
  /** Of what an interaction waits for the store; never, where nothing is said. */
  readonly deadline?: Clock['deadline'];
} = {}) {
  const stores = await openStores();
  const clock = { ...stores.clock, deadline };
  const calls: (readonly [what: string, ...about: unknown[]])[] = [];
  const limits = {
    async constraints(asker: unknown) {
      calls.push(['constraints', asker]);
      return constraints;
    },
  };
  const market = (now: number) => ({ providers, resting: new Set<never>(), now });
  const accepting = createAccepting({
    conduct: noConduct,
    attempts: keepsNothing,
    journal: onJournal(stores.journal),
    characters: createCharactersOfAsk(stores),
    versions: stores.versions,
    messenger: {
      async notice(job) {
        // Whoever shows that a message was understood has it written down.
        calls.push(['notice', job, (await stores.job(job.id)).state]);
      },
    },
    sources: sourcesOf(stores, shown, sleep),
    rules: { catalogue, defaultModel: 'gpt-image-2', services, market: () => market(stores.clock.now()) },
    serverRules: rulesOf(stores, serverRules),
    setIn: async (guild) => (guild === null ? {} : serverRules),
    usualIn: async ({ guild }) => ({ own: {}, server: guild === null ? undefined : serverRules.defaults }),
    limits,
    async afterAsking(...about) {
      calls.push(['after asking', ...about]);
    },
    async mayAccept() {
      calls.push(['may accept']);
      return noRoom;
    },
    confirming: async () => null,
    queueMax,
    clock,
    pace: defaultPace,
    log: silentLog,
    wake: () => calls.push(['wake']),
  });
  return { ...stores, clock, ...accepting, calls, said: () => calls.map(([what]) => what) };
}

const rulesOf = (stores: Awaited<ReturnType<typeof openStores>>, rules: ServerRules) =>
  createRulesOfServers({
    ...stores,
    messenger: { findPlace: async () => null },
    settings: { read: async () => ({ ...noSettings, ...rules }) },
  });

function sourcesOf(
  { journal, versions, index }: Awaited<ReturnType<typeof openStores>>,
  shown: readonly IncomingPicture[] | Promise<never>,
  sleep: Clock['sleep'],
) {
  const messenger = { shownPictures: async () => shown };
  const current = createCurrentSources({ journal, versions, index, messenger, clock: { sleep } });
  return createSourcesOfAsk({ journal, versions, current });
}
