import { isVisibleTo } from '../domain/chain/chain.ts';
import { originalOf } from '../domain/ids.ts';
import { isEnded } from '../domain/jobs/job.ts';
import type { Pace } from '../domain/jobs/pace.ts';
import { extensionOf } from '../domain/pictures/picture-type.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { ChainIndex } from '../ports/store/chain-index.ts';
import type { ImageStore } from '../ports/store/image-store.ts';
import type { Journal } from '../ports/store/journal.ts';
import type { Notes } from '../ports/store/notes.ts';
import type { Scratch } from '../ports/store/scratch.ts';
import type { SettingsStore } from '../ports/store/settings-store.ts';
import type { VersionStore } from '../ports/store/version-store.ts';
import { createHistory } from './chain/history.ts';
import { createCompletion } from './complete.ts';
import type { CurrentRules } from './current-rules.ts';
import type { createAccepting } from './jobs/accept-job.ts';
import { createCancelJob } from './jobs/cancel-job.ts';
import type { Limits } from './money/limits.ts';
import type { Services } from './services.ts';

/** A hint is taken away after a minute (contract, "What a message means"). */
const hintStandsFor = 60_000;

/** Everything that Discord's side may ask, put together from the use cases. */
export function createServices({
  accepting,
  journal,
  versions,
  index,
  notes,
  images,
  scratch,
  pictures,
  rules,
  limits,
  settings,
  clock,
  pace,
  log,
  wake,
}: {
  readonly accepting: ReturnType<typeof createAccepting>;
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly notes: Notes;
  readonly images: ImageStore;
  readonly scratch: Scratch;
  readonly pictures: Pictures;
  readonly rules: CurrentRules;
  readonly limits: Limits;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
  readonly wake: () => void;
}): Services {
  const visible: Services['version'] = async (id, viewer) => {
    const version = await versions.find(id);
    return version !== null && isVisibleTo(version, viewer) ? version : null;
  };

  return {
    ...accepting,
    cancel: createCancelJob({ journal, clock, pace, log, wake }),
    limits: { set: limits.set, clear: limits.clear, list: limits.list },
    quota: limits.quota,
    version: visible,
    history: createHistory({ versions, index }),
    complete: createCompletion(rules),

    async reason(id, user) {
      const found = await journal.find(id);
      return found?.job.address.asker === user ? found.job.failure : null;
    },

    async sourcesOf(message, user) {
      const indexed = await index.byMessage(message.id);
      // Each result carries its versions in its custom ids too, so a lost index write costs nothing.
      const candidates = indexed.length > 0 ? indexed : message.versions;
      const records = await Promise.all(
        [...new Set(candidates)].map((id) => visible(id, { channel: message.channel, user })),
      );
      const found = records.filter((each) => each !== null);
      return found.length > 0
        ? found.map(({ id }) => ({ kind: 'version', version: id }))
        : message.pictures.map((picture) => ({ kind: 'picture', picture }));
    },

    async versionsOf(id, user) {
      const found = await journal.find(id);
      if (found === null || !isEnded(found.job)) return [];
      const isTheirs = found.job.address.audience === 'everyone' || found.job.address.asker === user;
      if (!isTheirs) return [];
      return found.requests.flatMap(({ ending }) =>
        ending?.kind === 'pictures' ? ending.pictures.map(({ version }) => version) : [],
      );
    },

    async lendFullSize(id, viewer, limit) {
      const version = await visible(id, viewer);
      if (version === null) return null;
      await using files = new AsyncDisposableStack();
      const original = files.use(await images.lend(originalOf(id)));
      if (original === null) return null;
      const entry = await index.byVersion(id);
      // Each of those who press at once has a file of their own, which goes when they have it.
      const fitted = await pictures.fit(original.path, limit, scratch.path(`${id}.full-${clock.uuid()}`));
      if (fitted.changed) files.defer(() => scratch.discard(fitted.path));
      const lent = files.move();
      return {
        path: fitted.path,
        filename: `retouch-${entry?.number ?? 'picture'}-full.${extensionOf(fitted.type)}`,
        original: !fitted.changed,
        [Symbol.asyncDispose]: () => lent.disposeAsync(),
      };
    },

    async lendQuotaPicture({ lines }) {
      const path = scratch.path(`quota-${clock.uuid()}.png`);
      const bars = lines.map(({ used, amount }) => ({ share: amount === 0 ? 1 : Math.min(1, used / amount) }));
      await pictures.drawBars(bars, path);
      return { path, [Symbol.asyncDispose]: () => scratch.discard(path) };
    },

    serverLog: {
      read: async (guild) => (await settings.read(guild)).logChannel,
      async set(guild, logChannel) {
        await settings.change(guild, (current) => ({ ...current, logChannel }));
      },
    },

    drafts: {
      async keep(draft) {
        await notes.keepDraft({ ...draft, madeAt: clock.now() });
      },
      find: (id) => notes.findDraft(id),
    },

    hints: {
      claim: (picture) => notes.claimHint(picture, clock.now()),
      async shown(channel, message) {
        await notes.removeLater(channel, message, clock.now() + hintStandsFor);
        wake();
      },
    },
  };
}
