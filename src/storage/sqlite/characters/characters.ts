import type { Character, CharacterPicture } from '../../../domain/characters/character.ts';
import { nameKey } from '../../../domain/characters/names.ts';
import type { CharacterId, OriginalId } from '../../../domain/ids.ts';
import type { CharacterStore } from '../../../ports/store/members/character-store.ts';
import type { JournalDatabase } from '../database.ts';
import { createRefusals } from './bounds.ts';
import { createReading } from './reading.ts';

/** The characters, in tables beside the journal's. Synchronous inside, like the journal. */
export function createCharacterStore({ database }: { readonly database: JournalDatabase }): CharacterStore {
  const { sqlite, transaction } = database;
  const { find, usableBy, standing } = createReading(database);
  const refusal = createRefusals(database);
  const pictures = createPictureRows(database);
  const insert = sqlite.prepare(
    `INSERT INTO characters (id, name, name_key, about, owner, guild, consent, sheet, made_at)
     VALUES (:id, :name, :key, :about, :owner, :guild, :consent, :sheet, :madeAt)`,
  );
  const use = sqlite.prepare(
    `INSERT INTO character_uses (member, character, at) SELECT :user, id, :at FROM characters WHERE id = :id
     ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`,
  );
  const setSheet = sqlite.prepare('UPDATE characters SET sheet = :job WHERE id = :id AND sheet IS :before');
  const forgetUses = sqlite.prepare('DELETE FROM character_uses WHERE character = ?');
  const remove = sqlite.prepare('DELETE FROM characters WHERE id = ?');
  const takenAway = sqlite.prepare('DELETE FROM originals_to_take_away WHERE original = ?');

  return {
    async save(character, bounds) {
      return transaction('power cut', () => {
        const bytes = character.pictures.reduce((sum, each) => sum + each.bytes, 0);
        const refused = refusal(character, bounds, bytes);
        if (refused !== null) return refused;
        const { id, name, about, owner, guild, consent, sheet, madeAt } = character;
        insert.run({ id, name, key: nameKey(name), about, owner, guild, consent, sheet, madeAt });
        for (const picture of character.pictures) pictures.putLast(id, picture);
        return 'saved';
      });
    },
    async mayBeSaved(character, bounds) {
      return refusal(character, bounds, smallestPicture) ?? 'yes';
    },
    find: async (id) => find(id),
    usableBy: async (user) => usableBy(user),
    async used(ids, user, at) {
      await transaction('crash', () => {
        for (const id of ids) use.run({ id, user, at });
      });
    },
    async putFirst(id, picture, most) {
      return transaction('power cut', () => {
        const before = find(id);
        if (before === null) return 'gone';
        if (before.pictures.some(({ original }) => original === picture.original)) return before;
        pictures.putFirst(id, picture);
        for (const each of before.pictures.slice(Math.max(0, most - 1))) pictures.letGo(each);
        return find(id) ?? 'gone';
      });
    },
    async claimSheet(id, before, job) {
      return transaction('power cut', () => setSheet.run({ id, before, job }).changes === 1);
    },
    async remove(id) {
      return transaction('power cut', () => {
        const character = find(id);
        for (const each of character?.pictures ?? []) pictures.letGo(each);
        forgetUses.run(id);
        return remove.run(id).changes === 1;
      });
    },
    async toTakeAway(most) {
      if (standing(most).length === 0) return [];
      // On the disk first: a power cut that brought the row back would find its files removed.
      return transaction('power cut', () => standing(most));
    },
    async takenAway(ids) {
      // No sync of its own: whoever takes them away once more finds nothing.
      await transaction('crash', () => {
        for (const id of ids) takenAway.run(id);
      });
    },
  };
}

/** One byte: with that much left, it depends on the picture. */
const smallestPicture = 1;

/** Rows of pictures, each of one character. What comes stands to be taken away no longer, what goes does from then on. */
function createPictureRows({ sqlite }: JournalDatabase) {
  const insertAt = (place: string) =>
    sqlite.prepare(
      `INSERT INTO character_pictures (original, character, place, type, width, height, bytes, spoiler, made)
       SELECT :original, :character, coalesce(${place}, 0), :type, :width, :height, :bytes, :spoiler, :made
       FROM character_pictures WHERE character = :character`,
    );
  const [before, behind] = [insertAt('min(place) - 1'), insertAt('max(place) + 1')];
  const keep = sqlite.prepare('DELETE FROM originals_to_take_away WHERE original = ?');
  const drop = sqlite.prepare('DELETE FROM character_pictures WHERE original = ?');
  const stand = sqlite.prepare('INSERT INTO originals_to_take_away (original) VALUES (?) ON CONFLICT DO NOTHING');

  const put = (statement: typeof before, character: Character['id'], picture: CharacterPicture) => {
    const { original, type, width, height, bytes, spoiler = false, made = null } = picture;
    keep.run(original);
    statement.run({ original, character, type, width, height, bytes, spoiler: Number(spoiler), made });
  };
  return {
    putFirst: (character: CharacterId, picture: CharacterPicture) => put(before, character, picture),
    putLast: (character: CharacterId, picture: CharacterPicture) => put(behind, character, picture),
    letGo({ original }: { readonly original: OriginalId }) {
      drop.run(original);
      stand.run(original);
    },
  };
}
