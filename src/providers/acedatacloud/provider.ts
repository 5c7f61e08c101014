import { type Dimensions, dimensionsOf } from '../../domain/asked/size.ts';
import type { RequestId, TraceId } from '../../domain/ids.ts';
import type {
  BatchOutcome,
  CallContext,
  CheckOutcome,
  FindOutcome,
  ImageProvider,
  Outcome,
  ProviderRequest,
  SubmitOutcome,
} from '../../ports/image-provider.ts';
import type { Pictures } from '../../ports/pictures.ts';
import { lendAlphaMask } from '../alpha-mask.ts';
import { errorAtTop, refusalAtTop } from '../error-at-top.ts';

import { afterPaying, afterRefusal, senseless } from '../http/paid-answer.ts';
import type { Upstream } from '../http/upstream.ts';
import type { AnswerHead } from '../http/upstream-answer.ts';
import { taskFailureOf } from '../http/upstream-failure.ts';
import { pictureFields } from '../streams/handed-pictures.ts';
import { keepPictures } from '../streams/keep-pictures.ts';
import { readJson } from '../streams/read-json.ts';
import { type Manner, type PaidCall, paidCall } from './call-body.ts';
import { type Handle, readHandle, writeHandle } from './handle.ts';
import { nativeCall } from './native-call.ts';
import { answered, taskOutcome, type WireOutcome } from './outcome.ts';
import { createTasks, type TaskAnswer, type TaskKey } from './tasks.ts';
import { createVendorLine } from './vendor-line.ts';
import { readAnswer, readError } from './wire.ts';

export interface AceDataCloudOptions {
  readonly upstream: Upstream;
  readonly baseUrl: string;
  readonly token: string;
  /** `sync` holds the connection until the picture is made; the others are answered with a task. `callback` also hands over an address to call. */
  readonly mode: 'sync' | 'poll' | 'callback';
  readonly pictures: Pick<Pictures, 'measure' | 'toAlphaMask'>;
}

/**
 * AceDataCloud's OpenAI-shaped image API, and its native one for whatever asks for a ratio (reference, sections 1 to 6).
 * In every mode it can be asked by our trace id.
 */
export function createAceDataCloud({ upstream, baseUrl, token, mode, pictures }: AceDataCloudOptions): ImageProvider {
  const line = createVendorLine({ upstream, baseUrl, token });
  const tasks = createTasks(line, '/openai/tasks');
  const nativeTasks = createTasks(line, '/nano-banana/tasks');
  const common = {
    name: 'acedatacloud',
    takesCallback: mode === 'callback',
    // "Under one request a second" (reference, C26).
    wantsFewQuestions: true,
    takesAddresses: true,
    deadlineMs,
    find,
    check,
  } as const;
  if (mode === 'sync') {
    return { ...common, answers: 'immediate', generate: (request, context) => submit(request, 'held open', context) };
  }
  return {
    ...common,
    answers: 'polled',
    submit: (request, context) => submit(request, 'as a task', context),
    checkMany,
    kindOf: (handle) => kindOf(readHandle(handle)),
  };

  async function submit(request: ProviderRequest, manner: Manner, context: CallContext): Promise<SubmitOutcome> {
    if (isNative(request)) {
      const call = await nativeCall(request, manner);
      return call === null
        ? { kind: 'failed', failure: { code: 'picture_too_large' } }
        : send(call, request, manner, context);
    }
    await using mask = await lendAlphaMask(request, { pictures, scratch: context.scratch });
    if (mask.kind === 'failed') return { kind: 'failed', failure: mask.failure };
    return await send(paidCall(request, manner, mask.path), request, manner, context);
  }

  async function send(
    { path, body }: PaidCall,
    request: ProviderRequest,
    manner: Manner,
    context: CallContext,
  ): Promise<SubmitOutcome> {
    const heldMs = manner === 'held open' ? deadlineMs(dimensionsOf(request.size ?? 'auto')) : acceptanceMs;
    const reading = (answer: AsyncIterable<Uint8Array>) => readJson(answer, context.scratch, pictureFields);
    const outcome = await line.pay(path, body, heldMs, context.signal, reading);
    return afterPaying(outcome, async (filed, head) => {
      await using json = filed;
      if (head.status >= 300) return refused(head, json.value);
      const answer = readAnswer(json.value);
      const said = answer === null ? { kind: 'senseless' as const } : answered(answer, expected(manner));
      switch (said.kind) {
        case 'senseless': {
          const refusal = refusalAtTop(json.value);
          return refusal === undefined ? senseless(head) : { kind: 'failed', failure: taskFailureOf(refusal) };
        }
        case 'accepted':
          return { kind: 'accepted', handle: writeHandle({ task: said.task, ...nativeMark(request) }) };
        default:
          return await keep(said, { id: request.id, scratch: context.scratch, json, sent: request.prompt });
      }
    });
  }

  function find(traceId: TraceId, id: RequestId, context: CallContext, asked: Asked = {}): Promise<FindOutcome> {
    const place = isNative(asked) ? nativeTasks : tasks;
    return place.one({ trace_id: traceId }, context, async (answer) => {
      const outcome = await read(answer, id, context);
      if (outcome.kind !== 'running') return outcome;
      const task = answer.kind === 'record' ? answer.record.id : undefined;
      const handle = { ...(task === undefined ? { trace: traceId } : { task }), ...nativeMark(asked) };
      return { kind: 'running', handle: writeHandle(handle) };
    });
  }

  function check(text: string, id: RequestId, context: CallContext): Promise<CheckOutcome> {
    const handle = readHandle(text);
    return placeOf(handle).one(keyOf(handle), context, (answer) => read(answer, id, context));
  }

  async function checkMany(
    calls: readonly { readonly handle: string; readonly id: RequestId }[],
    context: CallContext,
  ): Promise<readonly BatchOutcome[]> {
    const handles = calls.map(({ handle }) => readHandle(handle));
    const [first] = handles;
    if (first === undefined) return [];
    return placeOf(first).several(handles.map(keyOf), context, async (answers) => {
      const outcomes: BatchOutcome[] = [];
      for (const [index, { id }] of calls.entries()) {
        const answer = answers[index] ?? { kind: 'left off' };
        outcomes.push(answer.kind === 'left off' ? answer : await read(answer, id, context));
      }
      return outcomes;
    });
  }

  /** Each interface knows its own. */
  function placeOf({ native }: Handle) {
    return native === true ? nativeTasks : tasks;
  }

  async function read(answer: TaskAnswer, id: RequestId, { scratch }: CallContext): Promise<CheckOutcome> {
    if (answer.kind !== 'record') return answer;
    const outcome = taskOutcome(answer.record);
    return outcome.kind === 'running'
      ? outcome
      : keep(outcome, { id, scratch, json: answer.json, sent: answer.record.prompt });
  }
}

const keyOf = (handle: Handle): TaskKey => ('task' in handle ? { id: handle.task } : { trace_id: handle.trace });

const kindOf = (handle: Handle) => `${handle.native === true ? 'native' : 'plain'} ${Object.keys(keyOf(handle))}`;

type Asked = Pick<ProviderRequest, 'aspect'>;

const isNative = ({ aspect }: Asked) => aspect !== undefined;

const nativeMark = (asked: Asked) => (isNative(asked) ? ({ native: true } as const) : {});

const expected = (manner: Manner) => (manner === 'held open' ? 'pictures' : 'a task');

async function keep(outcome: WireOutcome, place: Parameters<typeof keepPictures>[1]): Promise<Outcome> {
  if (outcome.kind === 'failed') return outcome;
  return { kind: 'made', pictures: await keepPictures(outcome.pictures, place) };
}

function refused(head: AnswerHead, json: unknown): SubmitOutcome {
  const error = readError(json);
  // A gateway's 5xx may look like that too, and says nothing of the vendor.
  const bare = head.status < 500 ? errorAtTop(json) : undefined;
  return afterRefusal({
    error: error ?? bare ?? null,
    head,
    vendorTrace: error?.traceId ?? head.header('x-request-id'),
  });
}

/** How long a task may take to be taken. */
const acceptanceMs = 120_000;

const minute = 60_000;

/** Above this the vendor calls sizes experimental; 4K takes it four to eight minutes (reference, 4.1 and 6.4). */
const usualPixels = 2560 * 1440;

function deadlineMs(size: Dimensions | null): number {
  return size !== null && size.width * size.height > usualPixels ? 15 * minute : 10 * minute;
}
