import type { Runtime } from '../ports/runtime.ts';
import { openImageStore } from '../storage/files/image-store.ts';
import { openScratch } from '../storage/files/scratch.ts';
import { openKeyvDatabase } from '../storage/keyv/database.ts';
import { learnEntries } from '../storage/keyv/learn-entries.ts';
import { learnHeads } from '../storage/keyv/learn-heads.ts';
import { createSettingsStore } from '../storage/keyv/settings-store.ts';
import { createVersionStore } from '../storage/keyv/version-store.ts';
import { openMemberKey } from '../storage/member-key.ts';
import { createChainIndex } from '../storage/sqlite/chain-index.ts';
import { createCharacterStore } from '../storage/sqlite/characters/characters.ts';
import { createClearings } from '../storage/sqlite/clearings.ts';
import { createAttempts } from '../storage/sqlite/conduct/attempts.ts';
import { createPauses } from '../storage/sqlite/conduct/pauses.ts';
import { openJournalDatabase } from '../storage/sqlite/database.ts';
import { createAudits } from '../storage/sqlite/journal/audits.ts';
import { createJournal } from '../storage/sqlite/journal/journal.ts';
import { createKnownHeads } from '../storage/sqlite/known-heads.ts';
import { createLedger } from '../storage/sqlite/ledger.ts';
import { createOwnDefaults } from '../storage/sqlite/members/own-defaults.ts';
import { createNeededOriginals } from '../storage/sqlite/needed-originals.ts';
import { createNotes } from '../storage/sqlite/notes.ts';
import { createKnownEntries } from '../storage/sqlite/privacy/known-entries.ts';
import { createPictureDeletions } from '../storage/sqlite/privacy/picture-deletions.ts';
import { createPrivacyStore } from '../storage/sqlite/privacy/privacy-store.ts';
import { scratchNeeded } from '../storage/sqlite/scratch-needed.ts';
import { acquireStoreLock } from '../storage/sqlite/store-lock.ts';
import { storePaths } from '../storage/store-paths.ts';
import type { Settings } from './config.ts';
import { openNamed } from './open-named.ts';
import { StartError } from './start-error.ts';

/** How long a predecessor that is shutting down is waited for. */
const lockPatience = 30_000;

export type Store = Awaited<ReturnType<typeof openStore>>;

/**
 * Everything that is kept, opened for this process alone. What a predecessor left in the middle is free again. Throws a {@link StartError} that names the setting.
 */
export async function openStore(settings: Settings, { clock, log }: Runtime) {
  const paths = storePaths(settings.STORE_URL);
  const lock = await openNamed('STORE_URL', () =>
    acquireStoreLock({ path: paths.lock, timeoutMs: lockPatience, clock }),
  );
  if (lock === false) throw new StartError(`another process works on the store at ${paths.versions}`);
  const pseudonymOf = await openNamed('STORE_URL', () => openMemberKey(paths.memberKey));
  const journalDatabase = await openNamed('STORE_URL', () =>
    openJournalDatabase(paths.journal, {
      pseudonymOf,
      onTrouble: (error) => log.error({ error }, 'the journal cannot be brought to the disk'),
    }),
  );
  const keyvDatabase = await openNamed('STORE_URL', () => openKeyvDatabase(paths.versions));
  const journal = createJournal({
    database: journalDatabase,
    onUnreadable: ({ table, id, error }) => log.error({ table, id, error }, 'a row of the journal cannot be read'),
  });
  await journal.endLeases();
  const index = createChainIndex({ database: journalDatabase });
  const notes = createNotes({ database: journalDatabase });
  const secret = await notes.secret(() => `${clock.uuid()}${clock.uuid()}`);
  const knownHeads = createKnownHeads({ database: journalDatabase, clock });
  await learnHeads(keyvDatabase, knownHeads, clock.now());
  await learnEntries(keyvDatabase, createKnownEntries({ database: journalDatabase }), clock.now());
  const versions = createVersionStore({ database: keyvDatabase, knownHeads });
  const directory = settings.IMAGE_STORE_URL;
  const needed = await scratchNeeded(journalDatabase);
  const scratch = await openNamed('IMAGE_STORE_URL', () => openScratch({ directory, clock, needed }));
  const images = await openNamed('IMAGE_STORE_URL', () => openImageStore({ directory }));

  return {
    journal,
    index,
    notes,
    versions,
    images,
    scratch,
    guildSettings: createSettingsStore({ database: keyvDatabase }),
    characters: createCharacterStore({ database: journalDatabase }),
    audits: createAudits({
      database: journalDatabase,
      onUnreadable: ({ job, error }) => log.error({ job, error }, 'an entry of an audit cannot be read'),
    }),
    clearings: createClearings({ database: journalDatabase }),
    privacy: createPrivacyStore({ database: journalDatabase, listPath: paths.deleted }),
    pictureDeletions: createPictureDeletions({ database: journalDatabase, listPath: paths.deleted }),
    attempts: createAttempts({ database: journalDatabase }),
    defaults: createOwnDefaults({ database: journalDatabase }),
    pauses: createPauses({ database: journalDatabase, secret }),
    ledger: createLedger({ database: journalDatabase }),
    neededOriginals: createNeededOriginals({
      database: journalDatabase,
      heads: knownHeads,
      headsLast: settings.IMAGE_STORE_MAX_DAYS * 86_400_000,
    }),

    /** Closes the files, then lets the next process in. */
    async close() {
      await keyvDatabase.close();
      await journalDatabase.close();
      lock.release();
    },
  };
}
