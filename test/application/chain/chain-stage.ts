import { address } from '../../../scripts/sample-records.ts';
import { createAccepting } from '../../../src/application/accepting/accept-job.ts';
import { createSourcesOfAsk } from '../../../src/application/chain/asked-sources.ts';
import { createCurrentSources } from '../../../src/application/chain/current-sources.ts';
import { createHistory } from '../../../src/application/chain/history.ts';
import { createRecordVersions } from '../../../src/application/chain/record-versions.ts';
import { createCharactersOfAsk } from '../../../src/application/characters/asked-characters.ts';
import { createMadeFrom } from '../../../src/application/handing-out/made-from.ts';
import { createCancelJob } from '../../../src/application/jobs/cancel-job.ts';
import { createFollow } from '../../../src/application/jobs/follow.ts';
import { createJobWriter } from '../../../src/application/jobs/job-writer.ts';
import { createRulesOfServers } from '../../../src/application/server/rules.ts';
import { madeVersionId, messageId } from '../../../src/domain/ids.ts';
import type { JobWork } from '../../../src/domain/jobs/job.ts';
import { defaultPace } from '../../../src/domain/jobs/pace.ts';
import { noSettings } from '../../../src/storage/records/server/guild-settings.ts';
import { keepsNothing, noConduct } from '../no-conduct.ts';
import { lease, openStores, sampleCatalogue, silentLog, unscripted } from '../stage.ts';

/** The use cases that a chain is moved by, on real stores, without Discord and vendors. `restart` builds them anew. */
export async function stageChain() {
  const stores = await openStores();
  const { journal, versions, index, clock } = stores;
  const runtime = { clock, pace: defaultPace, log: silentLog };
  const settings = { read: async () => noSettings };
  const serverRules = createRulesOfServers({ settings, versions, journal, messenger: { findPlace: async () => null } });

  const build = () => {
    const current = createCurrentSources({
      journal,
      versions,
      index,
      messenger: { shownPictures: async () => [] },
      clock: { sleep: () => new Promise(() => undefined) },
    });
    return {
      follow: createFollow({
        journal,
        messenger: { progress: unscripted('progress') },
        sources: current,
        serverRules,
        runtime,
      }),
      recordVersions: createRecordVersions({
        versions,
        index,
        marking: { madeFrom: createMadeFrom({ versions }) },
        privacy: { isForgotten: async () => false },
        clock,
      }),
      history: createHistory({ versions, index, notes: stores.notes, hiddenWords: stores.hiddenWords, clock }),
      cancel: createCancelJob({ journal, ...runtime, wake: () => undefined }),
      write: createJobWriter({ journal, ...runtime }),
      accepting: createAccepting({
        conduct: noConduct,
        attempts: keepsNothing,
        characters: createCharactersOfAsk(stores),
        journal,
        versions,
        messenger: { notice: unscripted('notice') },
        sources: createSourcesOfAsk({ journal, versions, current }),
        rules: {
          catalogue: sampleCatalogue,
          defaultModel: 'gpt-image-2',
          services: [{ name: 'acedatacloud', title: 'AceDataCloud' }],
          market: () => ({ providers: ['acedatacloud'], resting: new Set(), now: clock.now() }),
        },
        serverRules,
        setIn: async () => ({}),
        usualIn: async () => ({ own: {} }),
        limits: { constraints: async () => [] },
        afterAsking: async () => undefined,
        mayAccept: async () => null,
        confirming: async () => null,
        queueMax: 1_000_000,
        ...runtime,
        // No store is silent here.
        clock: {
          ...clock,
          deadline: () => ({ signal: new AbortController().signal, [Symbol.dispose]: () => undefined }),
        },
        wake: () => undefined,
      }),
    };
  };
  let parts = build();

  /** Takes only what is due, as the worker does: a wake-up that was lost is a job that never ends. */
  async function work(): Promise<void> {
    for (;;) {
      const due = await journal.takeDue(clock.now(), lease, 100);
      if (due.length === 0) return;
      for (const each of due) if (each.kind === 'job') await step(each);
    }
  }

  async function step(each: JobWork): Promise<void> {
    const { job } = each;
    if (job.state === 'delivering') return void (await deliver(each));
    if (job.sources !== null) return void (await parts.write(each, { kind: 'looked at', wakeAt: null }));
    const followed = await parts.follow(each);
    if (followed === null) return;
    const sources = (followed.task?.sources ?? []).flatMap((source) =>
      source.kind === 'version' ? [source.version] : [],
    );
    await parts.write(each, { kind: 'prepared', versions: sources, warnings: [] });
  }

  async function deliver(each: JobWork): Promise<void> {
    await parts.recordVersions(each);
    const posted = {
      kind: 'posted',
      message: messageId(`9${each.job.id}`),
      channel: each.job.address.channel,
    } as const;
    await parts.write(each, each.job.cancelledAt === null ? { kind: 'answered', posted } : { kind: 'kept unseen' });
  }

  return {
    ...stores,
    address,
    get parts() {
      return parts;
    },
    work,
    async restart() {
      await journal.endLeases();
      parts = build();
    },
    /** It reaches the vendor. */
    async send({ requests: [request] }: JobWork): Promise<void> {
      if (request !== undefined) await journal.advanceRequest(request, { state: 'waiting', attempt: 1 });
    },
    async end({ job, requests: [request] }: JobWork, made: boolean): Promise<void> {
      if (request === undefined || request.state === 'ended') return;
      const picture = { type: 'image/png', width: 8, height: 8, bytes: 9 } as const;
      const ending = made
        ? ({ kind: 'pictures', pictures: [{ ...picture, version: madeVersionId(request.id, 0) }] } as const)
        : ({ kind: 'failure', failure: { code: 'cancelled' } } as const);
      await journal.advanceRequest(request, { state: 'ended', ending });
      const after = await journal.find(job.id);
      if (after !== null) await parts.write(after, { kind: 'requests ended' });
    },
  };
}
