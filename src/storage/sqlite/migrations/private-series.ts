/**
 * Private versions are numbered by themselves for their owner, and what all see keeps the numbers that messages name, with
 * gaps where private ones were. `made_order`: newest last over all series. Likewise the counter of a member's series outlives
 * its entries; the server is there so that it goes with it.
 */
export const privateSeries = `
  CREATE TABLE numbered_entries (
    made_order INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    series TEXT NOT NULL GENERATED ALWAYS AS (iif(audience = 'asker', owner, '')) VIRTUAL,
    number INTEGER NOT NULL,
    audience TEXT NOT NULL,
    owner TEXT NOT NULL,
    message TEXT,
    guild TEXT,
    sent_by TEXT,
    made_at INTEGER,
    UNIQUE (channel, series, number)
  ) STRICT;
  INSERT INTO numbered_entries (version, channel, number, audience, owner, message, guild, sent_by, made_at)
    SELECT version, channel,
      iif(audience = 'asker', row_number() OVER (PARTITION BY channel, iif(audience = 'asker', owner, '') ORDER BY number), number),
      audience, owner, message, guild, sent_by, made_at
    FROM chain_entries ORDER BY channel, number;
  DROP TABLE chain_entries;
  ALTER TABLE numbered_entries RENAME TO chain_entries;
  CREATE INDEX chain_entries_made ON chain_entries (channel, series, made_order);
  CREATE INDEX chain_entries_owner ON chain_entries (owner);
  CREATE INDEX chain_entries_sent_by ON chain_entries (sent_by) WHERE sent_by IS NOT NULL;
  CREATE INDEX chain_entries_guild ON chain_entries (guild) WHERE guild IS NOT NULL;

  CREATE TABLE private_counters (
    member TEXT NOT NULL,
    channel TEXT NOT NULL,
    guild TEXT,
    last INTEGER NOT NULL,
    PRIMARY KEY (member, channel)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX private_counters_guild ON private_counters (guild) WHERE guild IS NOT NULL;
  INSERT INTO private_counters (member, channel, guild, last)
    SELECT owner, channel, max(guild), max(number) FROM chain_entries WHERE audience = 'asker' GROUP BY owner, channel;
`;
