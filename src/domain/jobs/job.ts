import type { CutCharacter, ImageTask, Operation } from '../asked/image-request.ts';
import type { Failure } from '../failure.ts';
import type {
  ApplicationId,
  ChannelId,
  GuildId,
  JobId,
  MessageId,
  ModelId,
  RequestId,
  TraceId,
  UserId,
  VersionId,
} from '../ids.ts';
import type { ProviderName, RecipeField } from '../offers/provider.ts';
import type { UnreadFile } from '../pictures/unread-file.ts';

/**
 * `accepted`: written down, not yet acknowledged. `queued`: acknowledged; its pictures are being fetched or it stands
 * in line. `running`: at least one request was sent. `delivering`: all requests ended, the answer is being written.
 */
export type JobState = 'accepted' | 'queued' | 'running' | 'delivering' | 'done' | 'failed' | 'cancelled';
export const endedJobStates = ['done', 'failed', 'cancelled'] as const satisfies readonly JobState[];

/**
 * `new`: in line. `submitting`: may or may not have reached the vendor. `waiting`: the vendor has it, `operation` says
 * how to ask. `collecting`: made, to be fetched. `ended`: see `ending`.
 */
export type RequestState = 'new' | 'submitting' | 'waiting' | 'collecting' | 'ended';

export type Audience = 'everyone' | 'asker';

/** Enough for a process that has never seen the guild. The token is forgotten when the job has ended. */
export interface ReplyAddress {
  /** A message job is answered by a reply to `replyTo`; an interaction through its token, while that lives. */
  readonly kind: 'interaction' | 'message';
  readonly application: ApplicationId;
  readonly token: string | null;
  /** Milliseconds since 1970. */
  readonly tokenExpiresAt: number | null;
  /** The answer's message, once it exists. */
  readonly message: MessageId | null;
  readonly replyTo: MessageId | null;
  readonly channel: ChannelId;
  readonly parent: ChannelId | null;
  /** The category of the channel, or of the thread's channel; undefined: not known. */
  readonly category?: ChannelId | null | undefined;
  /** By itself, by its channel, or with its server; undefined: not known. */
  readonly isAgeRestricted?: boolean | undefined;
  readonly guild: GuildId | null;
  readonly asker: UserId;
  readonly audience: Audience;
  /** The asker's (Discord's, e.g. `pt-BR`). */
  readonly locale: string;
  /** The server's; null where there is none, or where it is not known. */
  readonly placeLocale: string | null;
  /** Bytes for one file, as far as known here. */
  readonly sizeLimit: number;
  readonly roles: readonly string[];
  /** Its pictures are shown covered, as the server had it when this was asked. */
  readonly spoiler?: true | undefined;
  /** A thread is opened from its message, likewise; what it makes is that thread's. */
  readonly opensThread?: true | undefined;
}

/** What a finished job did that the member did not ask for, in data; worded in `discord/`. */
export type Warning =
  | { readonly kind: 'ignored'; readonly field: RecipeField; readonly model: ModelId }
  /** The model asked for is shut down, and another has taken its place. */
  | { readonly kind: 'replaced'; readonly asked: ModelId; readonly by: ModelId }
  | { readonly kind: 'fewer'; readonly asked: number; readonly got: number; readonly failure: Failure }
  | { readonly kind: 'converted'; readonly filename: string }
  /** What the mask was taken for, and whether it had to be scaled to the picture. */
  | { readonly kind: 'mask'; readonly as: 'transparency' | 'white'; readonly scaled: boolean }
  | { readonly kind: 'original gone' }
  /** Scribbles on a copy were read as the part to change. `share`: of the picture, from 0 to 1. */
  | { readonly kind: 'marks'; readonly share: number }
  /** Outside what changed it is the picture again that it was made from. */
  | { readonly kind: 'rest kept' }
  /** What was to stay as it is, pixel for pixel, did not. */
  | { readonly kind: 'not exact'; readonly why: NotExact | 'format' | 'no part' }
  /** The model takes fewer pictures than its characters have. */
  | {
      readonly kind: 'characters cut';
      readonly characters: readonly CutCharacter[];
      /** Which model, where there are several, which have all had the same then. */
      readonly model?: ModelId | undefined;
    }
  /** Who was in it before and is not: deleted, or somebody else's own. */
  | { readonly kind: 'characters left out'; readonly why: 'gone' | 'not theirs'; readonly names: readonly string[] }
  /** A word of it is on its server's list, which lets it pass. */
  | { readonly kind: 'blocklist' }
  /** What the message showed beside the pictures that were used. */
  | { readonly kind: 'left out'; readonly files: readonly UnreadFile[] };

export interface Job {
  readonly id: JobId;
  readonly revision: number;
  readonly state: JobState;
  /** Null once the job has ended: the prompt then lives in its versions only. */
  readonly task: ImageTask | null;
  readonly address: ReplyAddress;
  readonly acceptedAt: number;
  /** When its first request was sent. */
  readonly startedAt: number | null;
  /** When its asker cancelled it. Nothing more of it is sent; what was sent before is followed to its end, out of sight. */
  readonly cancelledAt: number | null;
  /** What its message shows now. */
  readonly shown: Shown;
  /** The pictures to work on, in our store; null until they are fetched. The first is the parent. */
  readonly sources: readonly VersionId[] | null;
  readonly warnings: readonly Warning[];
  readonly failure: Failure | null;
  /** How often the running step was tried and has to be tried again; back to 0 when it went well. */
  readonly tries: number;
  /** When to look at it again; null: only when woken. */
  readonly wakeAt: number | null;
}

export type Shown =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'queued'; readonly place: number }
  /** That it waits for the result of that job. */
  | { readonly kind: 'queued after'; readonly job: JobId }
  | { readonly kind: 'working' }
  | { readonly kind: 'preview' }
  | { readonly kind: 'ending' }
  /** That it was cancelled after it was sent; nothing more is shown. */
  | { readonly kind: 'hidden' };

/** A picture that lies in the image store. Its version id names the file. */
export interface StoredPicture {
  readonly version: VersionId;
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** What was to stay outside a part did so, or why not. Left out: nothing was to. */
  readonly kept?: 'exact' | NotExact | undefined;
  /** The prompt as its vendor wrote it anew, where it says so and it differs. */
  readonly revisedPrompt?: string | undefined;
  /** Milliseconds from sending the request to having its picture. */
  readonly took?: number | undefined;
}

/** Another size than the source's, or the vendor composed it anew. */
export type NotExact = 'size' | 'no fit';

export const pictureTypes = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'] as const;
export type PictureType = (typeof pictureTypes)[number];

/** Where a made picture lies: at the vendor, or in a file that was decoded from its answer. */
export type MadePicture = (
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'file'; readonly path: string }
) &
  Pick<StoredPicture, 'revisedPrompt'>;

export type Ending =
  | { readonly kind: 'pictures'; readonly pictures: readonly StoredPicture[] }
  | { readonly kind: 'failure'; readonly failure: Failure };

/** One paid call. Never sent again while its outcome is unknown. */
export interface PaidRequest {
  readonly id: RequestId;
  readonly job: JobId;
  readonly revision: number;
  readonly state: RequestState;
  /** Which of the pictures asked for, from 0; for one that took over from another provider see `failover`. */
  readonly ordinal: number;
  readonly provider: ProviderName;
  readonly operation: Operation;
  readonly traceId: TraceId;
  /** How many times it was sent. */
  readonly attempt: number;
  /** When the last sending began. */
  readonly submittedAt: number | null;
  /** The provider's opaque handle, as JSON. */
  readonly handle: string | null;
  readonly made: readonly MadePicture[];
  readonly ending: Ending | null;
  /** What the running step is about, e.g. that the vendor refused and may be asked once more. */
  readonly doubt: Doubt | null;
  readonly tries: number;
  readonly wakeAt: number | null;
  /** Upper bound, millionths of a dollar; null where nobody publishes one. */
  readonly price: number | null;
}

/** Why a request is looked up by its trace id before anything else: since when, and what may follow if nobody knows it. */
export interface Doubt {
  readonly since: number;
  readonly next: 'unknown' | 'send again' | 'give up';
  readonly failure: Failure;
}

/** A job with all its paid calls: what a step of it looks at. */
export interface JobWork {
  readonly job: Job;
  readonly requests: readonly PaidRequest[];
}

export const isEnded = (job: { readonly state: JobState }) =>
  job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';

/** Its asker cancelled it: nothing more of it is sent, shown, or put at the head of a chain. */
export const isHidden = ({ cancelledAt }: Pick<Job, 'cancelledAt'>) => cancelledAt !== null;

/** Whether anything may have reached a vendor. */
export const wasSent = (requests: readonly Pick<PaidRequest, 'attempt'>[]) =>
  requests.some(({ attempt }) => attempt > 0);

/** Private answers speak the asker's language, public ones the server's. */
export const readersLocale = ({
  audience,
  locale,
  placeLocale,
}: Pick<ReplyAddress, 'audience' | 'locale' | 'placeLocale'>) =>
  audience === 'asker' ? locale : (placeLocale ?? locale);

/** A finished job keeps no token. */
export const withoutToken = (address: ReplyAddress): ReplyAddress => ({
  ...address,
  token: null,
  tokenExpiresAt: null,
});
