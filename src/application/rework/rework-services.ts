import type { Upscale } from '../../domain/asked/larger-size.ts';
import type { Failure } from '../../domain/failure.ts';
import type { JobId, VersionId } from '../../domain/ids.ts';
import type { Audience, ReplyAddress } from '../../domain/jobs/job.ts';
import type { Price } from '../../domain/offers/provider.ts';
import type { AskAnswer, Place } from '../asking.ts';

/** What a button makes of one picture: a variation of it, or the same with more pixels. */
export type AskedRework = 'subtle' | 'strong' | Upscale;

/** What makes sense of one version. */
export interface OfferedReworks {
  /** Who sees it, and what is made of it. */
  readonly audience: Audience;
  /** What a variation costs, whichever (null: nobody says); or why there can be none, and what could. */
  readonly vary: { readonly price: Price | null } | { readonly failure: Failure };
  /** Those of which it has not the pixels yet, and that its model makes. */
  readonly larger: readonly { readonly to: Upscale; readonly price: Price | null }[];
}

export interface ReworkServices {
  /** Null: it is gone, or not for this member. */
  offered(version: VersionId, place: Place): Promise<OfferedReworks | null>;
  /**
   * Asks for it: an edit of that version with its own prompt, model, size and quality, and whoever is in it. `unnamed`: the
   * prompt of a picture that nobody asked for in words. Null: it is gone, or not for this member.
   */
  ask(
    asked: { readonly version: VersionId; readonly rework: AskedRework; readonly unnamed: string },
    id: JobId,
    address: ReplyAddress,
  ): Promise<AskAnswer | null>;
}
