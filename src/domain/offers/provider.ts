import type { Background, Format, Operation, Quality } from '../asked/image-request.ts';
import type { SizeRule } from '../asked/size.ts';
import type { ModelId } from '../ids.ts';

/**
 * A vendor's name in settings, the catalogue and stored rows, e.g. `openai`. Which there are is told by the list of
 * vendors alone, and checked where an operator names one; a row may name one that is no longer there.
 */
export type ProviderName = string;

/** A vendor that there is, whether or not it has a key here. */
export interface Service {
  readonly name: ProviderName;
  /** As people write it. */
  readonly title: string;
}

/** Of a composition, where a model takes it: it is paid for, and no option of members. */
export const complexities = ['low', 'medium', 'high'] as const;
export type Complexity = (typeof complexities)[number];

/** A field of a recipe that a model may not take; what it does not take is a warning, not an error. */
export type RecipeField = 'size' | 'quality' | 'background' | 'format';

/**
 * What one provider can do with one model: data, so that choosing is a pure function. A provider may have several for
 * one model, e.g. where its rules differ by operation; of those that fit, the first counts.
 */
export interface Offer {
  readonly provider: ProviderName;
  /** The vendor's own id for the model, where it differs by operation too. An operation that is missing is not offered. */
  readonly vendorModel: Readonly<Partial<Record<Operation, string>>>;
  readonly sizes: SizeRule;
  readonly maxSources: number;
  readonly takes: readonly RecipeField[];
  readonly qualities: readonly Quality[];
  readonly backgrounds: readonly Background[];
  readonly formats: readonly Format[];
  readonly masks: boolean;
  /** Whether, where it takes masks, it would rather have what a member scribbled, as it is. */
  readonly markup?: boolean | undefined;
  readonly streams: boolean;
  /** The operator's wishes that go with every call; undefined: as the vendor likes. */
  readonly moderation?: 'auto' | 'low' | undefined;
  /** Of JPEG and WebP, 0 to 100. */
  readonly compression?: number | undefined;
  readonly complexity?: Complexity | undefined;
  /** Since when whoever made it calls it deprecated, without a day on which it is gone; null: not so. */
  readonly deprecated: number | null;
  /** When the vendor shuts it down, in milliseconds since 1970; null: not announced. */
  readonly shutsDown: number | null;
  /** Upper bound for one picture, in millionths of a US dollar; null where nobody publishes one. */
  readonly price: (asked: PricedBy) => number | null;
  /** Whether that price is what will be charged, and not merely its upper bound. */
  readonly isExact: (asked: PricedBy) => boolean;
}

/** What something costs, as far as can be said beforehand. */
export interface Price {
  /** Millionths of a US dollar. */
  readonly microUsd: number;
  /** It may turn out to be less. */
  readonly isBound: boolean;
}

export interface PricedBy {
  readonly operation: Operation;
  readonly quality: Quality;
  readonly size: string;
  readonly sources: number;
}

export interface Model {
  readonly id: ModelId;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly offers: readonly Offer[];
  /** The model that takes its place once it is shut down. */
  readonly successor: ModelId | null;
}

export interface Catalogue {
  readonly models: readonly Model[];
  /** By id or alias. */
  find(text: string): Model | undefined;
}
