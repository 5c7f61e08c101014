/**
 * How members behave. `pauses`: by a keyed hash of server and member (`key`); `member` and `paused_by` are taken away when
 * either has their data deleted. `moderations`: refusals by a vendor's moderation; `counted`: in a pause before;
 * `paused_until`: of the one that it was the last for. `attempts`: what was refused or failed and may be asked once
 * more; `appeal`: whether moderators were asked to let it pass.
 */
export const conduct = `
  CREATE TABLE pauses (
    key TEXT PRIMARY KEY,
    guild TEXT NOT NULL,
    member TEXT,
    paused_by TEXT,
    until INTEGER NOT NULL,
    made_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX pauses_end ON pauses (until);
  CREATE INDEX pauses_guild ON pauses (guild, until);

  CREATE TABLE moderations (
    job TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    counted INTEGER NOT NULL DEFAULT 0,
    paused_until INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX moderations_lately ON moderations (key, at) WHERE counted = 0;
  CREATE INDEX moderations_age ON moderations (at);

  CREATE TABLE attempts (
    id TEXT PRIMARY KEY,
    asker TEXT NOT NULL,
    guild TEXT,
    attempt TEXT NOT NULL,
    appeal TEXT NOT NULL DEFAULT 'none',
    made_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_age ON attempts (made_at);
  CREATE INDEX attempts_asker ON attempts (asker);
`;
