import type { Background, Format, Operation, Quality } from '../domain/asked/image-request.ts';
import type { Aspect, Dimensions, SizeChoice } from '../domain/asked/size.ts';
import type { RequestId, TraceId, UserId } from '../domain/ids.ts';
import type { MadePicture, PictureType } from '../domain/jobs/job.ts';
import type { BatchOutcome, CheckOutcome, FindOutcome, SubmitOutcome } from '../domain/jobs/outcomes.ts';
import type { Complexity, ProviderName } from '../domain/offers/provider.ts';

/** What an adapter answers with is the domain's own: there it is decided what follows from it. */
export type {
  BatchOutcome,
  CheckOutcome,
  FindOutcome,
  NoAnswer,
  Outcome,
  SubmitOutcome,
} from '../domain/jobs/outcomes.ts';

/** A picture to work on. The provider chooses the form that it can hand over: `address` is null where nobody outside could fetch it. */
export interface ProviderSource {
  readonly path: string;
  readonly address: string | null;
  readonly filename: string;
  readonly type: PictureType;
}

/** One paid call for one picture, with nothing in it that the model does not take (`undefined`: not asked for). */
export interface ProviderRequest {
  readonly id: RequestId;
  readonly operation: Operation;
  /** The vendor's own model id. */
  readonly model: string;
  readonly prompt: string;
  readonly size: SizeChoice | undefined;
  /** Instead of a size, for models that know ratios and no pixels. */
  readonly aspect?: Aspect | undefined;
  readonly quality: Quality | undefined;
  readonly background: Background | undefined;
  readonly format: Format | undefined;
  readonly sources: readonly ProviderSource[];
  /** Coverage of the first source: a grayscale PNG of its size, 255 = edit, 0 = keep. The adapter renders its vendor's polarity. */
  readonly mask?: { readonly path: string };
  /**
   * The strokes of which the mask was made, alone on a transparent PNG of the first source's size: instead of the mask, for
   * models that take them. The mask is there all the same, for a source that turns out to have another size.
   */
  readonly markup?: { readonly path: string } | undefined;
  readonly traceId: TraceId;
  /** Where the vendor may call back: only for providers that take one. */
  readonly callbackUrl: string | undefined;
  /** A name for the member that only we can trace back, for vendors that take one. */
  readonly user?: string | undefined;
  /** Whose turn it takes where a picture is worked on. No vendor is told. */
  readonly asker?: UserId | undefined;
  /** How many unfinished pictures may come on the way, where the vendor sends them; each costs. */
  readonly previews?: number | undefined;
  /** How strictly the vendor is to moderate, and how good its JPEG or WebP is to be (0 to 100): the operator's choice. */
  readonly moderation?: 'auto' | 'low' | undefined;
  readonly compression?: number | undefined;
  /** Of the composition, for models that take it: what its price was taken at. */
  readonly complexity?: Complexity | undefined;
}

/** Aborting is prompt and leaves no socket. It is for shutting down and deadlines, never for saving money. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** Directory for pictures that come inside an answer; a file there is complete once it is named. */
  readonly scratch: string;
}

interface ProviderBase {
  readonly name: ProviderName;
  /** Whether `callbackUrl` is honoured. */
  readonly takesCallback: boolean;
  /** Whether the vendor wants its free questions (`find`, `check`) less than once a second. */
  readonly wantsFewQuestions?: true;
  /** At least this often a call that waits there is asked about, in milliseconds; left out: as the general pace has it. */
  readonly checkAtLeastEveryMs?: number;
  /** Whether a source is preferred as an address that the vendor fetches. */
  readonly takesAddresses: boolean;
  /** How long a request may take at the vendor before nobody waits for it, in milliseconds; a null size: the model decides. */
  deadlineMs(size: Dimensions | null): number;
  /** Asks for a call by the trace id that we chose; `asked`: how it was asked for. Absent where the vendor cannot be asked. */
  find?(
    traceId: TraceId,
    id: RequestId,
    context: CallContext,
    asked?: Pick<ProviderRequest, 'aspect'>,
  ): Promise<FindOutcome>;
  /** How far a call is that waits at the vendor. Where answers come at once, only for those that `find` found running. */
  check?(handle: string, id: RequestId, context: CallContext): Promise<CheckOutcome>;
}

/** One call, answered on its own connection when the picture is made. */
export interface ImmediateProvider extends ProviderBase {
  readonly answers: 'immediate';
  generate(request: ProviderRequest, context: CallContext): Promise<SubmitOutcome>;
}

/** One call whose answer streams: previews, newest last, then the outcome. */
export interface StreamedProvider extends ProviderBase {
  readonly answers: 'streamed';
  generate(
    request: ProviderRequest,
    context: CallContext & { readonly onPreview: (picture: MadePicture) => void },
  ): Promise<SubmitOutcome>;
}

/** A call that answers with a handle, by which the vendor is asked until it has ended. */
export interface PolledProvider extends ProviderBase {
  readonly answers: 'polled';
  submit(request: ProviderRequest, context: CallContext): Promise<SubmitOutcome>;
  check(handle: string, id: RequestId, context: CallContext): Promise<CheckOutcome>;
  /**
   * One question, and never more, for several calls of one kind; the answers in the order of the questions. Whoever asks
   * keeps the distance that the vendor wants, and asks again for what was left off.
   */
  checkMany?(
    calls: readonly { readonly handle: string; readonly id: RequestId }[],
    context: CallContext,
  ): Promise<readonly BatchOutcome[]>;
  /** Calls of the same kind may be asked about together; left out: all may. */
  kindOf?(handle: string): string;
}

export type ImageProvider = ImmediateProvider | StreamedProvider | PolledProvider;
