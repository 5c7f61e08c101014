import { z } from 'zod';
import { type Character, type CharacterUser, consents } from '../../../domain/characters/character.ts';
import type { CharacterId, OriginalId } from '../../../domain/ids.ts';
import {
  characterIdField,
  guildIdField,
  jobIdField,
  madeField,
  originalIdField,
  pictureTypeField,
  userIdField,
} from '../../records/parts.ts';
import { storedJson } from '../../records/stored-json.ts';
import type { JournalDatabase } from '../database.ts';

/** What is asked of the characters' tables, each by one query. */
export function createReading({ sqlite }: JournalDatabase) {
  const one = sqlite.prepare(`SELECT ${columns} FROM characters WHERE id = ?`);
  // Those of one name stand together, where the one that was used last does.
  const usable = sqlite.prepare(
    `SELECT ${columns}, max(at) OVER (PARTITION BY name_key) AS used_at
     FROM characters LEFT JOIN character_uses ON member = :user AND character = id
     WHERE (guild IS NULL AND owner = :user) OR guild = :guild
     ORDER BY used_at DESC NULLS LAST, name_key, guild IS NOT NULL`,
  );
  const toTakeAway = sqlite.prepare('SELECT original FROM originals_to_take_away ORDER BY seq LIMIT ?');

  return {
    find(id: CharacterId): Character | null {
      const row = one.get(id);
      return row === undefined ? null : characterRow.parse(row);
    },
    usableBy: ({ user, guild }: CharacterUser): readonly Character[] =>
      usable.all({ user, guild }).map((row) => characterRow.parse(row)),
    standing: (most: number): readonly OriginalId[] =>
      toTakeAway.all(most).map((row) => standingRow.parse(row).original),
  };
}

const columns = `id, name, about, owner, guild, consent, sheet, made_at AS madeAt, (
  SELECT json_group_array(json_object(
    'original', original, 'type', type, 'width', width, 'height', height, 'bytes', bytes, 'spoiler', spoiler, 'made', made
  ) ORDER BY place) FROM character_pictures WHERE character_pictures.character = characters.id
) AS pictures`;

const pictureRecord = z.object({
  original: originalIdField,
  type: pictureTypeField,
  width: z.number(),
  height: z.number(),
  bytes: z.number(),
  spoiler: z.number().transform((covered) => (covered === 1 ? true : undefined)),
  made: madeField.nullable().transform((made) => made ?? undefined),
});
const characterRow = z.object({
  id: characterIdField,
  name: z.string(),
  about: z.string(),
  owner: userIdField,
  guild: guildIdField.nullable(),
  consent: z.enum(consents),
  pictures: storedJson(z.array(pictureRecord)),
  sheet: jobIdField.nullable(),
  madeAt: z.number(),
});
const standingRow = z.object({ original: originalIdField });
