/**
 * `waits_for`: the request whose result a job is made from; whatever ends that one wakes it. The others find a member's
 * open jobs in a channel, and the one whose message somebody replies to, however many wait. Of a row that is damaged they
 * say nothing, rather than let every change of it fail.
 *
 * `used_at`: when a head was moved or worked on last; one that nobody uses any more keeps no original. Those of before
 * begin now.
 */
export const followUpsAndUsedHeads = `
  ALTER TABLE jobs ADD COLUMN waits_for TEXT
    GENERATED ALWAYS AS (CASE WHEN json_valid(task) THEN task ->> '$.sources[0].job' END) VIRTUAL;
  ALTER TABLE jobs ADD COLUMN asked_in TEXT
    GENERATED ALWAYS AS (CASE WHEN json_valid(address) THEN address ->> '$.channel' END) VIRTUAL;
  ALTER TABLE jobs ADD COLUMN asked_by TEXT
    GENERATED ALWAYS AS (CASE WHEN json_valid(address) THEN address ->> '$.asker' END) VIRTUAL;
  ALTER TABLE jobs ADD COLUMN shown_in TEXT
    GENERATED ALWAYS AS (CASE WHEN json_valid(address) THEN address ->> '$.message' END) VIRTUAL;
  CREATE INDEX jobs_waiting_for ON jobs (waits_for) WHERE waits_for IS NOT NULL;
  CREATE INDEX jobs_open_of ON jobs (asked_in, asked_by) WHERE state NOT IN ('done', 'failed', 'cancelled');
  CREATE INDEX jobs_open_in ON jobs (shown_in) WHERE state NOT IN ('done', 'failed', 'cancelled');

  ALTER TABLE known_heads ADD COLUMN used_at INTEGER NOT NULL DEFAULT 0;
  UPDATE known_heads SET used_at = unixepoch() * 1000;
`;
