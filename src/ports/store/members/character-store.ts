import type {
  Character,
  CharacterBounds,
  CharacterPicture,
  CharacterUser,
} from '../../../domain/characters/character.ts';
import type { CharacterId, JobId, OriginalId, UserId } from '../../../domain/ids.ts';

/**
 * `known`: it is there already, by its id. `taken`: its owner, or its server, has one of that name (`domain/characters/names`
 * says when two are the same). `member full`, `server full`, `too many bytes`: over the bounds; nothing was written.
 */
export type Saving = 'saved' | 'known' | 'taken' | 'member full' | 'server full' | 'too many bytes';

/** Characters, each call one transaction. Their pictures are files of the image store; who removes a row leaves those to be taken away. */
export interface CharacterStore {
  /** Writes it whole, or nothing. What stood to be taken away under the name of one of its pictures does so no longer. */
  save(character: Character, bounds: CharacterBounds): Promise<Saving>;
  /** Whether it could be saved now, were its pictures small enough (`too many bytes`: not one is left); nothing is written. */
  mayBeSaved(
    character: Pick<Character, 'id' | 'name' | 'owner' | 'guild'>,
    bounds: CharacterBounds,
  ): Promise<Exclude<Saving, 'saved'> | 'yes'>;
  find(id: CharacterId): Promise<Character | null>;
  /**
   * What this member may use there: what they used last first, then by name. Of two with one name the member's own first,
   * whichever they used; they stand together.
   */
  usableBy(user: CharacterUser): Promise<readonly Character[]>;
  /** That this member used these, for {@link usableBy}; the latest time counts. Those that are gone are left alone. */
  used(ids: readonly CharacterId[], user: UserId, at: number): Promise<void>;
  /**
   * Puts a picture before its others; beyond `most` the last ones go, and stand to be taken away. Once, by its original's
   * name; one that stood to be taken away does so no longer. No bounds of bytes. `gone`: there is no such character.
   * Answers what it is now.
   */
  putFirst(id: CharacterId, picture: CharacterPicture, most: number): Promise<Character | 'gone'>;
  /** Writes which request makes its reference sheet, if `before` is what stands there. False: it is not, or the character is gone. */
  claimSheet(id: CharacterId, before: JobId | null, job: JobId): Promise<boolean>;
  /** False: it was gone. Its pictures stand to be taken away then, in the same transaction. */
  remove(id: CharacterId): Promise<boolean>;
  /** Originals that stand to be taken away, oldest first. What it answers outlives a power cut: their files may be removed. */
  toTakeAway(most: number): Promise<readonly OriginalId[]>;
  /** They are: forgets them. Others, and those that a character has again, are left alone. */
  takenAway(ids: readonly OriginalId[]): Promise<void>;
}
