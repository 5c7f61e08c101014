import { z } from 'zod';
import { isImportedVersion } from '../../../domain/ids.ts';
import type { PictureDeletion, PictureDeletions } from '../../../ports/store/members/picture-deletions.ts';
import { listVersion } from '../../deletion-list.ts';
import { channelIdField, messageIdField, userIdField, versionIdField } from '../../records/parts.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';

/** Pictures that were deleted and may still be shown, in a table beside the journal's. */
export function createPictureDeletions({
  database,
  listPath,
}: {
  readonly database: JournalDatabase;
  /** Of the deletion list. */
  readonly listPath: string;
}): PictureDeletions {
  const { sqlite, transaction } = database;
  const put = sqlite.prepare(
    `INSERT INTO picture_deletions (version, deletion, due_at) VALUES (?, ?, ?)
     ON CONFLICT (version) DO UPDATE SET deletion = excluded.deletion, due_at = excluded.due_at`,
  );
  const find = sqlite.prepare('SELECT 1 FROM picture_deletions WHERE version = ?');
  const due = sqlite.prepare('SELECT deletion FROM picture_deletions WHERE due_at <= ? ORDER BY due_at LIMIT ?');
  const next = sqlite.prepare('SELECT min(due_at) AS at FROM picture_deletions');
  const done = sqlite.prepare('DELETE FROM picture_deletions WHERE version = ?');

  return {
    async put(deletion, dueAt) {
      const { version } = deletion;
      // The list outlives whoever is named in it.
      const isListed = isImportedVersion(version) || find.get(version) !== undefined;
      if (!isListed) await listVersion(listPath, version);
      await transaction('power cut', () => put.run(deletion.version, JSON.stringify(deletion), dueAt));
    },
    async due(now, most) {
      return due.all(now, most).map((row) => deletionRow.parse(row).deletion);
    },
    async nextAt() {
      return nextRow.parse(next.get()).at;
    },
    async among(versions) {
      return new Set(versions.filter((each) => find.get(each) !== undefined));
    },
    async done(version) {
      await transaction('crash', () => done.run(version));
    },
  };
}

const deletionRecord = z.object({
  version: versionIdField,
  name: z.string(),
  message: messageIdField.nullable(),
  where: z.union([z.object({ channel: channelIdField }), z.object({ directTo: userIdField })]),
}) satisfies z.ZodType<PictureDeletion>;

const deletionRow = z.object({ deletion: storedJson(deletionRecord) });
const nextRow = z.object({ at: z.number().nullable() });
