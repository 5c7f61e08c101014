/** Questions whether several limits of a server are to be taken away, until they are answered. */
export const limitClearings = `
  CREATE TABLE clearings (
    id TEXT PRIMARY KEY,
    guild TEXT NOT NULL,
    asker TEXT NOT NULL,
    entries TEXT NOT NULL,
    asked_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** Requests that wait for their askers to agree to a price. */
export const confirmations = `
  CREATE TABLE confirmations (id TEXT PRIMARY KEY, confirmation TEXT NOT NULL, made_at INTEGER NOT NULL) STRICT;
  CREATE INDEX confirmations_age ON confirmations (made_at);
`;
