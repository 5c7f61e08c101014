import { isRefused } from '../../domain/pictures/refused-picture.ts';
import type { CallContext, ProviderRequest, StreamedProvider, SubmitOutcome } from '../../ports/image-provider.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { lendAlphaMask } from '../alpha-mask.ts';
import { errorAtTop, refusalAtTop } from '../error-at-top.ts';
import { afterPaying, afterRefusal, noImage, senseless } from '../http/paid-answer.ts';
import type { Upstream, UpstreamOutcome } from '../http/upstream.ts';
import { type AnswerHead, isEventStream } from '../http/upstream-answer.ts';
import { taskFailureOf } from '../http/upstream-failure.ts';
import { pictureFields } from '../streams/handed-pictures.ts';
import { keepPictures } from '../streams/keep-pictures.ts';
import { type FiledJson, readJson } from '../streams/read-json.ts';
import { type NamedPart, type PaidCall, paidCall } from './call-body.ts';
import type { Dialect } from './dialect.ts';
import { readStream } from './read-stream.ts';
import { costOf } from './usage.ts';
import { readAnswer } from './wire.ts';

export interface OpenAiOptions {
  readonly upstream: Upstream;
  readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>;
  readonly dialect: Dialect;
  /** Includes `/v1`. */
  readonly baseUrl: string;
  readonly key: string;
}

type StreamedContext = Parameters<StreamedProvider['generate']>[1];

/**
 * OpenAI's image API, and AGCloud's, which is shaped alike (reference, sections 1 to 6). Nobody can be asked afterwards
 * what became of a call: it is answered on its own connection, or its outcome is unknown.
 */
export function createOpenAi(options: OpenAiOptions): StreamedProvider {
  const { upstream, pictures, dialect, baseUrl, key } = options;
  return {
    name: dialect.name,
    answers: 'streamed',
    takesCallback: false,
    takesAddresses: false,
    deadlineMs: () => deadlineMs,

    async generate(request, context) {
      const { markup } = request;
      if (markup !== undefined && (await fits(markup.path, request))) {
        return await send(request, { field: 'markup', path: markup.path }, context);
      }
      await using mask = await lendAlphaMask(request, { pictures, scratch: context.scratch });
      if (mask.kind === 'failed') return { kind: 'failed', failure: mask.failure };
      return await send(request, mask.path === null ? null : { field: 'mask', path: mask.path }, context);
    },
  };

  /** Whether strokes go along as they are. Unlike a mask they are not made to fit: that would blur them into their ground. */
  async function fits(markup: string, { sources: [source] }: ProviderRequest): Promise<boolean> {
    if (source === undefined) return false;
    const [size, drawn] = [await pictures.measure(source.path), await pictures.measure(markup)];
    return !isRefused(size) && !isRefused(drawn) && size.width === drawn.width && size.height === drawn.height;
  }

  async function send(request: ProviderRequest, part: NamedPart | null, context: StreamedContext) {
    const call = paidCall(request, part, dialect);
    let vendorTrace: string | undefined;
    const outcome = await pay(call, request, context, (head) => {
      vendorTrace = head.header('x-request-id');
    });
    return afterPaying(outcome, (settled) => settled, vendorTrace);
  }

  /** The vendor may be silent for as long as it may work. Uploads may take a while before its silence begins. */
  function pay(
    { path, body }: PaidCall,
    request: ProviderRequest,
    { signal, scratch, onPreview }: StreamedContext,
    onHead: (head: AnswerHead) => void,
  ): Promise<UpstreamOutcome<SubmitOutcome>> {
    const headers = { authorization: `Bearer ${key}` };
    const address = { method: 'POST', baseUrl, path, headers, body, paid: true } as const;
    const limits = { silenceMs: deadlineMs, totalMs: deadlineMs + uploadMs, maxBytes, signal };
    return upstream.send({ ...address, ...limits }, async (answer, head) => {
      onHead(head);
      const vendorTrace = head.header('x-request-id');
      if (isStream(head)) return readStream(answer, request, { dialect, scratch, vendorTrace, onPreview });
      await using json = await readJson(answer, scratch, pictureFields);
      return await settle(head, json, dialect, { id: request.id, scratch, sent: request.prompt });
    });
  }
}

async function settle(
  head: AnswerHead,
  json: FiledJson,
  dialect: Dialect,
  place: Pick<ProviderRequest, 'id'> & Pick<CallContext, 'scratch'> & { readonly sent: string },
): Promise<SubmitOutcome> {
  const vendorTrace = head.header('x-request-id');
  const answer = readAnswer(json.value);
  if (head.status >= 300) {
    // A gateway's 5xx may look like that too, and says nothing of the vendor.
    const bare = head.status < 500 ? errorAtTop(json.value) : undefined;
    return afterRefusal({ error: answer?.error ?? bare ?? null, head, vendorTrace });
  }
  const { pictures } = answer ?? {};
  const error = answer?.error ?? (pictures === undefined ? refusalAtTop(json.value) : undefined);
  if (error !== undefined) return { kind: 'failed', failure: taskFailureOf(error, vendorTrace) };
  if (pictures === undefined) return senseless(head, vendorTrace);
  if (pictures.length === 0) return noImage(vendorTrace);
  return {
    kind: 'made',
    pictures: await keepPictures(pictures, { ...place, json }),
    cost: costOf(dialect, answer?.usage),
  };
}

/** A stream may be asked for and plain JSON come, from relays that cannot; an error is plain JSON anyway. */
const isStream = (head: AnswerHead) => head.status < 300 && isEventStream(head);

/** Undocumented; the vendor's own library waits as long (reference, 6.3 and 6.4). */
const deadlineMs = 600_000;

const uploadMs = 120_000;

/** Previews and the picture, each 64 MB as base64 at most. */
const maxBytes = 400_000_000;
