/** What Discord left for one file where it refused a larger one: per server, or direct-message channel. */
export const uploadLimits = `
  CREATE TABLE upload_limits (
    place TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL CHECK (bytes > 0),
    refused_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;
