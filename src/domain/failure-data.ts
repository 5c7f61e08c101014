import type { Constraint } from './money/limits.ts';

// What failures tell of themselves.

/**
 * The field that is wrong; a JPEG that was to be transparent; or the vendor's refusal: of something in it (`vendor`), or in
 * words that we do not know (`unexplained`), where it may have been moderation.
 */
export const badRequestReasons = [
  'quality',
  'background',
  'format',
  'count',
  'keep',
  'transparent jpeg',
  'vendor',
  'unexplained',
] as const;
export type BadRequestReason = (typeof badRequestReasons)[number];

/** What was seen of a vendor's answer: for the log, never shown to members. */
export interface Seen {
  /** The vendor's own code, or ours for what came in place of one. */
  readonly vendorCode?: string | undefined;
  /** HTTP status. */
  readonly status?: number | undefined;
  /** The vendor's id of the exchange (`x-request-id`, `trace_id`). */
  readonly vendorTrace?: string | undefined;
}

/** Who would do what nobody here does: models' names; for want of those, services that have no key. */
export interface Elsewhere {
  readonly models: readonly string[];
  readonly services: readonly string[];
}

/** A limit, and what stood against it, in its unit. */
export interface BrokenLimit {
  readonly constraint: Constraint;
  readonly used: number;
  /** What the request would have taken. */
  readonly asked: number;
  /** Milliseconds since 1970. */
  readonly returnsAt: number;
}
