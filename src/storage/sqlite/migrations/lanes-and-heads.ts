/**
 * `house`: the server, or for a direct message its member, which counts as a server of one. The line is asked for by who
 * stands in it, and what is due by what kind of step it is, so that neither ten thousand in line nor ten thousand that
 * wait at a vendor cost the others anything. `known_heads`: what retention must leave alone (two versions of one chain
 * or member while its head moves from one to the other), `marks`: what was done once for the whole store.
 */
export const lanesAndHeads = `
  ALTER TABLE requests ADD COLUMN house TEXT GENERATED ALWAYS AS (coalesce(guild, '@' || member)) VIRTUAL;
  CREATE INDEX requests_unsent ON requests (provider, house, member, since, line_at) WHERE state = 'new';
  CREATE INDEX requests_in_hand ON requests (provider, guild, member)
    WHERE state IN ('submitting', 'waiting', 'collecting');
  CREATE INDEX requests_steps ON requests (provider, state, due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX jobs_open ON jobs (accepted_at) WHERE state NOT IN ('done', 'failed', 'cancelled');

  CREATE TABLE known_heads (
    channel TEXT NOT NULL,
    member TEXT NOT NULL,
    version TEXT NOT NULL,
    mask TEXT,
    PRIMARY KEY (channel, member, version)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX known_heads_version ON known_heads (version);
  CREATE INDEX known_heads_mask ON known_heads (mask) WHERE mask IS NOT NULL;
  CREATE TABLE marks (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;
