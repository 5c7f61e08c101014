import type { CharacterId, GuildId, JobId, OriginalId, UserId } from '../ids.ts';
import type { PictureType } from '../jobs/job.ts';
import type { Made } from '../pictures/made.ts';

/** What its maker said that it shows: nobody real, themselves, or somebody who agreed. Anything else is not saved. */
export const consents = ['invented', 'self', 'agreed'] as const;
export type Consent = (typeof consents)[number];

/** Whose it is: its owner's, wherever they are, or everybody's in one server. */
export const reaches = ['mine', 'server'] as const;
export type Whose = (typeof reaches)[number];

/** Somebody who is to look the same in every picture. All but its pictures stays as it was saved. */
export interface Character {
  readonly id: CharacterId;
  /** As it was typed, tidied by `readName`. */
  readonly name: string;
  /** What is always said of it; empty: nothing. */
  readonly about: string;
  /** Who made it. */
  readonly owner: UserId;
  /** The server whose members may all use it; null: its owner's alone. */
  readonly guild: GuildId | null;
  readonly consent: Consent;
  /** One to four, the one that shows it best first. */
  readonly pictures: readonly CharacterPicture[];
  /** The request for its reference sheet, once there was one. */
  readonly sheet: JobId | null;
  readonly madeAt: number;
}

/** A picture of a character as it lies in the image store: as vendors read it, and no larger than {@link mostPictureEdge}. */
export interface CharacterPicture {
  readonly original: OriginalId;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** It was shown covered: so is whatever it is used for. */
  readonly spoiler?: boolean | undefined;
  /** How AI made it; left out where somebody brought it along. */
  readonly made?: Made | undefined;
}

export const whoseOf = ({ guild }: Pick<Character, 'guild'>): Whose => (guild === null ? 'mine' : 'server');

/** Who asks, and in which server. */
export interface CharacterUser {
  readonly user: UserId;
  readonly guild: GuildId | null;
}

/** Whether this member may use, and see, it there. */
export const isUsableBy = (character: Pick<Character, 'owner' | 'guild'>, { user, guild }: CharacterUser): boolean =>
  character.guild === null ? character.owner === user : character.guild === guild;

/** Who may delete it: its maker, and for a server's whoever moderates there. */
export const mayDelete = (
  character: Pick<Character, 'owner' | 'guild'>,
  asker: CharacterUser & { readonly moderates: boolean },
): boolean =>
  character.owner === asker.user || (character.guild !== null && character.guild === asker.guild && asker.moderates);

export const mostPictures = 4;
/** Of the longer edge, in pixels. */
export const mostPictureEdge = 2048;
export const mostAboutLength = 1000;

/** What one member may keep (their own characters; bytes of all that they made), and one server. */
export interface CharacterBounds {
  readonly perMember: number;
  readonly perServer: number;
  readonly bytesPerMember: number;
}
export const characterBounds: CharacterBounds = { perMember: 25, perServer: 100, bytesPerMember: 100_000_000 };
