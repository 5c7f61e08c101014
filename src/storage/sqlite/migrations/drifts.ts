/** Versions that drifted from the first picture of their chain, and with which version that was said, if it was. */
export const drifts = `
  CREATE TABLE drifts (version TEXT PRIMARY KEY, chain TEXT NOT NULL, offered_with TEXT) STRICT, WITHOUT ROWID;
  CREATE INDEX drifts_chain ON drifts (chain);
`;
