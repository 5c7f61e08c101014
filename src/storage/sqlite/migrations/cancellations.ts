/**
 * `cancelled_at`: when its asker cancelled a job. Before, only what its message showed told of it, and only where
 * something was sent; so of those it is not known when, but that it was after that. `hiding` was a message that did not
 * say so yet.
 */
export const cancellations = `
  ALTER TABLE jobs ADD COLUMN cancelled_at INTEGER;
  UPDATE jobs SET cancelled_at = coalesce(started_at, accepted_at) WHERE shown ->> '$.kind' IN ('hiding', 'hidden');
  UPDATE jobs SET shown = '{"kind":"nothing"}' WHERE shown ->> '$.kind' = 'hiding';
`;
