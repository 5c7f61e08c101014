import type { ChannelId, GuildId, JobId, MessageId, UserId } from '../ids.ts';
import type { LimitEvent } from '../money/limit-event.ts';
import type { Constraint } from '../money/limits.ts';
import type { RuleChange } from './rule-change.ts';

/** What the log channel of a server is told. */
export type ServerNotice =
  /** Of a limit of the whole server. `used`: in its unit; `returnsAt`: milliseconds since 1970. */
  | {
      readonly kind: 'limit';
      readonly limit: Constraint & { readonly used: number; readonly returnsAt: number };
      readonly event: LimitEvent;
    }
  /** Who changed which rules. */
  | { readonly kind: 'rules changed'; readonly by: UserId; readonly changes: readonly RuleChange[] }
  /** Somebody asked for what the list of words refuses. `message`: theirs, where it was one. */
  | {
      readonly kind: 'blocked words';
      readonly guild: GuildId;
      readonly user: UserId;
      readonly channel: ChannelId;
      readonly message: MessageId | null;
      /** Theirs; null where it takes many of them. */
      readonly words: string | null;
    }
  /** `by`: null where their refusals did it. */
  | { readonly kind: 'paused'; readonly user: UserId; readonly by: UserId | null; readonly until: number }
  /** Somebody asks moderators to let what the list of words refused pass. `id`: of what asked for it. */
  | {
      readonly kind: 'appeal';
      readonly id: JobId;
      readonly guild: GuildId;
      readonly user: UserId;
      readonly channel: ChannelId;
      readonly message: MessageId | null;
      readonly prompt: string;
    }
  | { readonly kind: 'pause ended'; readonly user: UserId; readonly by: UserId };
