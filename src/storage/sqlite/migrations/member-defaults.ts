/** What members take where a request of theirs says nothing. `guild`: empty for direct messages. */
export const memberDefaults = `
  CREATE TABLE member_defaults (
    member TEXT NOT NULL,
    guild TEXT NOT NULL,
    defaults TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (member, guild)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX member_defaults_guild ON member_defaults (guild);
`;
