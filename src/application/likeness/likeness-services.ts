import type { Failure } from '../../domain/failure.ts';
import type { JobId, MessageId, VersionId } from '../../domain/ids.ts';
import type { Audience } from '../../domain/jobs/job.ts';
import type { Reading } from '../../domain/likeness/reading.ts';
import type { PictureAnswer } from '../../ports/messenger.ts';
import type { LentFile } from '../../ports/store/image-store.ts';
import type { Place } from '../asking.ts';

/** What differs between a version and what it was made from, and between it and the first picture of its chain. */
export interface WhatChanged extends AsyncDisposable {
  readonly since: { readonly parent: Reading; readonly parentName: string | null };
  /** Null: the first is what it was made from. */
  readonly first: Reading | null;
  /** More changed since the first than was asked for, and that is said now: once for each chain. */
  readonly offersOriginal: boolean;
  /** Whether that picture is shown covered. */
  readonly spoiler: boolean;
  /** Before and after; null where it cannot be drawn just now. */
  readonly picture: LentFile | null;
}

export interface KeptRest extends AsyncDisposable {
  readonly version: VersionId;
  readonly answer: PictureAnswer;
}

/** Why the rest is not put back. */
export type RestNotKept = 'gone' | 'too little' | 'too much' | 'does not fit';

export interface LikenessServices {
  /** `no parent`: it was made from words. `gone`: it, or what it was made from, is not there for this member, or cannot be read. */
  whatChanged(version: VersionId, place: Place): Promise<WhatChanged | 'no parent' | 'gone'>;
  /** Whether an edit without a part changed one area, so that the rest can safely be put back, and was not yet. */
  mayKeepRest(version: VersionId, place: Place): Promise<boolean>;
  /**
   * The rest of a version as it was before: a version of its own, which becomes current. No vendor is asked and nothing is
   * charged. Once, however often: the same again. `limit`: bytes that its picture may have where it is shown.
   */
  keepRest(
    version: VersionId,
    press: JobId,
    place: Place,
    limit: number,
  ): Promise<KeptRest | RestNotKept | { readonly kind: 'refused'; readonly failure: Failure }>;
  /**
   * Where a version's chain began, and all that was asked for since, as one prompt; null where that is one edit or none, or
   * not for this member to see.
   */
  origin(
    version: VersionId,
    place: Place,
  ): Promise<{ readonly first: VersionId; readonly instructions: string; readonly audience: Audience } | null>;
  /** It stands in that message. What follows from that is found here, too; nobody need wait for it. */
  shown(message: MessageId, version: VersionId): Promise<void>;
}
