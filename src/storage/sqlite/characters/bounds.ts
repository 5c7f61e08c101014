import { z } from 'zod';
import type { Character, CharacterBounds } from '../../../domain/characters/character.ts';
import { nameKey } from '../../../domain/characters/names.ts';
import type { Saving } from '../../../ports/store/members/character-store.ts';
import type { JournalDatabase } from '../database.ts';

/**
 * Why a character cannot be saved whose pictures take so many bytes; null: it can. To be asked in the transaction that
 * writes it: the unique indices would refuse a name that was taken since, and nothing would refuse a character too many.
 */
export function createRefusals({ sqlite }: JournalDatabase) {
  const known = sqlite.prepare('SELECT 1 FROM characters WHERE id = ?');
  // At most as many rows as the bounds allow, so they are counted each time.
  const amongOwn = sqlite.prepare(`${counted} WHERE guild IS NULL AND owner = :of`);
  const amongServers = sqlite.prepare(`${counted} WHERE guild = :of`);
  const bytesOf = sqlite.prepare(
    `SELECT coalesce(sum(bytes), 0) AS bytes FROM characters JOIN character_pictures ON character = id WHERE owner = ?`,
  );

  return function refusal(
    { id, name, owner, guild }: Pick<Character, 'id' | 'name' | 'owner' | 'guild'>,
    bounds: CharacterBounds,
    bytes: number,
  ): Exclude<Saving, 'saved'> | null {
    if (known.get(id) !== undefined) return 'known';
    const key = nameKey(name);
    const found = guild === null ? amongOwn.get({ key, of: owner }) : amongServers.get({ key, of: guild });
    const { count, named } = countRow.parse(found);
    if (named > 0) return 'taken';
    if (guild === null && count >= bounds.perMember) return 'member full';
    if (guild !== null && count >= bounds.perServer) return 'server full';
    const isTooMuch = bytesRow.parse(bytesOf.get(owner)).bytes + bytes > bounds.bytesPerMember;
    return isTooMuch ? 'too many bytes' : null;
  };
}

const counted = 'SELECT count(*) AS count, count(iif(name_key = :key, 1, NULL)) AS named FROM characters';
const countRow = z.object({ count: z.number(), named: z.number() });
const bytesRow = z.object({ bytes: z.number() });
