/**
 * **What privacy must take care of**: every table of the journal in which something of a member stands, with what becomes of
 * it when they have everything deleted. A new table is a line here (a test looks for the id in all there are). `:member`,
 * and `:upTo`: when they agreed.
 *
 * Elsewhere, since more than a statement goes with it: versions and heads (`application/privacy/erase-version`), characters
 * with their pictures (the character store), jobs, requests and holds (`forgetting-jobs`), the accounts of the ledger
 * (`ledger/renaming`). No member stands in `removals`, `hints`, `losses`, `chain_counters`, `upload_limits`, `marks`.
 */
export const memberRows: readonly string[] = [
  `DELETE FROM drafts WHERE draft ->> '$.asker' = :member AND made_at <= :upTo`,
  `DELETE FROM confirmations WHERE confirmation ->> '$.address.asker' = :member AND made_at <= :upTo`,
  `DELETE FROM clearings WHERE asker = :member AND asked_at <= :upTo`,
  `DELETE FROM audits WHERE entry ->> '$.asker' = :member AND entry ->> '$.at' <= :upTo`,
  `DELETE FROM attempts WHERE asker = :member AND made_at <= :upTo`,
  // Under its keyed hash a pause stays until it ends.
  `UPDATE pauses SET member = NULL WHERE member = :member AND made_at <= :upTo`,
  `UPDATE pauses SET paused_by = NULL WHERE paused_by = :member AND made_at <= :upTo`,
  // What they made in private of a picture: its key ends with them. Nobody asks when.
  `DELETE FROM drifts WHERE chain LIKE '% ' || :member AND :upTo > 0`,
  `DELETE FROM member_defaults WHERE member = :member AND changed_at <= :upTo`,
  `DELETE FROM character_uses WHERE member = :member AND at <= :upTo`,
  // In direct messages to them. What goes of it goes with their versions; nobody asks when.
  `DELETE FROM picture_deletions WHERE deletion ->> '$.where.directTo' = :member AND :upTo > 0`,
  // Not before the last of what it counted: the next one would get the number of one that is still there.
  `DELETE FROM private_counters WHERE member = :member AND :upTo > 0 AND NOT EXISTS (
     SELECT 1 FROM chain_entries WHERE chain_entries.channel = private_counters.channel AND series = :member)`,
];
