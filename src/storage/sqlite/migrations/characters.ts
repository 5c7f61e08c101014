/**
 * `name_key`: the name as two are compared. A member's own characters stand in no server. `place`: in which order the
 * pictures of one stand, the smallest first. `originals_to_take_away`: files that nobody has a row of any more, until they
 * are removed.
 */
export const characters = `
  CREATE TABLE characters (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    about TEXT NOT NULL,
    owner TEXT NOT NULL,
    guild TEXT,
    consent TEXT NOT NULL,
    sheet TEXT,
    made_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX characters_own ON characters (owner, name_key) WHERE guild IS NULL;
  CREATE UNIQUE INDEX characters_of_server ON characters (guild, name_key) WHERE guild IS NOT NULL;
  CREATE INDEX characters_made_by ON characters (owner);

  CREATE TABLE character_pictures (
    original TEXT PRIMARY KEY,
    character TEXT NOT NULL REFERENCES characters (id),
    place INTEGER NOT NULL,
    type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    spoiler INTEGER NOT NULL CHECK (spoiler IN (0, 1)),
    made TEXT,
    UNIQUE (character, place)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE character_uses (
    member TEXT NOT NULL,
    character TEXT NOT NULL REFERENCES characters (id),
    at INTEGER NOT NULL,
    PRIMARY KEY (member, character)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX character_uses_character ON character_uses (character);

  CREATE TABLE originals_to_take_away (seq INTEGER PRIMARY KEY, original TEXT NOT NULL UNIQUE) STRICT;
`;
