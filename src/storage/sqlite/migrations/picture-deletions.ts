/** Single pictures that somebody deleted, until nothing shows them any more. `due_at`: when to try again. */
export const pictureDeletions = `
  CREATE TABLE picture_deletions (
    version TEXT PRIMARY KEY,
    deletion TEXT NOT NULL,
    due_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX picture_deletions_due ON picture_deletions (due_at);
`;
