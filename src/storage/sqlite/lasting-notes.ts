import { z } from 'zod';
import { type ApplicationId, type GuildId, guildId } from '../../domain/ids.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { JournalDatabase } from './database.ts';

type LastingNotes = Pick<
  Notes,
  | 'secret'
  | 'registeredIn'
  | 'keepRegistered'
  | 'forgetRegistered'
  | 'keepDrift'
  | 'offerOriginal'
  | 'isOriginalOffered'
>;

/**
 * Those of the notes that nothing prunes: the secret, what drifted, and, as marks of the store, where commands were
 * registered.
 */
export function createLastingNotes({ database }: { readonly database: JournalDatabase }): LastingNotes {
  const { sqlite, transaction } = database;
  const findRegistered = sqlite.prepare('SELECT name FROM marks WHERE name GLOB ?');
  const keepRegistered = sqlite.prepare('INSERT OR IGNORE INTO marks (name, at) VALUES (?, 0)');
  const forgetRegistered = sqlite.prepare('DELETE FROM marks WHERE name = ?');
  const keepSecret = sqlite.prepare(`INSERT INTO secrets (name, secret) VALUES ('signing', ?)`);
  const findSecret = sqlite.prepare(`SELECT secret FROM secrets WHERE name = 'signing'`);
  const keepDrift = sqlite.prepare('INSERT OR IGNORE INTO drifts (version, chain) VALUES (?, ?)');
  const offerOriginal = sqlite.prepare(
    `UPDATE drifts SET offered_with = :into WHERE version = :drifted AND NOT EXISTS (
       SELECT 1 FROM drifts AS other WHERE other.chain = drifts.chain AND other.offered_with <> :into
     )`,
  );
  const findOffered = sqlite.prepare('SELECT 1 FROM drifts WHERE chain = ? AND offered_with IS NOT NULL');

  return {
    async secret(make) {
      return transaction('power cut', () => {
        const row = findSecret.get();
        if (row !== undefined) return secretRow.parse(row).secret;
        const secret = make();
        keepSecret.run(secret);
        return secret;
      });
    },
    async keepDrift(version, chain) {
      await transaction('crash', () => keepDrift.run(version, chain));
    },
    async offerOriginal(drifted, into) {
      return transaction('crash', () => offerOriginal.run({ drifted, into }).changes === 1);
    },
    async isOriginalOffered(chain) {
      return findOffered.get(chain) !== undefined;
    },
    async registeredIn(application) {
      const found = findRegistered.all(`${registration(application, null)}*`).map((row) => markRow.parse(row).name);
      const places = found.map((name) => name.split('/')[2] ?? '');
      return places.map((place) => (place === '' ? null : guildId(place)));
    },
    async keepRegistered(application, place) {
      await transaction('crash', () => keepRegistered.run(registration(application, place)));
    },
    async forgetRegistered(application, place) {
      await transaction('crash', () => forgetRegistered.run(registration(application, place)));
    },
  };
}

/** The mark that tells of one place; without a server, everywhere. */
const registration = (application: ApplicationId, place: GuildId | null) => `commands/${application}/${place ?? ''}`;

const markRow = z.object({ name: z.string() });
const secretRow = z.object({ secret: z.string() });
