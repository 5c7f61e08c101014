import { z } from 'zod';
import type { PrivacyStore } from '../../../ports/store/members/privacy-store.ts';
import { listDeletion, readDeletionList, readListedVersions } from '../../deletion-list.ts';
import { isPseudonym } from '../../member-key.ts';
import { characterIdField, jobIdField, userIdField } from '../../records/parts.ts';
import type { JournalDatabase } from '../database.ts';
import { accountRenaming } from '../ledger/renaming.ts';
import { departures } from './departures.ts';
import { jobForgetting } from './forgetting-jobs.ts';
import { memberLedger } from './ledger-lines.ts';
import { memberRows } from './member-rows.ts';

/** What privacy asks of the journal, in its tables and beside them. Synchronous inside, like the journal. */
export function createPrivacyStore({
  database,
  listPath,
}: {
  readonly database: JournalDatabase;
  /** Of the deletion list. */
  readonly listPath: string;
}): PrivacyStore {
  return {
    ...deleting(database, listPath),
    ...honouring(database, listPath),
    ...forgetting(database),
    ...jobForgetting(database),
    ...memberLedger(database),
    ...departures(database),
  };
}

type Deleting = Pick<PrivacyStore, 'ask' | 'agree' | 'decline' | 'deletions' | 'isForgotten' | 'done'>;

function deleting({ sqlite, transaction, pseudonymOf }: JournalDatabase, listPath: string): Deleting {
  const ask = sqlite.prepare(
    'INSERT INTO member_deletions (id, member, asked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const prune = sqlite.prepare(
    'DELETE FROM member_deletions WHERE coalesce(done_at, iif(agreed_at, NULL, asked_at)) < ?',
  );
  const find = sqlite.prepare('SELECT * FROM member_deletions WHERE id = ?');
  const agree = sqlite.prepare('UPDATE member_deletions SET agreed_at = ? WHERE id = ? AND agreed_at IS NULL');
  const drop = sqlite.prepare('DELETE FROM member_deletions WHERE id = ? AND member = ? AND agreed_at IS NULL');
  const running = sqlite.prepare(
    `SELECT id, member, agreed_at AS agreedAt FROM member_deletions WHERE ${runningSql} ORDER BY agreed_at`,
  );
  const forgets = sqlite.prepare(
    `SELECT 1 FROM member_deletions WHERE member = ? AND ${runningSql} AND agreed_at >= ?`,
  );
  const done = sqlite.prepare('UPDATE member_deletions SET done_at = ?, member = ? WHERE id = ?');
  const nameOf = (member: string) => pseudonymOf?.(member) ?? member;

  return {
    async ask(id, member, at) {
      await transaction('crash', () => {
        prune.run(at - dayMs);
        ask.run(id, member, at);
      });
    },
    async agree(id, member, at, since) {
      const found = find.get(id);
      if (found === undefined) return 'gone';
      const row = deletionRow.parse(found);
      if (row.member !== member && row.member !== nameOf(member)) return 'not theirs';
      if (row.done_at !== null) return 'done';
      if (row.agreed_at !== null) return 'running';
      if (row.asked_at < since) return 'gone';
      // Before the row: what is listed and was never begun is asked for again, and what goes is always listed.
      await listDeletion(listPath, { pseudonym: nameOf(member), at });
      return transaction('power cut', () => (agree.run(at, id).changes === 1 ? 'agreed' : 'running'));
    },
    async decline(id, member) {
      return transaction('crash', () => drop.run(id, member).changes === 1);
    },
    async deletions() {
      return running.all().map((row) => runningRow.parse(row));
    },
    async isForgotten(member, askedAt) {
      return forgets.get(member, askedAt) !== undefined;
    },
    async done(id, at) {
      await transaction('power cut', () => {
        const row = find.get(id);
        if (row !== undefined) done.run(at, nameOf(deletionRow.parse(row).member), id);
      });
    },
  };
}

function honouring(
  { sqlite, transaction, pseudonymOf }: JournalDatabase,
  listPath: string,
): Pick<PrivacyStore, 'honourList'> {
  const members = sqlite.prepare(
    `SELECT owner AS member FROM chain_entries UNION SELECT sent_by FROM chain_entries WHERE sent_by IS NOT NULL
     UNION SELECT owner FROM characters UNION SELECT asked_by FROM jobs WHERE asked_by IS NOT NULL
     UNION SELECT substr(member_account, instr(member_account, '/') + 1) FROM holds
     UNION SELECT substr(account, instr(account, '/') + 1) FROM totals WHERE instr(account, '/') > 0`,
  );
  const begin = sqlite.prepare(
    `INSERT INTO member_deletions (id, member, asked_at, agreed_at) VALUES (:id, :member, :at, :at) ON CONFLICT DO NOTHING`,
  );

  const deletePicture = sqlite.prepare(
    `INSERT INTO picture_deletions (version, deletion, due_at)
     SELECT version, json_object('version', version, 'name', '', 'message', NULL, 'where', json_object('channel', channel)), 0
     FROM chain_entries WHERE version = :version ON CONFLICT DO NOTHING`,
  );

  return {
    async honourList() {
      const listed = new Map((await readDeletionList(listPath)).map(({ pseudonym, at }) => [pseudonym, at]));
      const pictures = await readListedVersions(listPath);
      const known = members.all().map((row) => memberRow.parse(row).member);
      return transaction('power cut', () => {
        // Their messages have lost them already.
        for (const version of pictures) deletePicture.run({ version });
        let begun = 0;
        for (const member of known) {
          const at = isPseudonym(member) ? undefined : listed.get(pseudonymOf?.(member) ?? member);
          if (at === undefined) continue;
          begun += Number(begin.run({ id: `listed-${pseudonymOf?.(member)}`, member, at }).changes);
        }
        return begun;
      });
    },
  };
}

type Forgetting = Pick<
  PrivacyStore,
  'characters' | 'confirmations' | 'forgetNotes' | 'forgetName' | 'forgetPseudonyms'
>;

function forgetting(database: JournalDatabase): Forgetting {
  const { sqlite, transaction, pseudonymOf } = database;
  const characters = sqlite.prepare('SELECT id FROM characters WHERE owner = ? AND made_at <= ?');
  const confirmations = sqlite.prepare(
    `SELECT id FROM confirmations WHERE confirmation ->> '$.address.asker' = ? AND made_at <= ?`,
  );
  const rows = memberRows.map((sql) => sqlite.prepare(sql));
  const rename = accountRenaming(database);
  const keepUntil = sqlite.prepare(
    `INSERT INTO forgotten_accounts (pseudonym, until) VALUES (?, ?) ON CONFLICT DO UPDATE SET until = excluded.until`,
  );
  const ended = sqlite.prepare('SELECT pseudonym FROM forgotten_accounts WHERE until <= ?');
  const drop = sqlite.prepare('DELETE FROM forgotten_accounts WHERE pseudonym = ?');

  return {
    async characters(member, upTo) {
      return characters.all(member, upTo).map((row) => characterRow.parse(row).id);
    },
    async confirmations(member, upTo) {
      return confirmations.all(member, upTo).map((row) => confirmationRow.parse(row).id);
    },
    async forgetNotes(member, upTo) {
      await transaction('power cut', () => {
        for (const each of rows) each.run({ member, upTo });
      });
    },
    async forgetName(member, until) {
      const pseudonym = pseudonymOf?.(member) ?? anonymous;
      await transaction('power cut', () => {
        rename(member, pseudonym);
        keepUntil.run(pseudonym, until);
      });
    },
    async forgetPseudonyms(now) {
      const found = ended.all(now).map((row) => pseudonymRow.parse(row).pseudonym);
      if (found.length === 0) return;
      await transaction('power cut', () => {
        for (const pseudonym of found) {
          rename(pseudonym, anonymous);
          drop.run(pseudonym);
        }
      });
    },
  };
}

/** Somebody, of whom nothing else is known. */
const anonymous = '~';

const runningSql = 'agreed_at IS NOT NULL AND done_at IS NULL';
const dayMs = 86_400_000;

const deletionRow = z.object({
  member: userIdField,
  asked_at: z.number(),
  agreed_at: z.number().nullable(),
  done_at: z.number().nullable(),
});
const runningRow = z.object({ id: jobIdField, member: userIdField, agreedAt: z.number() });
const memberRow = z.object({ member: z.string() });
const characterRow = z.object({ id: characterIdField });
const confirmationRow = z.object({ id: jobIdField });
const pseudonymRow = z.object({ pseudonym: z.string() });
