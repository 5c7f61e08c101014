import { z } from 'zod';
import type { Notes } from '../../ports/store/notes.ts';
import { confirmationRecord } from '../records/confirmations.ts';
import { draftRecord } from '../records/drafts.ts';
import { channelIdField, messageIdField } from '../records/parts.ts';
import { storedJson } from '../records/stored-json.ts';
import type { JournalDatabase } from './database.ts';
import { createLastingNotes } from './lasting-notes.ts';

/** The notes, in tables beside the journal's. Synchronous inside, like the journal. */
export function createNotes({ database }: { readonly database: JournalDatabase }): Notes {
  const { sqlite, transaction } = database;
  const keepDraft = sqlite.prepare(
    `INSERT INTO drafts (id, draft, made_at) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET draft = excluded.draft, made_at = excluded.made_at`,
  );
  const findDraft = sqlite.prepare('SELECT draft FROM drafts WHERE id = ?');
  const keepConfirmation = sqlite.prepare(
    `INSERT INTO confirmations (id, confirmation, made_at) VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET confirmation = excluded.confirmation, made_at = excluded.made_at`,
  );
  const findConfirmation = sqlite.prepare('SELECT confirmation FROM confirmations WHERE id = ?');
  const dropConfirmation = sqlite.prepare('DELETE FROM confirmations WHERE id = ?');
  const takeDraft = sqlite.prepare('DELETE FROM drafts WHERE id = ? RETURNING draft');
  const claimHint = sqlite.prepare(
    `INSERT INTO hints (picture, shown_at) VALUES (?, ?)
     ON CONFLICT (picture) DO UPDATE SET shown_at = excluded.shown_at WHERE excluded.shown_at - shown_at >= ${hourMs}`,
  );
  const removeLater = sqlite.prepare(
    `INSERT INTO removals (message, channel, remove_at) VALUES (?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET remove_at = excluded.remove_at`,
  );
  const dueRemovals = sqlite.prepare('SELECT channel, message FROM removals WHERE remove_at <= ? ORDER BY remove_at');
  const nextRemoval = sqlite.prepare('SELECT min(remove_at) AS at FROM removals');
  const removed = sqlite.prepare('DELETE FROM removals WHERE message = ?');
  const findLimit = sqlite.prepare('SELECT bytes FROM upload_limits WHERE place = ? AND refused_at > ?');
  const keepLimit = sqlite.prepare(
    `INSERT INTO upload_limits (place, bytes, refused_at) VALUES (?, ?, ?)
     ON CONFLICT (place) DO UPDATE SET refused_at = excluded.refused_at,
       bytes = iif(excluded.refused_at - refused_at < ${dayMs}, min(bytes, excluded.bytes), excluded.bytes)`,
  );
  const dropLimit = sqlite.prepare('DELETE FROM upload_limits WHERE place = ?');
  const pruneLimits = sqlite.prepare('DELETE FROM upload_limits WHERE refused_at <= ?');
  const pruneDrafts = sqlite.prepare('DELETE FROM drafts WHERE made_at < ?');
  const pruneConfirmations = sqlite.prepare(
    // What was agreed to is known for longer: whoever presses once more must not read that nothing was charged.
    `DELETE FROM confirmations WHERE made_at < ? - iif(confirmation ->> '$.job' IS NULL, 0, ${90 * dayMs})`,
  );
  const pruneHints = sqlite.prepare('DELETE FROM hints WHERE shown_at < ?');

  return {
    async keepDraft(draft) {
      await transaction('crash', () => keepDraft.run(draft.id, JSON.stringify(draft), draft.madeAt));
    },
    async findDraft(id) {
      const row = findDraft.get(id);
      return row === undefined ? null : draftRow.parse(row).draft;
    },
    async keepConfirmation(kept) {
      await transaction('crash', () => keepConfirmation.run(kept.id, JSON.stringify(kept), kept.madeAt));
    },
    async findConfirmation(id) {
      const row = findConfirmation.get(id);
      return row === undefined ? null : confirmationRow.parse(row).confirmation;
    },
    async dropConfirmation(id) {
      await transaction('crash', () => dropConfirmation.run(id));
    },
    async takeDraft(id) {
      const row = await transaction('crash', () => takeDraft.get(id));
      return row === undefined ? null : draftRow.parse(row).draft;
    },
    async claimHint(picture, now) {
      return transaction('crash', () => claimHint.run(picture, now).changes === 1);
    },
    async removeLater(channel, message, at) {
      await transaction('crash', () => removeLater.run(message, channel, at));
    },
    async dueRemovals(now) {
      return dueRemovals.all(now).map((row) => removalRow.parse(row));
    },
    async nextRemovalAt() {
      return nextRemovalRow.parse(nextRemoval.get()).at;
    },
    async removed(message) {
      await transaction('crash', () => removed.run(message));
    },
    async uploadLimit(place, now) {
      const row = findLimit.get(place, now - dayMs);
      return row === undefined ? null : limitRow.parse(row).bytes;
    },
    async keepUploadLimit(place, bytes, now) {
      await transaction('crash', () => (bytes === null ? dropLimit.run(place) : keepLimit.run(place, bytes, now)));
    },
    ...createLastingNotes({ database }),
    async prune(now) {
      await transaction('crash', () => {
        pruneDrafts.run(now - dayMs);
        pruneConfirmations.run(now - dayMs);
        pruneHints.run(now - dayMs);
        pruneLimits.run(now - dayMs);
      });
    },
  };
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const draftRow = z.object({ draft: storedJson(draftRecord) });
const confirmationRow = z.object({ confirmation: storedJson(confirmationRecord) });
const removalRow = z.object({ channel: channelIdField, message: messageIdField });
const nextRemovalRow = z.object({ at: z.number().nullable() });
const limitRow = z.object({ bytes: z.number() });
