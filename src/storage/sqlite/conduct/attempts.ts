import { z } from 'zod';
import type { AttemptStore } from '../../../ports/store/members/attempt-store.ts';
import { attemptRecord } from '../../records/attempts.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';

/** What may be asked once more, in a table beside the journal's. */
export function createAttempts({ database }: { readonly database: JournalDatabase }): AttemptStore {
  const { sqlite, transaction } = database;
  const keep = sqlite.prepare(
    `INSERT INTO attempts (id, asker, guild, attempt, made_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  );
  // Their prompts are long, and being refused costs nothing.
  const bound = sqlite.prepare(
    `DELETE FROM attempts WHERE id IN (
       SELECT id FROM attempts WHERE asker = ? ORDER BY made_at DESC, id DESC LIMIT -1 OFFSET ${mostOfMember}
     )`,
  );
  const find = sqlite.prepare('SELECT attempt, appeal FROM attempts WHERE id = ?');
  const appeal = sqlite.prepare('UPDATE attempts SET appeal = ? WHERE id = ? AND appeal = ?');
  const drop = sqlite.prepare('DELETE FROM attempts WHERE id = ?');
  const prune = sqlite.prepare('DELETE FROM attempts WHERE made_at <= ?');

  return {
    async keep(attempt) {
      const { id, address, madeAt } = attempt;
      const stored = JSON.stringify({ ...attempt, address: { ...address, token: null, tokenExpiresAt: null } });
      await transaction('crash', () => {
        keep.run(id, address.asker, address.guild, stored, madeAt);
        bound.run(address.asker);
      });
    },
    async find(id) {
      const row = find.get(id);
      return row === undefined ? null : attemptRow.parse(row);
    },
    async appeal(id, from, to) {
      return transaction('crash', () => appeal.run(to, id, from).changes === 1);
    },
    async drop(id) {
      await transaction('crash', () => drop.run(id));
    },
    async prune(now) {
      await transaction('crash', () => prune.run(now - dayMs));
    },
  };
}

const mostOfMember = 50;
const dayMs = 24 * 3_600_000;

const attemptRow = z.object({ attempt: storedJson(attemptRecord), appeal: z.enum(['none', 'asked', 'allowed']) });
