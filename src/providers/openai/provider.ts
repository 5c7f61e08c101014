import type { CallContext, ProviderRequest, StreamedProvider, SubmitOutcome } from '../../ports/image-provider.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { lendAlphaMask } from '../alpha-mask.ts';
import type { Upstream, UpstreamOutcome } from '../http/upstream.ts';
import type { AnswerHead } from '../http/upstream-answer.ts';
import { failureOf, taskFailureOf } from '../http/upstream-failure.ts';
import { keepPictures } from '../streams/keep-pictures.ts';
import { type FiledJson, readJson } from '../streams/read-json.ts';
import { type PaidCall, paidCall } from './call-body.ts';
import { readStream } from './read-stream.ts';
import { costOf } from './usage.ts';
import { pictureFields, readAnswer } from './wire.ts';

export interface OpenAiOptions {
  readonly upstream: Upstream;
  readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>;
  readonly name: 'openai' | 'agcloud';
  /** Includes `/v1`. */
  readonly baseUrl: string;
  readonly key: string;
  /** Behind the base. */
  readonly editsPath: string;
}

type StreamedContext = Parameters<StreamedProvider['generate']>[1];

/**
 * OpenAI's image API, and AGCloud's, which is shaped alike (reference, sections 1 to 6). Nobody can be asked afterwards
 * what became of a call: it is answered on its own connection, or its outcome is unknown.
 */
export function createOpenAi(options: OpenAiOptions): StreamedProvider {
  const { upstream, pictures, name, baseUrl, key, editsPath } = options;
  return {
    name,
    answers: 'streamed',
    takesCallback: false,
    takesAddresses: false,
    deadlineMs: () => deadlineMs,

    async generate(request, context) {
      await using mask = await lendAlphaMask(request, { pictures, scratch: context.scratch });
      if (mask.kind === 'failed') return { kind: 'failed', failure: mask.failure };
      return await send(request, mask.path, context);
    },
  };

  async function send(request: ProviderRequest, mask: string | null, context: StreamedContext) {
    const call = paidCall(request, mask, { name, editsPath });
    let vendorTrace: string | undefined;
    const outcome = await pay(call, request, context, (head) => {
      vendorTrace = head.header('x-request-id');
    });
    switch (outcome.kind) {
      case 'not sent':
        return { kind: 'failed', failure: { code: 'unreachable', vendorCode: outcome.reason } } as const;
      case 'lost': {
        const { reason: vendorCode, status } = outcome;
        return unknown({ vendorCode, status, vendorTrace });
      }
      case 'answered':
        return outcome.value;
      default:
        return outcome satisfies never;
    }
  }

  /** The vendor may be silent for as long as it may work. Uploads may take a while before its silence begins. */
  function pay(
    { path, body }: PaidCall,
    request: ProviderRequest,
    { signal, scratch, onPreview }: StreamedContext,
    onHead: (head: AnswerHead) => void,
  ): Promise<UpstreamOutcome<SubmitOutcome>> {
    const address = { method: 'POST', baseUrl, path, token: key, body, paid: true } as const;
    const limits = { silenceMs: deadlineMs, totalMs: deadlineMs + uploadMs, maxBytes, signal };
    return upstream.send({ ...address, ...limits }, async (answer, head) => {
      onHead(head);
      const vendorTrace = head.header('x-request-id');
      if (isStream(head)) return readStream(answer, request, { name, scratch, vendorTrace, onPreview });
      const json = await readJson(answer, scratch, pictureFields);
      try {
        return await settle(head, json, name, { id: request.id, scratch });
      } finally {
        await json.discard();
      }
    });
  }
}

async function settle(
  head: AnswerHead,
  json: FiledJson,
  name: OpenAiOptions['name'],
  place: Pick<ProviderRequest, 'id'> & Pick<CallContext, 'scratch'>,
): Promise<SubmitOutcome> {
  const vendorTrace = head.header('x-request-id');
  const trace = vendorTrace === undefined ? {} : { vendorTrace };
  const answer = readAnswer(json.value);
  if (head.status >= 300) {
    const failure = failureOf({ error: answer?.error ?? null, head, vendorTrace });
    return failure.code === 'outcome_unknown' ? { kind: 'unknown', failure } : { kind: 'failed', failure };
  }
  if (answer?.error !== undefined) return { kind: 'failed', failure: taskFailureOf(answer.error, vendorTrace) };
  const { pictures } = answer ?? {};
  if (pictures === undefined) return unknown({ vendorCode: 'no sense', status: head.status, vendorTrace });
  if (pictures.length === 0) return { kind: 'failed', failure: { code: 'no_image', ...trace } };
  return {
    kind: 'made',
    pictures: await keepPictures(pictures, { ...place, json }),
    cost: costOf(name, answer?.usage),
  };
}

/** A stream may be asked for and plain JSON come, from relays that cannot; an error is plain JSON anyway. */
const isStream = (head: AnswerHead) =>
  head.status < 300 && /^text\/event-stream\b/i.test(head.header('content-type')?.trim() ?? '');

function unknown({ vendorCode, status, vendorTrace }: Seen): SubmitOutcome {
  const seen = {
    ...(status === undefined ? {} : { status }),
    ...(vendorTrace === undefined ? {} : { vendorTrace }),
  };
  return { kind: 'unknown', failure: { code: 'outcome_unknown', vendorCode, ...seen } };
}

interface Seen {
  readonly vendorCode: string;
  readonly status: number | undefined;
  /** The vendor's own id of the exchange. */
  readonly vendorTrace: string | undefined;
}

/** Undocumented; the vendor's own library waits as long (reference, 6.3 and 6.4). */
const deadlineMs = 600_000;

const uploadMs = 120_000;

/** Previews and the picture, each 64 MB as base64 at most. */
const maxBytes = 400_000_000;
