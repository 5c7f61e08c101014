/**
 * `member_deletions`: everything of a member that was kept up to `agreed_at` goes, in steps; the row stays until that is
 * done, and for a while after it, by then without the member's id. `agreed_at` null: they were asked and have not answered.
 * `departures`: servers that the bot was removed from, and when their data goes. `forgotten_accounts`: pseudonyms in the
 * ledger, and until when their amounts count for a limit.
 *
 * An entry of a chain tells besides whose server it was made in, who sent what somebody else imported for themselves, and
 * when; null in those that are not yet learned from the versions. A member's lines of the ledger are found by the member.
 */
export const privacy = `
  CREATE TABLE member_deletions (
    id TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    asked_at INTEGER NOT NULL,
    agreed_at INTEGER,
    done_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX member_deletions_running ON member_deletions (member) WHERE agreed_at IS NOT NULL AND done_at IS NULL;
  CREATE TABLE departures (guild TEXT PRIMARY KEY, left_at INTEGER NOT NULL, due_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE forgotten_accounts (pseudonym TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  ALTER TABLE chain_entries ADD COLUMN guild TEXT;
  ALTER TABLE chain_entries ADD COLUMN sent_by TEXT;
  ALTER TABLE chain_entries ADD COLUMN made_at INTEGER;
  CREATE INDEX chain_entries_owner ON chain_entries (owner);
  CREATE INDEX chain_entries_sent_by ON chain_entries (sent_by) WHERE sent_by IS NOT NULL;
  CREATE INDEX chain_entries_guild ON chain_entries (guild) WHERE guild IS NOT NULL;
  CREATE INDEX jobs_asked_by ON jobs (asked_by);

  CREATE INDEX totals_member ON totals (substr(account, instr(account, '/') + 1));
  CREATE INDEX spending_member ON spending (substr(account, instr(account, '/') + 1));
  CREATE INDEX thinned_member ON thinned (substr(account, instr(account, '/') + 1));
  CREATE INDEX notices_member ON notices (substr(account, instr(account, '/') + 1));
  CREATE INDEX holds_member ON holds (substr(member_account, instr(member_account, '/') + 1));
`;
