import { z } from 'zod';
import { type ApplicationId, type GuildId, guildId } from '../../domain/ids.ts';
import type { Notes } from '../../ports/store/notes.ts';
import type { JournalDatabase } from './database.ts';

/** Those of the notes that nothing prunes: the secret, and, as marks of the store, where commands were registered. */
export function createLastingNotes({
  database,
}: {
  readonly database: JournalDatabase;
}): Pick<Notes, 'secret' | 'registeredIn' | 'keepRegistered' | 'forgetRegistered'> {
  const { sqlite, transaction } = database;
  const findRegistered = sqlite.prepare('SELECT name FROM marks WHERE name GLOB ?');
  const keepRegistered = sqlite.prepare('INSERT OR IGNORE INTO marks (name, at) VALUES (?, 0)');
  const forgetRegistered = sqlite.prepare('DELETE FROM marks WHERE name = ?');
  const keepSecret = sqlite.prepare(`INSERT INTO secrets (name, secret) VALUES ('signing', ?)`);
  const findSecret = sqlite.prepare(`SELECT secret FROM secrets WHERE name = 'signing'`);

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
