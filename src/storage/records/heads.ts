import { z } from 'zod';
import type { Head } from '../../domain/chain/chain.ts';
import type { HeadPlace } from '../../domain/chain/heads.ts';
import { channelId, type OriginalId, userId, type VersionId } from '../../domain/ids.ts';
import { jobIdField, versionIdField } from './parts.ts';
import { readVersion } from './versions.ts';

/**
 * Whose a head is, in its channel: nobody's in particular, `<member>` for a private one (those are older), or
 * `<member>:public`.
 */
export const headOwner = ({ member, audience }: HeadPlace): string => {
  if (member === null) return '';
  return audience === 'asker' ? member : `${member}:public`;
};

/** Where a head is kept: `<channel>`, or `<channel>:<owner>`. */
export const headKey = (place: HeadPlace): string =>
  place.member === null ? place.channel : `${place.channel}:${headOwner(place)}`;

export function readHeadKey(key: string): HeadPlace {
  const [channel = '', member, marker] = key.split(':');
  if (member === undefined) return { channel: channelId(channel), member: null, audience: 'everyone' };
  const audience = marker === 'public' ? 'everyone' : 'asker';
  return { channel: channelId(channel), member: userId(member), audience };
}

export const storedHead = (head: Head) => ({ schema: 1, ...head });

/** Throws a `ZodError` for one that no version of this program has written. */
export const readHead = (stored: unknown): Head => headRecord.parse(stored);

const headRecord = z
  .object({
    schema: z.literal(1),
    version: versionIdField.nullable(),
    movedBy: jobIdField,
    ahead: z.array(versionIdField).optional(),
  })
  .transform(({ version, movedBy, ahead }): Head => ({ version, movedBy, ahead }));

/** The coverage that this stored version was made with; null for one without, or one that is gone. */
export const maskOf = (stored: unknown): OriginalId | null => {
  const mask = stored === undefined ? undefined : readVersion(stored).recipe?.mask;
  return mask?.kind === 'coverage' ? mask.id : null;
};

/** A head that stands; `mask`: the coverage that its version was made with. */
export interface KnownHead {
  readonly place: HeadPlace;
  readonly version: VersionId;
  readonly mask: OriginalId | null;
}

/**
 * Which originals heads stand on, where that can be asked by original: heads are kept where nobody can. A version is
 * entered before its head moves and what was the head before is taken out after that, so that a crash in between leaves
 * one too many and never one too few.
 */
export interface KnownHeads {
  /** `mask`: the coverage that the version was made with. */
  coming(place: HeadPlace, version: VersionId, mask: OriginalId | null): Promise<void>;
  moved(place: HeadPlace, version: VersionId | null): Promise<void>;
  /** Many that stand already, in one transaction. */
  learn(heads: readonly KnownHead[]): Promise<void>;
  /** Somebody works on that version: where it is a head, it is in use. */
  used(version: VersionId): Promise<void>;
  /** Whether it is the own of a head that was used since then (milliseconds since 1970), or the mask that one was made with. */
  standOn(original: OriginalId, since: number): Promise<boolean>;
  /** Which heads stand on it. */
  standingOn(version: VersionId): Promise<readonly HeadPlace[]>;
  /** Whether heads from before there was this table were entered. */
  areComplete(): Promise<boolean>;
  complete(now: number): Promise<void>;
}
