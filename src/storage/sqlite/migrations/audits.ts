/** What the audits of servers have not told yet: in the order in which it was delivered, by `rowid`. */
export const audits = `
  CREATE TABLE audits (
    job TEXT PRIMARY KEY,
    guild TEXT NOT NULL,
    entry TEXT NOT NULL,
    begun INTEGER NOT NULL DEFAULT 0,
    due_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX audits_due ON audits (due_at);
  CREATE INDEX audits_guild ON audits (guild);
`;
