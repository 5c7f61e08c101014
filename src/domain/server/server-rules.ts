import type { Defaults } from '../asked/usual/usual.ts';
import type { ChannelId, ModelId, RoleId, UserId } from '../ids.ts';
import type { Blocklist } from './blocklist.ts';

/** Whether members may edit each other's pictures, or make characters of them (contract, `others:`). */
export const othersChoices = ['on', 'off'] as const;
export type Others = (typeof othersChoices)[number];

/** Where pictures that members send, and we did not make, may be edited (contract, `photos:`). */
export const photosChoices = ['everywhere', 'age-restricted'] as const;
export type Photos = (typeof photosChoices)[number];

/** What a reply to a picture means: an edit at once, an offer with its price, or nothing (contract, `replies:`). */
export const repliesChoices = ['edit', 'ask', 'off'] as const;
export type Replies = (typeof repliesChoices)[number];

/** A category counts for its channels, a channel for its threads. With any that is allowed, all others are denied. */
export interface ChannelRules {
  readonly allowed: readonly ChannelId[];
  readonly denied: readonly ChannelId[];
}

/** A model that this role may use; null: that everybody may. */
export interface ModelRule {
  readonly model: ModelId;
  readonly role: RoleId | null;
}

/** What a request says where its member says nothing, as members type it. */
export type ServerDefaults = Omit<Defaults, 'format'>;

/** Where every request is told of. */
export interface Audit {
  readonly channel: ChannelId;
  /** Whether what was asked for stands in it. */
  readonly prompts: boolean;
}

/** What the managers of a server have set; what they have not is as without any rule. */
export interface ServerRules {
  readonly channels?: ChannelRules | undefined;
  /** Who may use the bot at all; nobody named: everybody. */
  readonly roles?: readonly RoleId[] | undefined;
  /** Nothing named: every model, for everybody. */
  readonly models?: readonly ModelRule[] | undefined;
  readonly defaults?: ServerDefaults | undefined;
  /** Each `/imagine` in a channel opens a thread from its result. */
  readonly threads?: boolean | undefined;
  /** Every picture is shown covered. */
  readonly spoiler?: boolean | undefined;
  readonly replies?: Replies | undefined;
  readonly others?: Others | undefined;
  readonly photos?: Photos | undefined;
  /** Whole days after which originals of this server are removed, where that is sooner than the operator's. */
  readonly keepDays?: number | undefined;
  /** Millionths of a dollar above which a request is to be confirmed first; left out or null: never for that alone. */
  readonly askAbove?: number | null | undefined;
  /** Members whom a review lets through. */
  readonly trusted?: readonly UserId[] | undefined;
  readonly blocklist?: Blocklist | undefined;
  readonly audit?: Audit | undefined;
}
