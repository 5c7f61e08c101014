/**
 * `spending`: what the operator pays, apart from `totals`, which is what members are charged: losses and dearer providers
 * count, and all servers together have an account (`*`). `paid` of a hold is its share: an upper bound while the job is
 * open. `thinned`: what holds counted for that were removed with their jobs; `account`, `per` and `stretch` as in totals.
 * The indices are for that removal, and for how many of one server or member stand in line.
 */
export const spendingAndThinning = `
  CREATE INDEX losses_job ON losses (job);
  ALTER TABLE holds ADD COLUMN paid INTEGER NOT NULL DEFAULT 0 CHECK (paid >= 0);
  UPDATE holds SET paid = iif(
    settled_at IS NULL, usd, delivered_usd + coalesce((SELECT sum(usd) FROM losses WHERE losses.job = holds.job), 0)
  );
  CREATE TABLE spending (
    account TEXT NOT NULL,
    per TEXT NOT NULL,
    stretch TEXT NOT NULL,
    usd INTEGER NOT NULL CHECK (usd >= 0),
    PRIMARY KEY (account, per, stretch)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO spending (account, per, stretch, usd)
  SELECT account, per, stretch, sum(paid) FROM (
    SELECT guild_account AS account, 'day' AS per, day AS stretch, paid FROM holds
    UNION ALL SELECT guild_account, 'week', week, paid FROM holds
    UNION ALL SELECT guild_account, 'month', month, paid FROM holds
    UNION ALL SELECT member_account, 'day', day, paid FROM holds
    UNION ALL SELECT member_account, 'week', week, paid FROM holds
    UNION ALL SELECT member_account, 'month', month, paid FROM holds
    UNION ALL SELECT '*', 'day', day, paid FROM holds
    UNION ALL SELECT '*', 'week', week, paid FROM holds
    UNION ALL SELECT '*', 'month', month, paid FROM holds
  )
  GROUP BY account, per, stretch;

  CREATE TABLE thinned (
    account TEXT NOT NULL,
    per TEXT NOT NULL,
    stretch TEXT NOT NULL,
    images INTEGER NOT NULL CHECK (images >= 0),
    usd INTEGER NOT NULL CHECK (usd >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    PRIMARY KEY (account, per, stretch)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX jobs_ended ON jobs (accepted_at) WHERE state IN ('done', 'failed', 'cancelled');
  CREATE INDEX requests_unsent_of ON requests (house, member) WHERE state = 'new';
`;
