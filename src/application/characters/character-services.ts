import type { Source } from '../../domain/asked/image-request.ts';
import type { Character, Consent, Whose } from '../../domain/characters/character.ts';
import type { Failure } from '../../domain/failure.ts';
import type { CharacterId, JobId, UserId, VersionId } from '../../domain/ids.ts';
import type { ReplyAddress } from '../../domain/jobs/job.ts';
import type { LentFile } from '../../ports/store/image-store.ts';
import type { AskAnswer, Place } from '../asking.ts';

export interface CharacterToSave {
  /** Of the interaction that sent the form in: saving it again is once. */
  readonly id: JobId;
  readonly place: Place;
  readonly name: string;
  readonly about: string;
  readonly whose: Whose;
  /** Null: nothing was said, so it is not saved. */
  readonly consent: Consent | null;
  /** As they were found for this member; beyond the most that a character has, the first ones. */
  readonly sources: readonly Source[];
}

/** Why it is not saved: what its member can put right. Nothing was kept. */
export type NotSaved =
  | 'bad name'
  | 'long about'
  | 'no consent'
  | 'taken'
  | 'member full'
  | 'server full'
  | 'too many bytes'
  | 'unfinished';

export type SavedCharacter =
  /** `leftOut`: how many pictures more were given than a character has. */
  | { readonly kind: 'saved'; readonly character: Character; readonly leftOut: number }
  | { readonly kind: 'not saved'; readonly why: NotSaved }
  /** A picture cannot be had, is none, or a rule of the server keeps it from being used. */
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A picture of a character to be shown, until it is disposed of. */
export interface LentCharacterPictures extends AsyncDisposable {
  readonly files: readonly { readonly path: string; readonly filename: string }[];
}

export interface CharacterServices {
  /** Whom this member may use there, what they used last first. */
  usable(place: Place): Promise<readonly Character[]>;
  /** By its name, typed with or without an `@`; of two with that name the member's own. */
  named(place: Place, name: string): Promise<Character | null>;
  /** By its id, where this member may use it. */
  find(id: CharacterId, place: Place): Promise<Character | null>;
  /** Whether one could be saved under that name, before its form is filled in. */
  mayBeSaved(asked: Pick<CharacterToSave, 'id' | 'place' | 'name' | 'about' | 'whose'>): Promise<'yes' | NotSaved>;
  /** Brings its pictures in and writes it; may take as long as downloads take. */
  save(asked: CharacterToSave): Promise<SavedCharacter>;
  /** It is in nothing that is sent after that. `moderates`: whether the asker has Manage Messages there. */
  remove(id: CharacterId, asker: Place & { readonly moderates: boolean }): Promise<'removed' | 'gone' | 'not theirs'>;
  /** Those that are there, of its pictures, in their order. */
  lendPictures(character: Character): Promise<LentCharacterPictures>;
  /** Their first pictures, five to a row, numbered from 1 in this order; null where none can be drawn just now. */
  lendContactSheet(characters: readonly Character[], asker: UserId): Promise<LentFile | null>;
  /** Whether this member may ask for its reference sheet now: their own, of which none is there or being made. */
  mayAskSheet(character: Character, user: UserId): Promise<boolean>;
  /**
   * Asks for its reference sheet, for its owner: its price to agree to first, wherever one is published. `prompt`: what
   * the answer shows. `made`: it has one, or one is being made.
   */
  askSheet(
    id: CharacterId,
    press: JobId,
    prompt: string,
    address: ReplyAddress,
  ): Promise<AskAnswer | 'gone' | 'not theirs' | 'made'>;
  /** Makes a reference sheet its character's first picture. `dropped`: its last one went for it. Once, however often. */
  keepSheet(
    version: VersionId,
    place: Place,
  ): Promise<
    { readonly kind: 'kept'; readonly character: Character; readonly dropped: boolean } | 'gone' | 'not theirs'
  >;
}
